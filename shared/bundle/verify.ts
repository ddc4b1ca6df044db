import { equalBytes, utf8 } from '../ledger/encoding.ts';
import type { Report } from '../ledger/finding.ts';
import type { Primitives } from '../ledger/primitives.ts';
import { readHere, type Reader } from '../ledger/reading.ts';
import type { Trust } from '../ledger/verify.ts';
import type { Predicate } from './attestation.ts';
import { checkAttestation } from './attestation-check.ts';
import { bagInfoText } from './bag-info.ts';
import { Findings } from './findings.ts';
import { FolderCheck, type Steps } from './folder-check.ts';
import { BAG_INFO, MAX_BYTES } from './layout.ts';
import { checkRecord, type CheckedRecord } from './record-check.ts';
import type { BundleFolder } from './source.ts';
import { trustFiles } from './trust-files.ts';

const silent: Steps = { step: () => undefined };

/**
 * Verifies a bundle folder, format v1 (docs/FORMAT.md 10). Everything wrong with a bundle is a finding with its file and, in the
 * ledger, its entry. Throws BulkheadError BUNDLE_UNREADABLE only for a folder that is no bundle or cannot be read.
 */
export async function verifyBundleFolder(
  source: BundleFolder,
  trust: Trust,
  primitives: Primitives,
  steps: Steps = silent,
  reader: Reader = readHere,
): Promise<Report> {
  const findings = new Findings();
  const folder = new FolderCheck(source, findings, primitives);
  await folder.run(steps);
  const record = await checkRecord(folder, findings, trust, primitives, reader);
  const predicate = await checkAttestation(folder, findings, record, primitives);
  await checkDerived(folder, findings, record, predicate, primitives);
  folder.reportExtras();
  return conclude(findings, record, predicate);
}

/** Files that follow from the ledger and the statement: written again and compared. */
async function checkDerived(
  folder: FolderCheck,
  findings: Findings,
  { report, roster }: CheckedRecord,
  predicate: Predicate | null,
  primitives: Primitives,
): Promise<void> {
  if (predicate) {
    const bytes = await folder.read(BAG_INFO, MAX_BYTES.small);
    if (bytes && !equalBytes(bytes, utf8(bagInfoText(predicate, folder.payload())))) {
      findings.add(
        'BAG_MALFORMED',
        BAG_INFO,
        'does not fit the statement and the payload (Payload-Oxum counts bytes and files)',
      );
    }
  }
  const { origin } = report.summary;
  if (origin === null || !roster.console) return;
  for (const [path, text] of trustFiles(primitives.sha256, {
    origin,
    console: roster.console,
    formerConsoles: roster.consoles.all().slice(0, -1),
    operators: roster.all(),
  })) {
    folder.expect(path);
    const bytes = await folder.read(path, MAX_BYTES.small);
    if (bytes && !equalBytes(bytes, utf8(text)))
      findings.add('FILE_ALTERED', path, 'does not hold the keys that the ledger names');
  }
}

function conclude(findings: Findings, { report, evidence }: CheckedRecord, predicate: Predicate | null): Report {
  const statements = [...report.statements];
  if (predicate) {
    statements.push(
      `Handed out at ${predicate.exportedAt} by ${predicate.exporter.name} to ${predicate.recipient}, for: ${predicate.purpose}. That time, too, is the console's own.`,
    );
  }
  statements.push(
    'VERIFY.txt and verify.py are as the exporter signed them; a program that came with what it checks is no independent check until you have read it.',
  );
  if (findings.suppressed > 0) statements.push(`${findings.suppressed} further findings are not listed.`);
  return {
    verified: findings.list.every(({ severity }) => severity !== 'error'),
    findings: findings.list,
    statements,
    summary: { ...report.summary, evidenceFiles: evidence.files, evidenceBytes: evidence.bytes },
  };
}
