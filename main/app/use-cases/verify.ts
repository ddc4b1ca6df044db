import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Finding, Report } from '../../../shared/ledger/finding.ts';
import { evidenceNamedBy } from '../../../shared/bundle/named-evidence.ts';
import { verifyLedger } from '../../../shared/ledger/verify.ts';
import { toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import { verifyBundle } from '../../handoff/verify-bundle.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { trustedWitnesses } from '../witnesses.ts';

/** Checks a bundle from anywhere on this machine. Needs nobody signed in: a stranger can check it. */
export async function verifyBundleAt(desk: Desk, { path, consoleFingerprint }: z.infer<typeof inputs.verifyBundle>): Promise<Report> {
  const trust = consoleFingerprint === undefined ? {} : { consoleFingerprint };
  return verifyBundle(desk.services.places, path, { crypto: desk.services.crypto, trust });
}

/** Reads the stored bytes of one incident again, as a stranger would: ledger first, then every item of the vault by hash. */
export async function checkIncident(desk: Desk, incident: OpenIncident, known?: string): Promise<Report> {
  const { crypto } = desk.services;
  const { reader } = incident.writer;
  const named = new Map<string, number>();
  const report = verifyLedger(
    { entries: reader.entries(), checkpoints: mapNotes(reader.checkpoints()) },
    {
      consoleFingerprint: desk.requireJournal().consoleFingerprint,
      witnesses: trustedWitnesses(desk).map(({ vkey }) => vkey),
      ...(known === undefined ? {} : { known: utf8(known) }),
    },
    crypto,
    (entry) => {
      for (const { sha256 } of evidenceNamedBy(entry)) if (!named.has(sha256)) named.set(sha256, entry.index);
    },
  );
  const findings: Finding[] = [...report.findings];
  let bytes = 0;
  for (const [sha256, entry] of named) {
    if (!(await incident.vault.has(sha256))) {
      findings.push({ code: 'EVIDENCE_MISSING', severity: 'error', message: `the vault has no ${sha256}`, entry, file: sha256 });
      continue;
    }
    const hash = crypto.hash('sha256');
    for await (const chunk of incident.vault.read(sha256)) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    if (toHex(hash.digest()) !== sha256) findings.push({ code: 'EVIDENCE_ALTERED', severity: 'error', message: `stored bytes do not have the hash ${sha256}`, entry, file: sha256 });
  }
  for (const { name } of await incident.vault.list()) {
    if (!named.has(name)) findings.push({ code: 'EVIDENCE_EXTRA', severity: 'warning', message: 'no entry names this file; it was left by an interrupted step', file: name });
  }
  return {
    ...report, findings, verified: findings.every((finding) => finding.severity !== 'error'),
    summary: { ...report.summary, evidenceFiles: named.size, evidenceBytes: bytes },
  };
}

function* mapNotes(checkpoints: Iterable<{ readonly note: Uint8Array }>): Iterable<Uint8Array> {
  for (const { note } of checkpoints) yield note;
}
