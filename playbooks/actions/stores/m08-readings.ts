import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { param } from '../param.ts';
import { authAnswer, isError, repliesAfterAuth } from '../redis-replies.ts';
import { HUNG, said } from './said.ts';

type Outputs = readonly Output[];

/** The numbers a session answered with, in order; undefined when it was not let in or one answer was no number. */
function numbers(output: Output | undefined, count: number): readonly number[] | undefined {
  const replies = repliesAfterAuth(output)?.slice(0, count) ?? [];
  const found = replies.flatMap((line) => /^\(integer\) (-?\d{1,15})$/.exec(line)?.[1] ?? []);
  return found.length === count ? found.map(Number) : undefined;
}

function trouble(output: Output | undefined): string {
  if (output?.timedOut === true) return 'the server did not answer in time';
  if (authAnswer(output) === 'wrong-password') return 'the administrator login was refused';
  const replies = repliesAfterAuth(output) ?? [];
  return replies.some((line) => isError(line))
    ? 'the administrator may not do this'
    : 'the server gave no clear answer';
}

/** Not let in, or not allowed, is a refusal of the server; everything else proves nothing. */
function without(output: Output | undefined, refusal: 'failed' | 'refused', what: string): Reading {
  const refused =
    authAnswer(output) === 'wrong-password' || (repliesAfterAuth(output) ?? []).some((line) => isError(line));
  return said(refused && output?.timedOut !== true ? refusal : 'unclear', `${what}: ${trouble(output)}.`);
}

type Edge = 'hot' | 'cold' | 'unclear' | 'not asked';

/** Whether an edge answered from its own copy, by the headers caches set (RFC 9211 Cache-Status, RFC 9111 Age, and the older ones). */
function edge(output: Output | undefined, context: StepContext): Edge {
  if (param(context, 'edgeUrl') === '') return 'not asked';
  const lines = isIncomplete(output) ? [] : linesOf(output);
  const code = Number(capture(lines, /^HTTP\/[\d.]+ (\d{3})(?: |$)/) ?? '0');
  if (code === 0 || code >= 500) return 'unclear';
  const hit = has(lines, /^(?:x-cache|cf-cache-status|x-cache-status|cache-status):.*\bhit\b/i);
  const age = Number(capture(lines, /^age: (\d{1,9})$/i) ?? '0');
  // A 404 or 410 from an edge is a miss in any case.
  return code < 400 && (hit || age > 0) ? 'hot' : 'cold';
}

export function readCollect(outputs: Outputs): Reading {
  const found = numbers(outputs[0], 3);
  if (found === undefined) return without(outputs[0], 'failed', 'Nothing was kept');
  const [entries = 0, all = 0] = found;
  return said('done', `Kept: ${entries} of ${all} entries begin so.`, { entries: String(entries), all: String(all) });
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const prefix = param(context, 'prefix');
  if (!param(context, 'canaryKey').startsWith(prefix))
    return said('refused', 'The canary does not begin like the entries to be purged: its absence would prove nothing.');
  if (param(context, 'controlKey').startsWith(prefix))
    return said('refused', 'The control entry begins like the entries to be purged and would go too.');
  const found = numbers(outputs[0], 4);
  if (found === undefined) return without(outputs[0], 'refused', 'The cache was not looked at');
  const [entries = 0, all = 0, canary = 0, control = 0] = found;
  if (canary !== 1)
    return said('refused', 'The canary is not in the cache: ask the canary prompt once, then look again.');
  if (control !== 1)
    return said('refused', 'The control entry is not there: without it a purge of too much goes unseen.');
  const at = edge(outputs[1], context);
  if (at === 'unclear') return said('unclear', 'The edge gave no clear answer.');
  return said(
    'ok',
    `${entries} of ${all} entries would be purged.${at === 'hot' ? ' The edge holds a copy: purge it there too.' : ''}`,
    {
      entries: String(entries),
      all: String(all),
      edge: at,
    },
  );
}

export function readPurge(outputs: Outputs): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const found = numbers(outputs[0], 2);
  if (found === undefined) return without(outputs[0], 'failed', 'Not confirmed');
  const [purged = 0, left = 0] = found;
  return said('done', `${purged} entries were purged; ${left} were cached since.`, {
    purged: String(purged),
    'cached since': String(left),
  });
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const found = numbers(outputs[0], 1);
  const at = edge(outputs[1], context);
  if (found?.[0] === 1) return said('passed', 'The canary is still in the cache.');
  if (at === 'hot') return said('passed', 'The edge still answers the canary from its own copy: purge it there.');
  if (found === undefined || at === 'unclear')
    return said('unclear', `No proof: ${found === undefined ? trouble(outputs[0]) : 'the edge gave no clear answer'}.`);
  return said(
    'blocked',
    at === 'not asked'
      ? 'The canary misses in the cache. No edge was asked.'
      : 'The canary misses, in the cache and at the edge.',
  );
}

export function readMustWork(outputs: Outputs): Reading {
  const found = numbers(outputs[0], 1);
  if (found === undefined) return said('unclear', `No proof: ${trouble(outputs[0])}.`);
  return found[0] === 1
    ? said('passed', 'The control entry is still there.')
    : said('blocked', 'The control entry is gone: more was purged than meant.');
}

export function readResidual(outputs: Outputs): Reading {
  const found = numbers(outputs[0], 1);
  if (found === undefined) return said('unclear', `The cache could not be counted: ${trouble(outputs[0])}.`);
  const [entries = 0] = found;
  if (entries === 0) return { ...said('none', 'Nothing was cached since.'), sessions: [] };
  const label = `${entries} entries cached since: the model still serves`;
  return { ...said('live', `${label}.`), sessions: [{ id: 'entries', label }] };
}
