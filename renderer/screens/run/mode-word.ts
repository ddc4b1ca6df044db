import type { Mode } from '../../../shared/domain/action.ts';

export const MODE_WORD: Readonly<Record<Mode, string>> = {
  card: 'by hand',
  exec: 'by this console',
  attest: 'by statement',
};
