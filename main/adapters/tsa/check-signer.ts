import { createHash } from 'node:crypto';
import { OctetString, Sequence, ObjectIdentifier, type BitString } from 'asn1js';
import type { Attribute, Certificate, ExtKeyUsage } from 'pkijs';
import type { Token } from './read-reply.ts';
import { refuse } from './refuse.ts';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** The certificate that signed the token. Throws Refusal `signature` or `purpose`. */
export async function checkSigner(token: Token): Promise<Certificate> {
  const { signer, signedData } = token;
  if (!HASHES[signer.digestAlgorithm.algorithmId])
    refuse('signature', 'it is signed over a hash that does not count any more');
  const attributes =
    signer.signedAttrs?.attributes ?? refuse('signature', 'the signature does not cover its own attributes');
  // CMS takes each attribute once; with two of them, two programs could read two different stamps.
  if (new Set(attributes.map(({ type }) => type)).size !== attributes.length)
    refuse('signature', 'an attribute is there twice');
  const type = valueOf(attributes, CONTENT_TYPE);
  if (!(type instanceof ObjectIdentifier) || type.getValue() !== TST_INFO)
    refuse('signature', 'it signs something else');
  const certificate = await signatureBy(signedData);
  if (!bound(certificate, attributes)) refuse('signature', 'the signature does not name the certificate it came with');
  checkPurpose(certificate);
  return certificate;
}

/** The driver compares digest and signature; the imprint was compared before, so it is taken out of the question here. */
async function signatureBy(signedData: Token['signedData']): Promise<Certificate> {
  const eContentType = signedData.encapContentInfo.eContentType;
  try {
    // For a TSTInfo the driver wants the stamped bytes to hash them itself. They are not needed to judge the signature.
    signedData.encapContentInfo.eContentType = '1.2.840.113549.1.7.1';
    const result = await signedData.verify({ signer: 0, extendedMode: true });
    if (result.signatureVerified && result.signerCertificate) return result.signerCertificate;
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    refuse(
      'signature',
      why.includes('signer certificate') || why.includes('No certificates')
        ? 'it came without the certificate that signed it'
        : 'the signature does not verify',
    );
  } finally {
    signedData.encapContentInfo.eContentType = eContentType;
  }
  return refuse('signature', 'the signature does not verify');
}

function valueOf(attributes: readonly Attribute[], type: string): unknown {
  const values: readonly unknown[] = attributes.find((one) => one.type === type)?.values ?? [];
  return values.length === 1 ? values[0] : undefined;
}

/** RFC 3161 2.4.1 with RFC 5816: the signed attributes name the certificate by hash, so that none can be put in its place. */
function bound(certificate: Certificate, attributes: readonly Attribute[]): boolean {
  const v2 = valueOf(attributes, SIGNING_CERTIFICATE_V2);
  const named = firstIdentifier(v2 ?? valueOf(attributes, SIGNING_CERTIFICATE));
  if (!named) return false;
  const [first, second] = named;
  if (first instanceof OctetString) return sameHash(certificate, v2 ? 'sha256' : 'sha1', first);
  const algorithm = first instanceof Sequence ? first.valueBlock.value[0] : undefined;
  const hash = algorithm instanceof ObjectIdentifier ? HASHES[algorithm.getValue()] : undefined;
  return v2 !== undefined && hash !== undefined && second instanceof OctetString && sameHash(certificate, hash, second);
}

/** Members of the first ESSCertID: SigningCertificate is { certs SEQUENCE OF ESSCertID, … }. */
function firstIdentifier(value: unknown): readonly unknown[] | null {
  const certs = value instanceof Sequence ? value.valueBlock.value[0] : undefined;
  const first = certs instanceof Sequence ? certs.valueBlock.value[0] : undefined;
  return first instanceof Sequence ? first.valueBlock.value : null;
}

function sameHash(certificate: Certificate, hash: string, expected: OctetString): boolean {
  return createHash(hash).update(derOf(certificate)).digest().equals(new Uint8Array(expected.getValue()));
}

export function derOf(certificate: Certificate): Buffer {
  return Buffer.from(certificate.toSchema().toBER());
}

/** RFC 3161 2.3: extended key usage is there, critical, and says time-stamping alone. */
function checkPurpose(certificate: Certificate): void {
  const extended = certificate.extensions?.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE);
  const purposes = (extended?.parsedValue as ExtKeyUsage | undefined)?.keyPurposes;
  if (!extended || !Array.isArray(purposes)) refuse('purpose', 'the certificate is not one for time-stamping');
  if (purposes.length !== 1 || purposes[0] !== TIME_STAMPING)
    refuse('purpose', 'the certificate is for other things than time-stamping');
  if (!extended.critical) refuse('purpose', 'the certificate does not mark time-stamping as its critical purpose');
  const usage = certificate.extensions?.find(({ extnID }) => extnID === KEY_USAGE)?.parsedValue as
    | BitString
    | undefined;
  // digitalSignature and nonRepudiation are the first two bits; a time-stamp needs one of them.
  if (usage && ((usage.valueBlock.valueHexView[0] ?? 0) & 0xc0) === 0)
    refuse('purpose', 'the certificate may not sign');
}
