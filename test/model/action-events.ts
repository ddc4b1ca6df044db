import type { Role } from '../../shared/domain/risk.ts';
import type { StepName, Verdict } from '../../shared/domain/action.ts';
import { isInstant, plusMs, type Instant } from '../../shared/domain/instant.ts';
import { APPROVAL_VALID_MS } from '../../playbooks/kit/action-guards.ts';
import type { ActionEvent } from '../../playbooks/kit/action-types.ts';
import type { Signature } from '../../playbooks/kit/quorum.ts';

export const quorum = {
  distinct: 2,
  seats: [['commander'], ['key-custodian', 'containment-lead']],
} as const satisfies {
  distinct: number;
  seats: readonly (readonly Role[])[];
};

/** The commander holds a custodian's role too: one person must still not fill two seats. */
export const commander: Signature = { fingerprint: 'commander', roles: ['key-custodian', 'commander'] };
export const custodian: Signature = { fingerprint: 'custodian', roles: ['key-custodian'] };
export const observer: Signature = { fingerprint: 'observer', roles: ['observer'] };
export const people: Readonly<Record<string, Signature>> = { commander, custodian, observer };

function instant(text: string): Instant {
  if (!isInstant(text)) throw new Error(text);
  return text;
}
export const early = instant('2026-11-22T02:00:00.000Z');
/** The first instant at which neither dry run nor approval of `early` holds any more. */
export const late = plusMs(early, APPROVAL_VALID_MS);

const verdicts: Readonly<Record<StepName, readonly Verdict[]>> = {
  collect: ['done', 'failed', 'unclear'],
  dryRun: ['ok', 'refused', 'unclear'],
  apply: ['done', 'failed', 'unclear'],
  mustFail: ['blocked', 'passed', 'unclear'],
  mustWork: ['passed', 'blocked', 'unclear'],
  residual: ['none', 'live', 'unclear'],
  killSessions: ['done', 'failed', 'unclear'],
  undo: ['done', 'failed', 'unclear'],
};

const outcomes = Object.entries(verdicts).flatMap(([step, list]) =>
  list.map((verdict): ActionEvent => ({
    type: 'OUTCOME',
    step: step as StepName,
    verdict,
    sessions: verdict === 'live' ? [{ id: '7', label: 'a session' }] : [],
    at: early,
  })),
);

/** Everything that can be said to an action: by the right person and the wrong one, in time and too late, with the right hash and another. */
export const actionEvents: readonly ActionEvent[] = [
  { type: 'DRY_RUN', skipCollect: false },
  { type: 'DRY_RUN', skipCollect: true },
  { type: 'WITHDRAW' },
  ...outcomes,
  ...(['yes', 'no', 'unknown'] as const).map((happened): ActionEvent => ({
    type: 'DOUBT_RESOLVED',
    step: 'apply',
    happened,
  })),
  { type: 'SUBMIT', purpose: 'apply', hash: 'a', expiresAt: late, by: commander, at: early, breakGlass: false },
  { type: 'SUBMIT', purpose: 'apply', hash: 'a', expiresAt: late, by: observer, at: early, breakGlass: false },
  {
    type: 'SUBMIT',
    purpose: 'apply',
    hash: 'a',
    expiresAt: plusMs(late, APPROVAL_VALID_MS),
    by: commander,
    at: late,
    breakGlass: false,
  },
  { type: 'SUBMIT', purpose: 'undo', hash: 'u', expiresAt: late, by: custodian, at: early, breakGlass: false },
  ...['a', 'u'].flatMap((hash) =>
    [commander, custodian, observer].map((by): ActionEvent => ({ type: 'APPROVE', hash, by, at: early })),
  ),
  { type: 'APPROVE', hash: 'a', by: custodian, at: late },
  { type: 'APPROVE', hash: 'x', by: custodian, at: early },
  ...['a', 'u', 'x'].map((hash): ActionEvent => ({ type: 'REJECT', hash })),
  ...[commander, custodian].map(({ fingerprint }): ActionEvent => ({ type: 'KEY_REVOKED', fingerprint })),
  { type: 'ORDER', purpose: 'apply', at: early, waveOpen: true, held: true },
  { type: 'ORDER', purpose: 'apply', at: early, waveOpen: false, held: true },
  { type: 'ORDER', purpose: 'apply', at: late, waveOpen: true, held: true },
  { type: 'ORDER', purpose: 'undo', at: early, waveOpen: false, held: true },
  { type: 'ORDER', purpose: 'undo', at: late, waveOpen: true, held: true },
  { type: 'ORDER', purpose: 'apply', at: early, waveOpen: true, held: false },
  { type: 'ORDER', purpose: 'renew', at: late, waveOpen: false, held: true },
  { type: 'SUBMIT', purpose: 'apply', hash: 'b', expiresAt: late, by: commander, at: early, breakGlass: true },
  { type: 'SUBMIT', purpose: 'apply', hash: 'b', expiresAt: late, by: custodian, at: early, breakGlass: true },
  { type: 'RATIFY', by: commander, at: late },
  { type: 'RATIFY', by: custodian, at: late },
  { type: 'RATIFY', by: observer, at: late },
  { type: 'ORDER', purpose: 'reprobe', at: late, waveOpen: false, held: true },
];
