import type { Command, Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import { param } from '../param.ts';
import { askBlobs, askCatalog, askControl, askDeletion, hashSealed } from './artefact-calls.ts';
import { isSealed, named, notAsked, serving } from './artefact-readings.ts';
import { codeOf } from './registry-calls.ts';
import { HUNG, said } from './said.ts';

type Outputs = readonly Output[];

/** Marking walks over every manifest there is. */
const SWEEP = 3_600_000;

function sweep(context: StepContext, title: string, ...options: readonly string[]): Command {
  return {
    title,
    argv: ['docker-registry', 'garbage-collect', ...options, param(context, 'configFile')],
    timeoutMs: SWEEP,
  };
}

function wouldSweep(context: StepContext): Command {
  return sweep(context, 'Ask the registry what it would erase', '--dry-run');
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [hashSealed(context), wouldSweep(context)];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    hashSealed(context),
    askCatalog(context),
    askBlobs(context),
    wouldSweep(context),
    {
      title: 'Look whether the registry is set to read-only',
      argv: ['grep', '-n', '-A', '2', 'readonly', param(context, 'configFile')],
      timeoutMs: 10_000,
    },
    askDeletion(context),
    askControl(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [sweep(context, 'Erase what no manifest refers to'), wouldSweep(context)];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [wouldSweep(context), askBlobs(context), askCatalog(context)];
}

type Stored = 'referred to' | 'eligible' | 'gone' | 'unclear';

/** Where the weights stand by the registry's own walk over its storage; `gone` only when the walk came to its end. */
function stored(output: Output | undefined, context: StepContext): { readonly state: Stored; readonly others: number } {
  const lines = isIncomplete(output) ? [] : linesOf(output);
  const blob = param(context, 'blob');
  const eligible = lines.flatMap((line) => /^blob eligible for deletion: (sha256:[0-9a-f]{64})$/.exec(line)?.[1] ?? []);
  const others = eligible.filter((digest) => digest !== blob).length;
  if (!has(lines, /^\d+ blobs marked, \d+ blobs and \d+ manifests eligible for deletion$/))
    return { state: 'unclear', others };
  if (lines.some((line) => line.endsWith(`marking blob ${blob}`))) return { state: 'referred to', others };
  return { state: eligible.includes(blob) ? 'eligible' : 'gone', others };
}

export function readCollect(outputs: Outputs, context: StepContext): Reading {
  const [hash] = outputs;
  if (isSealed(hash, context)) return said('done', 'The sealed copy is there and has the right digest.');
  return has(linesOf(hash), /^sha256sum: /)
    ? said('failed', 'There is no sealed copy: quarantine the artefact first (M02).')
    : said('unclear', 'Nothing shows that there is a sealed copy.');
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [hash, catalog, blobs, walk, config, deletion, control] = outputs;
  const { state, others } = stored(walk, context);
  const left = serving(blobs, context);
  const missing = notAsked(catalog, context);
  if (state === 'unclear' || !left.clear || missing === undefined)
    return said('unclear', 'The registry did not say clearly what it stores and serves.');
  if (!isSealed(hash, context)) return said('refused', 'There is no sealed copy with the right digest.');
  if (missing.length > 0)
    return said('refused', `There are repositories nobody named: ${missing.slice(0, 10).join(', ').slice(0, 250)}.`);
  if (left.at.length > 0) return said('refused', `Still served at ${named(left.at)}: quarantine it first (M02).`);
  if (state === 'referred to')
    return said(
      'refused',
      'A manifest still refers to these weights: nothing would be erased. Quarantine that one first.',
    );
  if (state === 'gone') return said('refused', 'The registry does not store these weights (any more).');
  // Whoever pushes while the registry sweeps loses what was just pushed.
  if (!/readonly:\s*\{?\s*(?:\d+-\s*)?enabled:\s*true/.test(linesOf(config).join('\n')) || codeOf(deletion) !== 405)
    return said('refused', 'Set the registry to read-only and restart it first: a sweep erases what is being pushed.');
  if (codeOf(control) !== 200) return said('refused', 'The control artefact cannot be had now.');
  return said('ok', `The weights would be erased, and ${others} other blob(s) that no manifest refers to.`, {
    'other blobs erased with it': String(others),
  });
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const { state } = stored(outputs[1], context);
  if (state === 'gone') return said('done', 'The registry does not store the weights any more.');
  return state === 'unclear'
    ? said('unclear', 'The registry did not say what it stores now.')
    : said('failed', `The weights are still stored: ${state}.`);
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const [walk, blobs, catalog] = outputs;
  const { state } = stored(walk, context);
  const left = serving(blobs, context);
  if (state === 'eligible' || state === 'referred to') return said('passed', `The weights are still stored: ${state}.`);
  if (left.at.length > 0) return said('passed', `The weights are still served: ${named(left.at)}.`);
  const missing = notAsked(catalog, context);
  if (state === 'unclear' || !left.clear || missing === undefined || missing.length > 0)
    return said('unclear', 'No proof: not every repository was asked, or an answer was not clear.');
  return said('blocked', 'The weights are neither stored nor served by any repository.');
}
