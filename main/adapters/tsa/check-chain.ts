import { X509Certificate } from 'node:crypto';
import { Certificate, type BasicConstraints } from 'pkijs';
import { refuse } from './refuse.ts';

const MAX_LINKS = 6;
const BASIC_CONSTRAINTS = '2.5.29.19';
/** Critical extensions that are looked at here, or that only narrow policies nobody asked for. Any other one stops the check. */
const UNDERSTOOD = new Set([BASIC_CONSTRAINTS, '2.5.29.15', '2.5.29.37', '2.5.29.32']);
const WEAK = /sha1|md5|md2/i;

/** Exactly one self-signed certificate; null for anything else. */
export function readRoot(pem: string): X509Certificate | null {
  const [root, ...others] = readPem(pem) ?? [];
  return root && others.length === 0 && root.ca && issued(root, root) ? root : null;
}

/** All certificates of a PEM text, ten at most; null when one cannot be read or something is left over. */
export function readPem(pem: string): readonly X509Certificate[] | null {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0 || blocks.length > 10 || pem.length > 200_000) return null;
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return null; // Not a certificate: the answer to the question, not a fault.
  }
}

/**
 * A way from `leaf` to `root` by names and signatures, every certificate valid at `at`. Throws Refusal `chain` or `validity`.
 * Written here, because the driver's path search has no bound, and takes what OpenSSL refuses (SHA-1, short keys).
 */
export function checkChain(
  leaf: X509Certificate,
  between: readonly X509Certificate[],
  root: X509Certificate,
  at: Date,
): void {
  let expired: X509Certificate | null = null;
  const seen = new Set<string>();
  const reaches = (certificate: X509Certificate, depth: number): boolean => {
    if (!validAt(certificate, at)) {
      expired = certificate;
      return false;
    }
    if (!sound(certificate)) return false;
    if (issued(root, certificate) && mayIssue(root, depth)) {
      if (validAt(root, at)) return true;
      expired = root;
      return false;
    }
    seen.add(certificate.fingerprint256);
    if (depth + 1 >= MAX_LINKS) return false;
    return between.some(
      (next) =>
        !seen.has(next.fingerprint256) &&
        next.ca &&
        issued(next, certificate) &&
        mayIssue(next, depth) &&
        reaches(next, depth + 1),
    );
  };
  if (reaches(leaf, 0)) return;
  const late = expired as X509Certificate | null;
  if (late)
    refuse(
      'validity',
      `the certificate ${oneLine(late.subject)} was not valid at ${at.toISOString()}, the time in the token`,
    );
  refuse('chain', `no chain leads from ${oneLine(leaf.subject)} to the root ${oneLine(root.subject)}`);
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false; // A key of a kind that OpenSSL does not know verifies nothing.
  }
}

function validAt(certificate: X509Certificate, at: Date): boolean {
  return certificate.validFromDate <= at && at <= certificate.validToDate;
}

/** Hash and key strong enough, and no critical extension that would say more than is understood here. */
function sound(certificate: X509Certificate): boolean {
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  if (WEAK.test(certificate.signatureAlgorithm ?? '')) return false;
  if (asymmetricKeyType?.startsWith('rsa') && (asymmetricKeyDetails?.modulusLength ?? 0) < 2048) return false;
  return extensionsOf(certificate).every(({ critical, extnID }) => !critical || UNDERSTOOD.has(extnID));
}

/** `below`: certificates of authorities between this one and the leaf. */
function mayIssue(issuer: X509Certificate, below: number): boolean {
  const constraints = extensionsOf(issuer).find(({ extnID }) => extnID === BASIC_CONSTRAINTS)?.parsedValue as
    | BasicConstraints
    | undefined;
  const limit = constraints?.pathLenConstraint;
  return typeof limit !== 'number' || below <= limit;
}

function extensionsOf(certificate: X509Certificate) {
  return Certificate.fromBER(new Uint8Array(certificate.raw).buffer).extensions ?? [];
}

export function oneLine(subject: string): string {
  return subject.replaceAll('\n', ', ');
}
