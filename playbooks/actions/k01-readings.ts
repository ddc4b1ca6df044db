import type { Output, Reading, StepContext } from '../../shared/domain/action.ts';
import { canaryFile, decoyFile } from './k01-commands.ts';
import { KEY_PATTERNS } from './k01-patterns.ts';
import { capture, has, isIncomplete, linesOf } from './pasted-text.ts';

type Outputs = readonly Output[];

interface Hit {
  readonly file: string;
  readonly line: number;
  readonly last: string;
}

function hits(output: Output | undefined): readonly Hit[] {
  return linesOf(output).flatMap((text) => {
    const found = /^(\/[^:]{1,1000}):(\d{1,9}):(.{1,4})$/.exec(text);
    return found === null ? [] : [{ file: found[1] ?? '', line: Number(found[2]), last: found[3] ?? '' }];
  });
}

/** Two commands plant, then one scan a kind, then one tidies. */
function scansOf(outputs: Outputs): readonly (Output | undefined)[] {
  return KEY_PATTERNS.map((_pattern, index) => outputs[index + 2]);
}

/** Kinds whose made-up key was not found on its line: not looked for, whatever the reason. */
function untried(outputs: Outputs, context: StepContext): readonly string[] {
  const canary = canaryFile(context);
  const scans = scansOf(outputs);
  return KEY_PATTERNS.flatMap(({ kind }, index) => {
    const seen = hits(scans[index]).some((hit) => hit.file === canary && hit.line === index + 1);
    return !isIncomplete(scans[index]) && seen ? [] : [kind];
  });
}

function decoysFound(outputs: Outputs, context: StepContext): number {
  return scansOf(outputs)
    .flatMap(hits)
    .filter((hit) => hit.file === decoyFile(context)).length;
}

function scratchTrouble(outputs: Outputs): boolean {
  return outputs.slice(0, 2).some((output) => has(linesOf(output), /^tee: /));
}

export function readCollect(outputs: Outputs): Reading {
  const lines = linesOf(outputs[0]);
  if (isIncomplete(outputs[0]) || !has(lines, /^searched /))
    return has(lines, /^find: .*No such file/)
      ? { verdict: 'failed', summary: 'One of the places does not exist.' }
      : { verdict: 'unclear', summary: 'The places were not searched to their end.' };
  const large = lines.filter((line) => line.startsWith('too large: ')).length;
  return {
    verdict: 'done',
    summary: `${large} file(s) are too large to be read and are named in the output.`,
    facts: [{ name: 'files not read', value: String(large) }],
  };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  if (scratchTrouble(outputs)) return { verdict: 'refused', summary: 'The scratch folder cannot be written.' };
  if (scansOf(outputs).some((output) => has(linesOf(output), /^grep: .*(?:not supported|-P)/)))
    return { verdict: 'refused', summary: 'This grep cannot search with Perl patterns (-P).' };
  const missing = untried(outputs, context);
  if (missing.length > 0)
    return { verdict: 'unclear', summary: `The made-up keys were not all found: ${missing.slice(0, 3).join(', ')}.` };
  return decoysFound(outputs, context) > 0
    ? { verdict: 'refused', summary: 'A pattern also finds what is no key.' }
    : { verdict: 'ok', summary: `All ${KEY_PATTERNS.length} kinds of keys can be found here; no key is printed.` };
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  if (scratchTrouble(outputs)) return { verdict: 'failed', summary: 'The scratch folder cannot be written.' };
  const missing = untried(outputs, context);
  if (missing.length > 0)
    return {
      verdict: 'unclear',
      summary: `Not looked for: ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' and more' : ''}.`,
    };
  const scans = scansOf(outputs);
  const own = new Set([canaryFile(context), decoyFile(context)]);
  const found = scans.map((output) => hits(output).filter((hit) => !own.has(hit.file)));
  const closed = new Set(scans.flatMap((output) => linesOf(output).filter((line) => /^(?:find|grep): /.test(line))))
    .size;
  const total = found.flat();
  const facts = KEY_PATTERNS.flatMap(({ kind, shown }, index) => factOf(kind, shown, found[index] ?? []));
  return {
    verdict: 'done',
    summary: `${total.length} hit(s) in ${new Set(total.map((hit) => hit.file)).size} file(s).${closed > 0 ? ` ${closed} place(s) could not be read: this is not all.` : ''}`,
    facts: [{ name: 'places not read', value: String(closed) }, ...facts],
  };
}

function factOf(
  kind: string,
  shown: string,
  found: readonly Hit[],
): readonly { readonly name: string; readonly value: string }[] {
  if (found.length === 0) return [];
  const files = new Set(found.map((hit) => hit.file)).size;
  const first = found.slice(0, 5).map((hit) => `…${hit.last} ${hit.file}:${hit.line}`);
  return [{ name: kind, value: `${found.length} in ${files} file(s), ${shown}: ${first.join('; ')}` }];
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  if (untried(outputs, context).length > 0)
    return { verdict: 'unclear', summary: 'No proof: the made-up keys were not all found.' };
  return decoysFound(outputs, context) > 0
    ? { verdict: 'passed', summary: 'A pattern also finds what is no key.' }
    : { verdict: 'blocked', summary: 'What only looks like a key is not reported.' };
}

export function readMustWork(outputs: Outputs, context: StepContext): Reading {
  const missing = untried(outputs, context);
  if (missing.length === 0) return { verdict: 'passed', summary: 'A made-up key of every kind is found.' };
  return missing.length === KEY_PATTERNS.length || outputs.some((output) => output.timedOut)
    ? { verdict: 'unclear', summary: 'No proof: the search gave no complete output.' }
    : { verdict: 'blocked', summary: `Made-up keys are not found: ${missing.slice(0, 3).join(', ')}.` };
}

export function readResidual(outputs: Outputs): Reading {
  const output = outputs.at(-1);
  if (isIncomplete(output) || !has(linesOf(output), /^searched /))
    return { verdict: 'unclear', summary: 'The scratch folder could not be searched.' };
  const left = linesOf(output).flatMap((line) => /^left ([A-Za-z0-9_.-]{1,120})$/.exec(line)?.[1] ?? []);
  return left.length === 0
    ? { verdict: 'none', summary: 'A search leaves nothing running, and the made-up keys are gone.', sessions: [] }
    : { verdict: 'live', summary: 'Made-up keys were left behind.', sessions: left.map((id) => ({ id, label: id })) };
}

export function readTidy(outputs: Outputs): Reading {
  if (outputs.some((output) => output.timedOut)) return { verdict: 'unclear', summary: 'A command hung.' };
  return outputs.some((output) => capture(linesOf(output), /^rm: (.{1,100})$/) !== undefined)
    ? { verdict: 'failed', summary: 'The made-up keys could not be taken away.' }
    : { verdict: 'done', summary: 'The made-up keys were taken away.' };
}

export function readUndo(outputs: Outputs): Reading {
  const left = readResidual(outputs);
  if (left.verdict === 'none') return { verdict: 'done', summary: 'Nothing was changed; nothing was left behind.' };
  return left.verdict === 'live'
    ? { verdict: 'failed', summary: left.summary }
    : { verdict: 'unclear', summary: left.summary };
}
