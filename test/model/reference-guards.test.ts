import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import { expect, test } from 'vitest';
import { HOUR, MINUTE, plusMs, type Instant } from '../../shared/domain/instant.ts';
import type { Board, RunContext } from '../../playbooks/kit/playbook.ts';
import { playbooks } from '../../playbooks/registry.ts';
import { emptyBoard } from '../support/empty-board.ts';

// Guards and clocks of reference C that a walk over all paths does not name.
const T0 = '2026-11-26T02:10:00.000Z' as Instant;

class Chart {
  readonly #machine;
  #now: AnyMachineSnapshot;

  constructor(id: string) {
    const found = playbooks.find((one) => one.id === id);
    if (!found) throw new Error(id);
    this.#machine = found.machine;
    [this.#now] = initialTransition(this.#machine) as [AnyMachineSnapshot, unknown];
  }

  /** Says one thing to the run; answers whether it moved. */
  says(type: string, detail = 'x', more: { choice?: string; at?: Instant; board?: Partial<Board> } = {}): boolean {
    const { choice = '', at = T0, board = {} } = more;
    const event = { type, choice, detail, at, board: { ...emptyBoard, ...board }, signatures: [] };
    if (!this.#now.can(event)) return false;
    [this.#now] = transition(this.#machine, this.#now, event) as [AnyMachineSnapshot, unknown];
    return true;
  }

  get state(): unknown {
    return this.#now.value as unknown;
  }

  due(id: string) {
    return (this.#now.context as RunContext).deadlines?.find((one) => one.id === id);
  }
}

function atStrategy(): Chart {
  const run = new Chart('PB1');
  run.says('KEY_SUSPECTED');
  run.says('INVENTORY_DONE', '', { board: { credentials: 1 } });
  run.says('BLAST_ASSESSED', '', { choice: 'consumers-known' });
  return run;
}

test('who rotates first has the new secrets lie ready before anything is approved', () => {
  const run = atStrategy();
  run.says('STRATEGY_CHOSEN', 'no abuse seen', { choice: 'rotate-then-revoke' });
  run.says('EVIDENCE_HELD', '', { choice: 'held', board: { exhibits: 1 } });
  expect(run.state).toBe('newSecrets');
  expect(run.says('NEW_SECRETS_READY', '')).toBe(false);
  expect(run.says('NEW_SECRETS_READY', 'checkout and batch, looked up in the vault')).toBe(true);
  expect(run.state).toBe('approvals');
});

test('who revokes now goes on to the approvals; all waves are due within five minutes of the first', () => {
  const run = atStrategy();
  run.says('STRATEGY_CHOSEN', 'abuse', { choice: 'revoke-now' });
  run.says('EVIDENCE_HELD', '', { choice: 'held', board: { exhibits: 1 } });
  expect(run.state).toBe('approvals');
  expect(run.due('overlap')).toBeUndefined();
  for (const type of ['ALL_ARMED', 'FIRE']) run.says(type, '');
  expect(run.due('window')).toMatchObject({ due: plusMs(T0, 5 * MINUTE), met: false });
  for (const _ of [1, 2, 3]) run.says('WAVE_DONE', '');
  expect(run.state).toBe('residualSweep');
  expect(run.due('window')?.met).toBe(true);
});

test('in stages old and new secret both work for an hour at most', () => {
  const run = atStrategy();
  run.says('STRATEGY_CHOSEN', 'consumers need time', { choice: 'staged' });
  expect(run.due('overlap')?.due).toBe(plusMs(T0, HOUR));
});

test('a retrain order is issued once it is on record, and a new one is a newer one', () => {
  const run = new Chart('PB3');
  run.says('SCOPED', 'x', { choice: 'no-personal-data' });
  run.says('LINEAGE_TRACED', '97 %', { choice: 'complete' });
  run.says('MATRIX_READ', 'x', { choice: 'poisoned' });
  expect(run.says('DEFER', 'later')).toBe(false);
  expect(run.says('DEFER', 'until 2026-11-25, mistyped')).toBe(false);
  expect(run.says('DEFER', 'until 2026-12-24, M10 is watched')).toBe(true);
  expect(run.due('review')).toMatchObject({ due: '2026-12-24T00:00:00.000Z', met: false });
  expect(run.due('decision')?.met).toBe(true);
  const reviewed = plusMs(T0, 600 * HOUR);
  run.says('REVIEW', 'x', { at: reviewed });
  expect(run.due('review')?.met).toBe(true);
  expect(run.due('decision')).toMatchObject({ due: plusMs(reviewed, 72 * HOUR), met: false });
  run.says('MATRIX_READ', 'x', { choice: 'poisoned' });
  run.says('DECIDE', 'x', { choice: 'retrain' });
  expect(run.says('ORDER_ISSUED', '#41')).toBe(false);
  expect(run.says('ORDER_ISSUED', '#41', { board: { retrainOrders: 1 } })).toBe(true);
  expect(run.says('CLEAN_ROOM_READY', 'all checked', { choice: 'otherwise' })).toBe(false);
  expect(run.says('CLEAN_ROOM_READY', 'checked, #52', { choice: 'n01-cut' })).toBe(false);
  expect(run.says('CLEAN_ROOM_READY', 'checked, #52', { choice: 'otherwise' })).toBe(true);
  run.says('TRAINED');
  run.says('REJECT');
  run.says('NEW_ORDER');
  expect(run.says('ORDER_ISSUED', '#41 again', { board: { retrainOrders: 1 } })).toBe(false);
  expect(run.says('ORDER_ISSUED', '#70', { board: { retrainOrders: 2 } })).toBe(true);
});

test('a control is evidenced and verified by what is on record, not by a word', () => {
  const run = new Chart('PB6');
  run.says('LOCKOUT_STATED', 'x', { choice: 'ordered' });
  run.says('DEMANDS_MAPPED');
  const next = (detail: string): boolean => run.says('CONTROL_NEXT', detail, { choice: 'c1', board: { exhibits: 2 } });
  expect([next('built'), next('tested by Eve')]).toEqual([true, true]);
  for (const word of ['looks fine', 'exhibit E-0003', 'E-0000']) expect([word, next(word)]).toEqual([word, false]);
  expect(next('image digests in E-0002')).toBe(true);
  expect(next('review in entry #88')).toBe(true);
  expect(JSON.stringify(run.state)).toContain('c1Verified');
});
