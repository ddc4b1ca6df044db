import type { EntryBody } from '../ledger/entry.ts';
import { printable } from '../ledger/printable.ts';
import { CHECKPOINTS, exhibitFile } from './layout.ts';

export type StampFacts = Pick<
  EntryBody<'timestamp.received'>,
  | 'size'
  | 'genTime'
  | 'tsaName'
  | 'checkpointSha256'
  | 'replySha256'
  | 'rootSha256'
  | 'rootPemSha256'
  | 'intermediatesPemSha256'
>;

/** The part of VERIFY.txt about time-stamps; nothing without one, so that other bundles keep their bytes. */
export function stampSection(stamps: readonly StampFacts[]): string {
  return stamps.length === 0 ? '' : `${HEAD}${stamps.map(commands).join('')}${TAIL}`;
}

/**
 * `-attime` is the time in the token: openssl would else judge the certificate as of today and refuse it once it has expired.
 * The second line shows that what was stamped is one of the checkpoints, byte for byte.
 */
function commands({ size, genTime, tsaName, rootSha256, ...hashes }: StampFacts): string {
  const stamped = exhibitFile(hashes.checkpointSha256);
  const reply = exhibitFile(hashes.replySha256);
  const root = exhibitFile(hashes.rootPemSha256 ?? '');
  const between =
    hashes.intermediatesPemSha256 === null ? '' : ` -untrusted ${exhibitFile(hashes.intermediatesPemSha256)}`;
  return `
  entries    0 to ${size - 1}
  time       ${genTime}
  authority  ${printable(tsaName)}
  root       ${rootSha256}
$ openssl ts -verify -data ${stamped} -in ${reply} -CAfile ${root}${between} -attime ${Math.floor(Date.parse(genTime) / 1000)} || echo "${reply}: FAILED"
$ awk '{ printf "%s\\\\n", $0 }' ${stamped} | grep -qFf - ${CHECKPOINTS} || echo "${stamped}: FAILED"
$ test "$(openssl x509 -in ${root} -outform DER | sha256sum | cut -c 1-64)" = ${rootSha256} || echo "${root}: FAILED"
`;
}

const HEAD = `
7. TIME-STAMPS
Somebody outside signed the hash of a checkpoint, and with it of all entries up to there, with a clock of their own (RFC 3161).
Get the fingerprint of the root certificate from the authority and compare it with the number below: without that, anyone could
have made the stamp. For each one: "Verification: OK", and nothing else.
`;
const TAIL = `
Such a stamp shows that these entries existed not later than its time. Whether the authority was a qualified one when it stamped is
not checked here: its country's trusted list says so. Without that the law presumes nothing about it (eIDAS, Art. 41). No list of
revoked certificates is in this folder.
`;
