import { X509Certificate } from 'node:crypto';
import { instantFromMs } from '../../../shared/domain/instant.ts';
import { equalBytes, toHex } from '../../../shared/ledger/encoding.ts';
import { printable } from '../../../shared/ledger/printable.ts';
import type { ReplyCheck, ReplyFacts, VerifiedStamp } from '../../ports/timestamps.ts';
import { checkChain, oneLine, readPem, readRoot } from './check-chain.ts';
import { checkSigner, derOf } from './check-signer.ts';
import { readReply, type Token } from './read-reply.ts';
import { refuse } from './refuse.ts';

const SHA_256 = '2.16.840.1.101.3.4.2.1';

export function factsOf(reply: Uint8Array): ReplyFacts {
  const { tst } = readReply(reply);
  const imprint = imprintOf(tst);
  return {
    imprint: imprint && toHex(imprint),
    nonce: tst.nonce ? toHex(unsigned(tst.nonce.valueBlock.valueHexView)) : null,
  };
}

/** Throws Refusal with the first thing that is wrong, in the order in which a person would ask. */
export async function verifyReply({
  reply,
  imprint,
  nonce,
  rootPem,
  intermediatesPem,
}: ReplyCheck): Promise<VerifiedStamp> {
  const token = readReply(reply);
  const { tst } = token;
  const stated = imprintOf(tst);
  if (!stated || !equalBytes(stated, imprint)) refuse('imprint', 'it is over other bytes');
  if (!tst.nonce || !equalBytes(unsigned(tst.nonce.valueBlock.valueHexView), unsigned(nonce)))
    refuse('nonce', 'it answers another request');
  const signer = await checkSigner(token);
  const leaf = new X509Certificate(derOf(signer));
  // GeneralizedTime has no upper bound on what it can say; an instant has.
  const genTime = instantFromMs(tst.genTime.getTime());
  if (!(leaf.validFromDate <= tst.genTime && tst.genTime <= leaf.validToDate))
    refuse('validity', `the certificate ${oneLine(leaf.subject)} was not valid at ${genTime}, the time in the token`);
  if (rootPem !== null) {
    const root = readRoot(rootPem) ?? refuse('chain', 'the root is not one self-signed certificate in PEM');
    checkChain(leaf, between(token, intermediatesPem), root, tst.genTime);
  }
  return {
    ok: true,
    genTime,
    tsaName: printable(oneLine(leaf.subject)).slice(0, 300).toWellFormed() || 'without a name',
    policy: tst.policy,
    serial: toHex(tst.serialNumber.valueBlock.valueHexView),
    certificateExpires: instantFromMs(leaf.validToDate.getTime()),
  };
}

function between({ certificates }: Token, pem: string | null): readonly X509Certificate[] {
  const given = pem === null ? [] : (readPem(pem) ?? refuse('chain', 'the intermediate certificates are not PEM'));
  return [...certificates.map((one) => new X509Certificate(derOf(one))), ...given];
}

function imprintOf({ messageImprint }: Token['tst']): Uint8Array | null {
  return messageImprint.hashAlgorithm.algorithmId === SHA_256
    ? messageImprint.hashedMessage.valueBlock.valueHexView
    : null;
}

/** Value of an integer that is not negative: the zeros in front say nothing. */
function unsigned(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length && bytes[start] === 0) start += 1;
  return bytes.subarray(start);
}
