import type { Output, Reading } from '../../../shared/domain/action.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { counted, reloadAnswer } from './nginx-list.ts';

// What every action that puts one line into a list of nginx reads the same way. The order of outputs is the order of commands:
// `addLine` or `dropOwnLine`, `testAndReload`, `countLine`.

/** Verdict of adding the line. */
export function readAdded(outputs: readonly Output[]): Reading {
  const [drop, add, test, reload, listed] = outputs;
  const told = reloadAnswer([drop, add], test, reload);
  if (!told.ok) return { verdict: told.failed ? 'failed' : 'unclear', summary: `Not in force: ${told.why}.` };
  const lines = counted(listed);
  if (lines === undefined) return { verdict: 'unclear', summary: 'Whether the list has the line is not known.' };
  if (lines !== 1) return { verdict: 'failed', summary: `The list has the line ${lines} times.` };
  return { verdict: 'done', summary: 'The list has the line and nginx was told to reload.' };
}

/** Verdict of taking the line out again. */
export function readDropped(outputs: readonly Output[]): Reading {
  const [drop, test, reload, listed] = outputs;
  const told = reloadAnswer([drop], test, reload);
  if (!told.ok) return { verdict: told.failed ? 'failed' : 'unclear', summary: `Not undone: ${told.why}.` };
  const lines = counted(listed);
  if (lines === undefined) return { verdict: 'unclear', summary: 'Whether the line is gone is not known.' };
  if (lines > 0) return { verdict: 'failed', summary: 'The list still has such a line: somebody else added one too.' };
  return { verdict: 'done', summary: 'The line is out of the list and nginx was told to reload.' };
}

/** Verdict of `showList` and the connections after it. */
export function readKept(outputs: readonly Output[]): Reading {
  const [list, hash, open] = outputs;
  const sha256 = capture(linesOf(hash), /^([0-9a-f]{64}) /);
  if (has(linesOf(hash), /^sha256sum: /))
    return { verdict: 'failed', summary: 'The list could not be read: is it the file the gateway includes?' };
  if (isIncomplete(list) || sha256 === undefined || isIncomplete(open))
    return { verdict: 'unclear', summary: 'Not everything could be read: the list or the connections are missing.' };
  return {
    verdict: 'done',
    summary: 'Kept: the hash of the list, our lines in it, and the open connections.',
    facts: [{ name: 'list sha256', value: sha256 }],
  };
}
