import { equalBytes, toHex } from '../ledger/encoding.ts';
import type { Primitives } from '../ledger/primitives.ts';
import { parseEnvelope, preAuthEncoding, type Attestation, type Predicate } from './attestation.ts';
import type { Findings } from './findings.ts';
import type { FolderCheck } from './folder-check.ts';
import { ENVELOPE, MAX_BYTES, PAE, signatureFile } from './layout.ts';
import type { CheckedRecord } from './record-check.ts';

/**
 * The files that no manifest covers, because they sign the manifests. Each is compared byte for byte with what the envelope
 * holds, so that the envelope, the signed bytes and the raw signatures for openssl cannot say different things.
 */
export async function checkAttestation(
  folder: FolderCheck,
  findings: Findings,
  record: CheckedRecord,
  primitives: Primitives,
): Promise<Predicate | null> {
  const bytes = await folder.read(ENVELOPE, MAX_BYTES.small);
  const parsed = bytes && parseEnvelope(bytes);
  if (parsed && !parsed.ok) findings.add('ATTESTATION_MALFORMED', ENVELOPE, parsed.why);
  if (!parsed?.ok) return null;
  const { statement } = parsed.attestation;
  await checkSignatures(folder, findings, record, primitives, parsed.attestation);
  for (const { name, digest } of statement.subject) {
    const subject = await folder.read(name, MAX_BYTES.list);
    if (subject && toHex(primitives.sha256(subject)) !== digest.sha256) {
      findings.add('FILE_ALTERED', name, 'is not the file that was attested');
    }
  }
  checkFacts(findings, record, statement.predicate);
  return statement.predicate;
}

async function checkSignatures(
  folder: FolderCheck,
  findings: Findings,
  { roster }: CheckedRecord,
  primitives: Primitives,
  { payload, signatures, statement }: Attestation,
): Promise<void> {
  const message = preAuthEncoding(payload);
  folder.vouchFor(PAE);
  const pae = await folder.read(PAE, MAX_BYTES.small);
  if (pae && !equalBytes(pae, message)) findings.add('ATTESTATION_MALFORMED', PAE, 'is not what the envelope holds');
  const exporter = roster.get(statement.predicate.exporter.fingerprint);
  const signers = [
    { whose: 'console', fingerprint: statement.predicate.console, key: roster.console?.publicKey },
    { whose: 'exporter', fingerprint: statement.predicate.exporter.fingerprint, key: exporter?.publicKey },
  ];
  // Whoever exports signs after the last entry, so the key has to count as of there.
  if (exporter && (exporter.revokedAt !== null || exporter.pending)) {
    findings.add(
      'KEY_REVOKED',
      ENVELOPE,
      `${exporter.name} exported with a key that did not count at the end of the ledger`,
    );
  }
  for (const [i, { whose, fingerprint, key }] of signers.entries()) {
    const file = signatureFile(fingerprint);
    folder.vouchFor(file);
    const signature = signatures[i];
    // The key id is a hint (DSSE): the key comes from the ledger, the hint only has to say the same.
    if (signature?.keyid !== fingerprint)
      findings.add('ATTESTATION_MALFORMED', ENVELOPE, `the ${whose}'s signature is filed under another key`);
    const raw = await folder.read(file, MAX_BYTES.small);
    if (!signature || !key) {
      findings.add('ATTESTATION_SIGNATURE_INVALID', file, `the ${whose} is not one of this ledger`);
      continue;
    }
    if (!primitives.verifyEd25519(key, message, signature.sig))
      findings.add('ATTESTATION_SIGNATURE_INVALID', ENVELOPE, `the ${whose}'s signature does not verify`);
    if (raw && !equalBytes(raw, signature.sig))
      findings.add('ATTESTATION_SIGNATURE_INVALID', file, 'is not the signature in the envelope');
  }
}

/** What the exporter attests about the ledger has to be what the ledger shows. */
function checkFacts(findings: Findings, { report, roster }: CheckedRecord, predicate: Predicate): void {
  const { summary } = report;
  const claims: readonly (readonly [string, unknown, unknown])[] = [
    ['origin', predicate.origin, summary.origin],
    ['size', predicate.size, summary.entries],
    ['root', predicate.root, summary.root],
    ['console key', predicate.console, summary.consoleFingerprint],
    ['exercise mark', predicate.exercise, summary.type === 'exercise'],
    ['exporter', predicate.exporter.name, roster.get(predicate.exporter.fingerprint)?.name],
  ];
  for (const [what, claimed, found] of claims) {
    if (claimed !== found)
      findings.add('ATTESTATION_MISMATCH', ENVELOPE, `${what}: attested ${String(claimed)}, found ${String(found)}`);
  }
}
