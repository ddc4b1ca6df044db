import { PAYLOAD_TYPE, type Predicate } from './attestation.ts';
import {
  CHECKPOINT,
  CHECKPOINTS,
  CONSOLE_PEM,
  ENTRIES,
  ENVELOPE,
  LEAF_HASHES,
  operatorPem,
  PAE,
  signatureFile,
  TIMELINE,
} from './layout.ts';
import { stampSection, type StampFacts } from './verify-text-stamps.ts';

export interface VerifyTextFacts {
  readonly predicate: Predicate;
  /** Fingerprints of keys that signed as the console before, oldest first. */
  readonly formerConsoles: readonly string[];
  readonly operators: readonly { readonly name: string; readonly fingerprint: string; readonly revoked: boolean }[];
  readonly stamps: readonly StampFacts[];
}

/**
 * The page for a stranger without our software. Lines that begin with `$ ` are commands for a POSIX shell; a test takes them out
 * of this text and runs them, so they cannot rot. Each one fails and names the file when something is wrong.
 */
export function verifyText({ predicate, formerConsoles, operators, stamps }: VerifyTextFacts): string {
  const { console, exporter } = predicate;
  const envelope = `{"payload":"%s","payloadType":"${PAYLOAD_TYPE}","signatures":[{"keyid":"${console}","sig":"%s"},{"keyid":"${exporter.fingerprint}","sig":"%s"}]}\\n`;
  const verify = (pem: string, message: string, signature: string): string =>
    `$ openssl pkeyutl -verify -pubin -inkey ${pem} -rawin -in ${message} -sigfile ${signature} || echo "${message}, ${signature}: FAILED"`;
  const fingerprint = (pem: string, print: string): string =>
    `$ test "$(openssl pkey -pubin -in ${pem} -outform DER | sha256sum | cut -c 1-64)" = ${print} || echo "${pem}: FAILED"`;
  return `${predicate.exercise ? EXERCISE : ''}HOW TO VERIFY THIS BUNDLE WITHOUT OUR SOFTWARE

This folder holds a signed record, the evidence it names, and the keys to check it with. You need: sha256sum and
sha512sum (on a Mac: shasum -a 256 and shasum -a 512), openssl version 3, a POSIX shell; for the last step Python 3.8. No network.
Open a shell in this folder and copy the lines that begin with "$ ", without the dollar sign. Nothing is changed. A line that
finds something wrong prints FAILED and the name.

  record     ${predicate.origin}
  entries    ${predicate.size}
  root       ${predicate.root}
  handed out ${predicate.exportedAt} by ${exporter.name} to ${predicate.recipient}
  purpose    ${predicate.purpose}

1. WHOSE KEYS ARE THESE?
Ask for these numbers by a second channel: by phone, on paper, from an earlier bundle. Everything below rests on the first one.
If you skip this, you learn only that the bundle is consistent with itself; anyone could have made one under a key of their own.

  console   ${console}
${formerConsoles.map((print) => `  before    ${print}  (handed over to the console key; either one to compare)\n`).join('')}${operators.map(({ name, fingerprint: print, revoked }) => `  operator  ${print}  ${name}${revoked ? ' (no longer counts)' : ''}\n`).join('')}
These lines show that the key files are the ones with those numbers:
${fingerprint(CONSOLE_PEM, console)}
${operators.map(({ fingerprint: print }) => fingerprint(operatorPem(print), print)).join('\n')}

2. WHO HANDED THIS OUT?
Console and exporter both signed ${PAE}: a statement (in-toto v1, in the DSSE encoding) with the SHA-256 of both tag
manifests and of the last checkpoint. Each line prints "Signature Verified Successfully":
${verify(CONSOLE_PEM, PAE, signatureFile(console))}
${verify(operatorPem(exporter.fingerprint), PAE, signatureFile(exporter.fingerprint))}
The same statement for in-toto tools is ${ENVELOPE}. It is made of nothing but these files:
$ printf '${envelope}' "$(cut -d ' ' -f 5- ${PAE} | tr -d '\\n' | openssl base64 -A)" "$(openssl base64 -A -in ${signatureFile(console)})" "$(openssl base64 -A -in ${signatureFile(exporter.fingerprint)})" | cmp - ${ENVELOPE} || echo "${ENVELOPE}: FAILED"

3. IS EVERY FILE AS IT WAS?
The statement names the tag manifests, they name all files beside data/, the manifests name all files in data/. Every line must
say OK. (The folder is a BagIt 1.0 bag, RFC 8493; any BagIt tool does the second, third and fourth line too.)
$ grep -ao '{"sha256":"[0-9a-f]*"},"name":"[^"]*"' ${PAE} | sed 's/^{"sha256":"\\([0-9a-f]*\\)"},"name":"\\([^"]*\\)"$/\\1  \\2/' | sha256sum --strict -c -
$ sha256sum --strict -c tagmanifest-sha256.txt
$ sha512sum --strict --quiet -c tagmanifest-sha512.txt
$ sha256sum --strict -c manifest-sha256.txt
$ sha512sum --strict --quiet -c manifest-sha512.txt
No file may be there that nobody names. This prints the names of such files, and nothing when there is none:
$ { cut -c 67- manifest-sha256.txt tagmanifest-sha256.txt; printf '%s\\n' tagmanifest-sha256.txt tagmanifest-sha512.txt ${PAE} ${ENVELOPE} ${signatureFile(console)} ${signatureFile(exporter.fingerprint)}; find . ! -type d | cut -c 3-; } | LC_ALL=C sort | uniq -u | sed 's/$/: FAILED, extra or missing/'

4. DID THE CONSOLE SIGN THIS STATE OF THE RECORD?
${CHECKPOINT} is a signed note (C2SP): three lines of text, an empty line, signatures. The console signed those three lines;
the second one is the number of entries, the third one the root of the tree over them, in base64:
$ T=$(mktemp -d); head -n 3 ${CHECKPOINT} > "$T/text"; grep -F -- '— ${predicate.origin} ' ${CHECKPOINT} | cut -d ' ' -f 3 | openssl base64 -d -A | tail -c 64 > "$T/sig"
$ openssl pkeyutl -verify -pubin -inkey ${CONSOLE_PEM} -rawin -in "$T/text" -sigfile "$T/sig" || echo "${CHECKPOINT}: FAILED"
$ test "$(sed -n 3p ${CHECKPOINT} | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')" = ${predicate.root} || echo "${CHECKPOINT}: FAILED"

5. IS EACH ENTRY WHAT THE TREE IS MADE OF?
One line of ${ENTRIES} is one entry; SHA-256 over a zero byte and that line (without its newline) is its line in
${LEAF_HASHES}. For all entries, slowly:
$ while IFS= read -r E; do { printf '\\0'; printf '%s' "$E"; } | sha256sum | cut -c 1-64; done < ${ENTRIES} | cmp - ${LEAF_HASHES} || echo "${ENTRIES}: FAILED"

6. THE WHOLE CHECK
The tree, every checkpoint in ${CHECKPOINTS} and who signed which range of entries is more than a shell line can do.
This program does it, in Python, without our code; read it first, it came with the bundle. It ends with VERIFIED:
$ python3 verify.py --console ${console}
If you hold an older checkpoint of this record (a signed note, its three lines, or a sheet of paper typed in), add: --checkpoint FILE
If you have the verifier key of a witness from the witness itself, add: --vkey KEY (or a C2SP policy: --policy FILE). It then says
which entries that witness saw, and since when. What is recorded under other keys it tells apart.
${stampSection(stamps)}
WHAT THIS DOES NOT SHOW
- That nothing was removed from the end. A record cut back to an older state still verifies. Only a checkpoint that someone else
  kept shows it: compare with one you were given earlier, and keep ${CHECKPOINT} of this bundle for the next time.
${stamps.length === 0 ? UNSTAMPED : STAMPED}- That what people wrote is true, or that the named person and nobody else had the key. It shows which key signed, and that the
  text is the one that was signed.
- That evidence is what it was before it was collected. It shows that it has not changed since.
- That everything that happened was recorded.
${TIMELINE} is the same record for reading; it is derived from the entries and adds nothing.
`;
}

const UNSTAMPED = `- That the recorded times are true. They are those of the console's clock; no third party stamped them, unless a time-stamp is
  handed over separately.
`;
const STAMPED = `- That the recorded times are true. They are those of the console's clock. A time-stamp (7) shows that what it covers existed not
  later than its time, not when each entry was written; what came after it, it does not cover.
`;
const EXERCISE = `EXERCISE EXERCISE EXERCISE
This bundle comes from a rehearsal. It was made under keys of its own and can never pass as the record of an incident.

`;
