import type { RiskClass } from '../../../shared/domain/risk.ts';

const WORD: Readonly<Record<RiskClass, string>> = {
  R0: 'R0 reads only',
  R1: 'R1 no customer effect',
  R2: 'R2 disruptive',
  R3: 'R3 irreversible or destroys evidence',
};

/** Risk class of reference C0, in words. Whether there is a way back is said beside it: some of R1 and R2 have none. */
export function riskText(risk: RiskClass): string {
  return WORD[risk];
}
