import type { Output, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { capture, isIncomplete, linesOf } from '../pasted-text.ts';

// The list is JSON with a fixed layout (docs/FORMAT.md): the first line has the version, every entry is one line, the last line
// closes. So any JSON reader takes it, and a line editor can add to it without losing what others wrote.

const HEX = /^[0-9a-f]{64}$/;

/** One entry, in the order of the reference: by digest, by file, by size, by tensor. The action id is how undo finds it. */
export function entryLine(context: StepContext): string {
  const tensors = param(context, 'tensorSha256');
  return JSON.stringify({
    ociDigest: param(context, 'ociDigest'),
    fileSha256: fileHex(context),
    sizeBytes: Number(param(context, 'sizeBytes') || '0'),
    tensorSha256: tensors === '' ? [] : tensors.split(','),
    reason: param(context, 'reason'),
    incident: param(context, 'incident'),
    action: context.actionId,
  });
}

export function fileHex(context: StepContext): string {
  return hexOf(param(context, 'fileSha256'));
}

export function hexOf(digest: string): string {
  return digest.replace(/^sha256:/, '');
}

/** Hashes of tensors that are not 64 hex digits. */
export function badTensors(context: StepContext): readonly string[] {
  const tensors = param(context, 'tensorSha256');
  return tensors === '' ? [] : tensors.split(',').filter((hash) => !HEX.test(hash));
}

function head(context: StepContext, version: number): string {
  const from = param(context, 'validFrom');
  return `1s/^\\{"listVersion":[0-9]+,"validFrom":"[^"]*"/{"listVersion":${version},"validFrom":"${from}"/`;
}

/** Edits for GNU sed -E: new head, a comma behind the entries there are, our entry before the last line. */
export function addEdits(context: StepContext): readonly string[] {
  const version = Number(param(context, 'listVersion') || '0');
  return [
    head(context, version),
    `/"action":"${context.actionId}"/d`,
    's/^(\\{.*\\}),?$/\\1,/',
    `$i${entryLine(context)}`,
  ];
}

/** The next version without our entry. */
export function dropEdits(context: StepContext): readonly string[] {
  const version = Number(param(context, 'listVersion') || '0') + 1;
  return [head(context, version), `/"action":"${context.actionId}"/d`];
}

/** With -z: no comma behind the last entry. */
export const NO_LAST_COMMA = 's/\\},\\n\\]\\}\\n*$/}\\n]}\\n/';

/** What `grep -o` on the head prints; `undefined` when it printed nothing that is a version. */
export function versionOf(output: Output | undefined): number | undefined {
  if (isIncomplete(output)) return undefined;
  const found = capture(linesOf(output), /^(?:1:)?\{"listVersion":(\d{1,15})$/);
  return found === undefined ? undefined : Number(found);
}

export function signatureOf(output: Output | undefined): 'good' | 'bad' | 'unclear' {
  if (isIncomplete(output)) return 'unclear';
  const lines = linesOf(output);
  if (lines.some((line) => /^Signature Verified Successfully$/.test(line))) return 'good';
  return lines.some((line) => /^Signature Verification Failure$/.test(line)) ? 'bad' : 'unclear';
}
