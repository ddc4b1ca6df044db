import * as asn1js from 'asn1js';
import { Certificate, type ContentInfo, SignedData, TimeStampResp, TSTInfo, type SignerInfo } from 'pkijs';
import { refuse } from './refuse.ts';

/** Replies have 1 to 10 kB. The bound keeps what a hostile one can cost in proportion; depth and count are the parser's own limits. */
const MAX_BYTES = 256 * 1024;
const MAX_CERTIFICATES = 20;
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const GRANTED = [0, 1];

/** A reply taken apart, nothing verified. */
export interface Token {
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  readonly tst: TSTInfo;
  readonly certificates: readonly Certificate[];
}

/** Throws Refusal `unreadable` or `refused`; the parser may throw anything. */
export function readReply(bytes: Uint8Array): Token {
  if (bytes.length > MAX_BYTES) refuse('unreadable', `it has ${bytes.length} bytes, more than any time-stamp reply`);
  const response = TimeStampResp.fromBER(exactly(bytes));
  const status = response.status.status;
  if (!GRANTED.includes(status)) refuse('refused', `the authority answered with status ${status} and no time-stamp`);
  const token: ContentInfo | undefined = response.timeStampToken;
  if (!token || token.contentType !== SIGNED_DATA) refuse('unreadable', 'it holds no time-stamp token');
  const signedData = new SignedData({ schema: token.content as asn1js.AsnType });
  const { eContent, eContentType } = signedData.encapContentInfo;
  if (eContentType !== TST_INFO || !eContent) refuse('unreadable', 'what is signed is no time-stamp');
  const [signer, ...others] = signedData.signerInfos;
  // RFC 3161 2.4.2: one signature, that of the authority.
  if (!signer || others.length > 0) refuse('unreadable', 'a time-stamp has exactly one signature');
  const tst = TSTInfo.fromBER(exactly(new Uint8Array(eContent.getValue())));
  const certificates = (signedData.certificates ?? []).filter((one) => one instanceof Certificate);
  if (certificates.length > MAX_CERTIFICATES) refuse('unreadable', `it holds ${certificates.length} certificates`);
  return { signedData, signer, tst, certificates };
}

/** The parser passes over bytes behind the value; here they are refused, so that one stamp has one file. */
function exactly(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes).buffer;
  const { offset } = asn1js.fromBER(copy);
  if (offset !== bytes.length)
    refuse('unreadable', 'it is no time-stamp reply, or it was cut, or something follows it');
  return copy;
}
