import type { Verdict } from '../../../shared/domain/action.ts';

/** The answers of a step, as a person chooses them when they attest. */
export const VERDICT_TEXT: Readonly<Record<Verdict, string>> = {
  done: 'Done',
  failed: 'It failed',
  ok: 'Nothing stands in the way',
  refused: 'Something stands in the way',
  blocked: 'It was refused or cut off',
  passed: 'It went through',
  none: 'No session is left',
  live: 'Sessions live on',
  unclear: 'It proves neither',
};
