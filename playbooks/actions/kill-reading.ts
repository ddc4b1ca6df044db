import type { Output, Reading } from '../../shared/domain/action.ts';
import { capture, has, linesOf, neverRan } from './pasted-text.ts';

/** kill says nothing when it succeeds; the residual step that follows is the proof. */
export function readKill(outputs: readonly Output[]): Reading {
  if (outputs.length === 0) return { verdict: 'done', summary: 'There was nothing to end.' };
  if (outputs[0]?.timedOut === true) return { verdict: 'unclear', summary: 'The kill command hung.' };
  if (outputs.some(neverRan)) return { verdict: 'unclear', summary: 'The kill command could not be run there.' };
  const lines = outputs.flatMap((output) => linesOf(output));
  if (has(lines, /not permitted|Permission denied/i))
    return { verdict: 'failed', summary: 'Not allowed to end the processes: run it as root.' };
  const other = capture(lines, /^kill: (.{1,100})$/);
  if (other !== undefined && !/No such process/i.test(other))
    return { verdict: 'unclear', summary: 'kill answered something unexpected.' };
  return { verdict: 'done', summary: 'The processes were told to end.' };
}
