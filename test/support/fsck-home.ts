import Database from 'better-sqlite3';
import { join } from 'node:path';
import { SCHEMA } from '../../main/adapters/sqlite/schema.ts';
import { decodeEntry } from '../../shared/ledger/entry.ts';
import type { Finding, Report } from '../../shared/ledger/finding.ts';
import { verifyLedger, type Trust } from '../../shared/ledger/verify.ts';
import { crypto } from './parties.ts';

/** The oracle: stored bytes through a connection of its own, nothing shared with the console (style H14). */
export function fsckFile(path: string, trust: Trust = {}): Report & { readonly bytes: readonly Uint8Array[] } {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const rows = db.prepare('SELECT leaf, body FROM entry ORDER BY idx').all() as { leaf: Buffer; body: Buffer }[];
    const notes = db.prepare('SELECT note FROM checkpoint ORDER BY size').all() as { note: Buffer }[];
    const report = verifyLedger(
      { entries: rows.map(({ leaf, body }) => ({ bytes: body, leaf })), checkpoints: notes.map(({ note }) => note) },
      trust,
      crypto,
    );
    return { ...report, findings: [...report.findings, ...fileFindings(db)], bytes: rows.map(({ body }) => body) };
  } finally {
    db.close();
  }
}

function fileFindings(db: Database.Database): Finding[] {
  const findings: Finding[] = [];
  const sound = db.pragma('integrity_check', { simple: true });
  if (sound !== 'ok') findings.push({ code: 'STORE_DAMAGED', severity: 'error', message: String(sound) });
  const found = db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
  const expected = SCHEMA.map(({ name, sql }) => ({ name, sql })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (JSON.stringify(found) !== JSON.stringify(expected))
    findings.push({ code: 'STORE_SCHEMA_FOREIGN', severity: 'error', message: 'another schema' });
  return findings;
}

/** Every ledger of a home: the journal, and each incident that it names, under the console key that it names. */
export function fsckHome(
  home: string,
): readonly { readonly ledger: string; readonly findings: readonly Finding[]; readonly entries: number }[] {
  const journal = fsckFile(join(home, 'journal/ledger.db'));
  const consoleFingerprint = journal.summary.consoleFingerprint ?? '';
  const incidents = journal.bytes.flatMap((bytes) => {
    const decoded = decodeEntry(bytes);
    return decoded.ok && decoded.entry.kind === 'incident.registered' ? [decoded.entry.body] : [];
  });
  const reports = incidents.map(({ incident: id, console }) => ({
    id,
    report: fsckFile(join(home, 'incidents', id, 'ledger.db'), {
      consoleFingerprint: console?.fingerprint ?? consoleFingerprint,
    }),
  }));
  return [{ id: 'journal', report: journal }, ...reports].map(({ id, report }) => ({
    ledger: id,
    findings: report.findings,
    entries: report.summary.entries,
  }));
}

/** Most tests have two people, so that the reader is rightly told that one had vouched for the other alone. */
export function apartFromPairs(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ code }) => code !== 'QUORUM_BY_ONE');
}

/** Findings of all ledgers of a home; what a test expects to be empty. */
export function findingsOf(home: string): readonly string[] {
  return fsckHome(home).flatMap(({ ledger, findings }) =>
    apartFromPairs(findings).map(({ code, entry, message }) => `${ledger} ${code} ${entry ?? ''} ${message}`),
  );
}

/** For the end of a test: throws when anything is found. */
export function requireSound(home: string): void {
  const findings = findingsOf(home);
  if (findings.length > 0) throw new Error(`fsck of the stored bytes: ${findings.join('; ')}`);
}

/** The stored note that seals entry `index`. */
export function noteOver(path: string, index: number): string {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const row = db.prepare('SELECT note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1').get(index) as
      | { note: Buffer }
      | undefined;
    return row?.note.toString('utf8') ?? '';
  } finally {
    db.close();
  }
}
