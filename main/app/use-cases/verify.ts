import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Finding, Report } from '../../../shared/ledger/finding.ts';
import { evidenceNamedBy } from '../../../shared/bundle/named-evidence.ts';
import { verifyLedger } from '../../../shared/ledger/verify.ts';
import { toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import { verifyBundle } from '../../handoff/verify-bundle.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { IncidentId } from '../../../shared/domain/ids.ts';
import { incidentFolder, type Desk } from '../desk.ts';
import { trustedWitnesses } from '../witnesses.ts';
import { StampedAgain } from '../stamped-again.ts';

/** Checks a bundle from anywhere on this machine. Needs nobody signed in: a stranger can check it. */
export async function verifyBundleAt(
  desk: Desk,
  { path, consoleFingerprint }: z.infer<typeof inputs.verifyBundle>,
): Promise<Report> {
  const trust = consoleFingerprint === undefined ? {} : { consoleFingerprint };
  return verifyBundle(desk.services.places, path, { crypto: desk.services.crypto, trust });
}

/**
 * Reads the stored bytes of one incident again, as a stranger would: the file itself, the ledger in it, then every item of the
 * vault by hash. Needs no incident that opens: a damaged one is what it is for.
 */
export async function checkIncident(desk: Desk, id: IncidentId, known?: string): Promise<Report> {
  const { crypto, files, stores } = desk.services;
  const journal = desk.requireJournal();
  const registered =
    journal.incidents.find(({ incident }) => incident === id) ??
    fail('INCIDENT_UNKNOWN', 'this console knows no such incident');
  const vault = files.vault(incidentFolder(id));
  const named = new Map<string, number>();
  const stamps = new StampedAgain(desk.services.timestamps, vault);
  const file = stores.inspect(files.absolute(`${incidentFolder(id)}/ledger.db`));
  const trust = {
    consoleFingerprint: journal.consoleFingerprint,
    witnesses: trustedWitnesses(desk).map(({ vkey }) => vkey),
    ...(known === undefined ? {} : { known: utf8(known) }),
  };
  const report = verifyLedger(file, trust, crypto, (entry) => {
    stamps.take(entry);
    for (const { sha256 } of evidenceNamedBy(entry)) if (!named.has(sha256)) named.set(sha256, entry.index);
  });
  file.close();
  const findings: Finding[] = [
    ...file.problems.map((problem): Finding => ({ ...problem, severity: 'error' })),
    ...report.findings,
  ];
  if (report.summary.origin !== null && report.summary.origin !== registered.origin) {
    findings.push({
      code: 'ORIGIN_MISMATCH',
      severity: 'error',
      message: `the journal knows this incident as ${registered.origin}`,
    });
  }
  let bytes = 0;
  for (const [sha256, entry] of named) {
    if (!(await vault.has(sha256))) {
      findings.push({
        code: 'EVIDENCE_MISSING',
        severity: 'error',
        message: `the vault has no ${sha256}`,
        entry,
        file: sha256,
      });
      continue;
    }
    const hash = crypto.hash('sha256');
    for await (const chunk of vault.read(sha256)) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    if (toHex(hash.digest()) !== sha256)
      findings.push({
        code: 'EVIDENCE_ALTERED',
        severity: 'error',
        message: `stored bytes do not have the hash ${sha256}`,
        entry,
        file: sha256,
      });
  }
  findings.push(...(await stamps.findings()));
  for (const { name } of await vault.list()) {
    if (!named.has(name))
      findings.push({
        code: 'EVIDENCE_EXTRA',
        severity: 'warning',
        message: 'no entry names this file; it was left by an interrupted step',
        file: name,
      });
  }
  return {
    ...report,
    findings,
    verified: findings.every((finding) => finding.severity !== 'error'),
    summary: { ...report.summary, evidenceFiles: named.size, evidenceBytes: bytes },
  };
}
