import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import type { Finding, Report } from '../../../shared/ledger/finding.ts';
import type { RunningHash } from '../../ports/crypto.ts';
import type { Vault } from '../../ports/files.ts';
import type { Watch } from '../../ports/verification-workers.ts';
import { incidentFolder, ledgerPath, type Desk } from '../desk.ts';
import { StampedAgain } from '../stamped-again.ts';
import { requireWitnessKeys } from '../witness-keys.ts';
import { trustedWitnesses } from '../witnesses.ts';

/** Checks a bundle from anywhere on this machine. Needs nobody signed in: a stranger can check it. Throws BAD_INPUT, CANCELLED. */
export async function verifyBundleAt(
  desk: Desk,
  { path, consoleFingerprint, known, witnesses = [] }: z.infer<typeof inputs.verifyBundle>,
  watch: Watch,
): Promise<Report> {
  requireWitnessKeys(desk.services.crypto.sha256, witnesses);
  const trust = {
    ...(consoleFingerprint === undefined ? {} : { consoleFingerprint }),
    ...(known === undefined ? {} : { known: utf8(known) }),
    wanted: witnesses,
  };
  return desk.services.verification.bundle(path, trust, watch);
}

/**
 * Reads the stored bytes of one incident again, as a stranger would: the file itself, the ledger in it, then every item of the
 * vault by hash. Needs no incident that opens: a damaged one is what it is for. Throws CANCELLED.
 */
export async function checkIncident(
  desk: Desk,
  { incident: id, known }: z.infer<typeof inputs.fsck>,
  watch: Watch,
): Promise<Report> {
  const { crypto, files, timestamps, verification } = desk.services;
  const journal = desk.requireJournal();
  const registered =
    journal.incidents.find(({ incident }) => incident === id) ??
    fail('INCIDENT_UNKNOWN', 'this console knows no such incident');
  const vault = files.vault(incidentFolder(id));
  const trust = {
    consoleFingerprint: registered.console?.fingerprint ?? journal.consoleFingerprint,
    formerConsoles: registered.console ? [] : journal.consoles.all().map(({ fingerprint }) => fingerprint),
    witnesses: trustedWitnesses(desk).map(({ vkey }) => vkey),
    ...(known === undefined ? {} : { known: utf8(known) }),
  };
  const verdict = await verification.ledger({ path: ledgerPath(files, id), trust }, watch);
  const { report } = verdict;
  const findings: Finding[] = [
    ...verdict.problems.map((problem): Finding => ({ ...problem, severity: 'error' })),
    ...report.findings,
  ];
  if (report.summary.origin !== null && report.summary.origin !== registered.origin) {
    findings.push({
      code: 'ORIGIN_MISMATCH',
      severity: 'error',
      message: `the journal knows this incident as ${registered.origin}`,
    });
  }
  const named = new Map<string, number>();
  for (const { sha256, entry } of verdict.evidence) if (!named.has(sha256)) named.set(sha256, entry);
  const evidence = await checkVault(vault, named, () => crypto.hash('sha256'), watch);
  findings.push(...evidence.wrong);
  const stamps = new StampedAgain(timestamps, vault);
  for (const entry of verdict.entries) stamps.take(entry);
  findings.push(...(await stamps.findings()), ...evidence.extra);
  return {
    ...report,
    findings,
    verified: findings.every((finding) => finding.severity !== 'error'),
    summary: { ...report.summary, evidenceFiles: named.size, evidenceBytes: evidence.bytes },
  };
}

/** Every named item read and hashed; then whatever lies there that nothing names. */
async function checkVault(
  vault: Vault,
  named: ReadonlyMap<string, number>,
  newHash: () => RunningHash,
  { onProgress, signal }: Watch,
): Promise<{ readonly wrong: readonly Finding[]; readonly extra: readonly Finding[]; readonly bytes: number }> {
  const held = await vault.list();
  const total = held.reduce((sum, { name, size }) => sum + (named.has(name) ? size : 0), 0);
  const wrong: Finding[] = [];
  let bytes = 0;
  for (const [sha256, entry] of named) {
    if (!(await vault.has(sha256))) {
      const message = `the vault has no ${sha256}`;
      wrong.push({ code: 'EVIDENCE_MISSING', severity: 'error', message, entry, file: sha256 });
      continue;
    }
    const hash = newHash();
    for await (const chunk of vault.read(sha256)) {
      signal?.throwIfAborted();
      hash.update(chunk);
      bytes += chunk.length;
      onProgress?.({ phase: 'evidence', done: bytes, total });
    }
    if (toHex(hash.digest()) === sha256) continue;
    const message = `stored bytes do not have the hash ${sha256}`;
    wrong.push({ code: 'EVIDENCE_ALTERED', severity: 'error', message, entry, file: sha256 });
  }
  const extra = held
    .filter(({ name }) => !named.has(name))
    .map(({ name }): Finding => {
      const message = 'no entry names this file; it was left by an interrupted step';
      return { code: 'EVIDENCE_EXTRA', severity: 'warning', message, file: name };
    });
  return { wrong, extra, bytes };
}
