import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActionRecord } from '../../main/engine/action-state.ts';
import type { Reading, StepName, Verdict } from '../../shared/domain/action.ts';
import { MINUTE, msOf, plusMs } from '../../shared/domain/instant.ts';
import type { Entry, EntryBody, NewEntry } from '../../shared/ledger/entry.ts';
import {
  COMMANDER,
  CUSTODIAN,
  IncidentInMemory,
  OBSERVER,
  picture,
  replay,
  RUN,
} from '../support/incident-in-memory.ts';

const PERFORMING = new Set(['dryRunning', 'applying', 'probing', 'residual', 'killing', 'compensating', 'undoing']);
const GOOD: Readonly<Record<StepName, Verdict>> = {
  collect: 'done',
  dryRun: 'ok',
  apply: 'done',
  mustFail: 'blocked',
  mustWork: 'passed',
  residual: 'none',
  killSessions: 'done',
  undo: 'done',
};
const OTHER: Readonly<Record<StepName, readonly Verdict[]>> = {
  collect: ['failed', 'unclear'],
  dryRun: ['refused', 'unclear'],
  apply: ['failed', 'unclear'],
  mustFail: ['passed', 'unclear'],
  mustWork: ['blocked', 'unclear'],
  residual: ['live', 'unclear'],
  killSessions: ['failed', 'unclear'],
  undo: ['failed', 'unclear'],
};
const MOVES = [
  'KEY_SUSPECTED',
  'INVENTORY_DONE',
  'BLAST_ASSESSED',
  'STRATEGY_CHOSEN',
  'EVIDENCE_HELD',
  'ALL_ARMED',
  'FIRE',
  'WAVE_DONE',
  'SWEEP_DONE',
  'CHECK_CLEAN',
  'ROLL_BACK',
  'REPAIRED',
  'STAND_DOWN',
  'CREDENTIAL_FOUND',
  'REMINT_DETECTED',
  'RESUME',
] as const;
const CHOICE: Readonly<Record<string, string>> = {
  BLAST_ASSESSED: 'consumers-known',
  STRATEGY_CHOSEN: 'revoke-now',
  EVIDENCE_HELD: 'skipped',
};

interface Op {
  readonly what:
    | 'next'
    | 'push'
    | 'answer'
    | 'doubt'
    | 'submit'
    | 'approve'
    | 'reject'
    | 'order'
    | 'withdraw'
    | 'move'
    | 'hand-over'
    | 'wait';
  readonly who: 0 | 1 | 2;
  readonly which: 0 | 1 | 2;
  readonly dice: number;
}
const anOp: fc.Arbitrary<Op> = fc.record({
  what: fc.constantFrom(
    'next',
    'next',
    'next',
    'next',
    'next',
    'push',
    'push',
    'push',
    'answer',
    'doubt',
    'submit',
    'approve',
    'reject',
    'order',
    'withdraw',
    'move',
    'hand-over',
    'wait',
  ),
  who: fc.constantFrom(0, 0, 1, 1, 2),
  which: fc.constantFrom(0, 1, 2),
  dice: fc.nat(99),
});
/** From the very start, or from the moment at which all three actions are armed and wave 1 is open. */
const interleaving = fc.record({
  fired: fc.boolean(),
  ops: fc.array(anOp, { minLength: 30, maxLength: 90, size: 'max' }),
});

/** Two people and a bystander at one incident, in whatever order; what the statecharts refuse is not recorded. */
class Play {
  readonly memory = new IncidentInMemory();
  #drafted = 0;

  run(op: Op): void {
    const { memory } = this;
    const who = [COMMANDER, CUSTODIAN, OBSERVER][op.who] ?? COMMANDER;
    const action = this.#action(op.which);
    if (op.what === 'wait') memory.now += (op.dice > 80 ? 20 : 1) * MINUTE;
    else if (op.what === 'push') this.#push(op);
    else if (op.what === 'move') this.#move(who, MOVES[op.dice % MOVES.length] ?? 'FIRE');
    else if (op.what === 'hand-over') this.#handOver(op);
    else if (!action)
      memory.draft(who, `crd-000000000000000${op.which + 1}`, `act-${String((this.#drafted += 1)).padStart(16, '0')}`);
    else if (op.what === 'next') this.#next(action, op);
    else this.#decide(who, action, entryFor(op, action, memory));
  }

  /** The usual next thing for one action, mostly with the answer one hopes for. */
  #next(action: ActionRecord, op: Op): void {
    if (action.open) return this.#decide(COMMANDER, action, entryFor({ ...op, what: 'answer' }, action, this.memory));
    const usual: Readonly<Record<string, Op['what']>> = {
      dryRunOk: 'submit',
      awaitingApproval: 'approve',
      awaitingUndoApproval: 'approve',
    };
    const what = usual[action.state] ?? 'order';
    const signer = action.snapshot.context.gate?.signatures[0]?.fingerprint === COMMANDER ? CUSTODIAN : COMMANDER;
    this.#decide(signer, action, entryFor({ ...op, what }, action, this.memory));
  }

  #push({ dice }: Op): void {
    for (const event of dice < 92 ? MOVES.slice(0, 10) : MOVES) if (this.#move(COMMANDER, event)) return;
  }

  #move(who: string, event: string): boolean {
    return this.memory.move(who, event, CHOICE[event] ?? '', 'because');
  }

  #handOver({ who, dice }: Op): void {
    const { file } = this.memory.incident;
    const to = [COMMANDER, CUSTODIAN][who % 2] ?? COMMANDER;
    if (file.offer && dice % 2 === 0)
      this.memory.record(file.offer.to, { kind: 'command.accepted', body: { offer: file.offer.entry } });
    else if (to !== file.commander)
      this.memory.record(file.commander, { kind: 'command.offered', body: { to, situation: 'as it stands' } });
  }

  #action(which: number): ActionRecord | undefined {
    const action = this.memory.incident.actionFor(RUN, `crd-000000000000000${which + 1}`);
    return action?.state === 'withdrawn' ? undefined : action;
  }

  #decide(who: string, action: ActionRecord, entry: Decision | null): void {
    if (entry) this.memory.decide(who, action, entry);
  }
}

type Decision = Extract<
  NewEntry,
  {
    kind:
      | 'effect.completed'
      | 'effect.resolved'
      | 'action.submitted'
      | 'gate.approved'
      | 'gate.rejected'
      | 'action.ordered'
      | 'action.withdrawn';
  }
>;

function entryFor(op: Op, action: ActionRecord, memory: IncidentInMemory): Decision | null {
  const body = { action: action.action };
  const { gate } = action.snapshot.context;
  const hash = op.dice < 90 ? (gate?.hash ?? 'e'.repeat(64)) : 'd'.repeat(64);
  const purpose =
    ['effective', 'unknown', 'undoArmed', 'undoFailed', 'compensationFailed'].includes(action.state) && op.dice % 3 > 0
      ? 'undo'
      : 'apply';
  switch (op.what) {
    case 'answer':
      return action.open
        ? {
            kind: 'effect.completed',
            body: {
              ...body,
              effect: action.open.effect,
              step: action.open.step,
              reading: readingFor(action.open.step, op.dice),
              outputs: [],
            },
          }
        : null;
    case 'doubt':
      return action.open
        ? {
            kind: 'effect.resolved',
            body: {
              ...body,
              effect: action.open.effect,
              step: action.open.step,
              happened: (['yes', 'no', 'unknown'] as const)[op.dice % 3] ?? 'no',
              reason: 'looked',
            },
          }
        : null;
    case 'submit':
      return {
        kind: 'action.submitted',
        body: {
          ...body,
          purpose,
          approvalHash: String(memory.entries.length % 10).repeat(64),
          expiresAt: plusMs(memory.at, 15 * MINUTE),
        },
      };
    case 'approve':
      return { kind: 'gate.approved', body: { ...body, approvalHash: hash, note: '' } };
    case 'reject':
      return { kind: 'gate.rejected', body: { ...body, approvalHash: hash, reason: 'no' } };
    case 'withdraw':
      return { kind: 'action.withdrawn', body: { ...body, reason: 'no need' } };
    default: {
      const start = ['drafted', 'dryRunRefused', 'compensated', 'undone'].includes(action.state) || op.dice > 97;
      return {
        kind: 'action.ordered',
        body: {
          ...body,
          purpose: start ? 'dryRun' : action.state === 'unknown' && op.dice % 2 === 0 ? 'reprobe' : purpose,
        },
      };
    }
  }
}

function readingFor(step: StepName, dice: number): EntryBody<'effect.completed'>['reading'] & Reading {
  const verdict = dice < 85 ? GOOD[step] : (OTHER[step][dice % 2] ?? 'unclear');
  return { verdict, summary: '', sessions: verdict === 'live' ? [{ id: '7', label: 'one' }] : [], facts: [] };
}

function played({ fired, ops }: { readonly fired: boolean; readonly ops: readonly Op[] }): IncidentInMemory {
  const play = new Play();
  if (fired) {
    // Draft, dry run with its two outcomes, submission, approval: three actions armed, then the run as far as it goes.
    for (const which of [0, 1, 2] as const)
      for (let i = 0; i < 6; i += 1) play.run({ what: 'next', who: 0, which, dice: 0 });
    for (let i = 0; i < 7; i += 1) play.run({ what: 'push', who: 0, which: 0, dice: 0 });
  }
  for (const op of ops) play.run(op);
  return play.memory;
}

describe('random interleavings of two operators', { timeout: 240_000 }, () => {
  test('a restart at any entry gives the same incident', () => {
    fc.assert(
      fc.property(interleaving, fc.nat(), (play, cut) => {
        const memory = played(play);
        const resumed = replay(memory.entries.slice(0, cut % memory.entries.length));
        for (const entry of memory.entries.slice(cut % memory.entries.length)) resumed.apply(entry);
        expect(picture(resumed)).toBe(picture(memory.incident));
        expect(picture(replay(JSON.parse(JSON.stringify(memory.entries)) as Entry[]))).toBe(picture(memory.incident));
      }),
      { numRuns: 40 },
    );
  });

  test('keep one open step per performing action, sign before they act, and go deep', () => {
    let applied = 0;
    const seen = new Set<string>();
    fc.assert(
      fc.property(interleaving, (play) => {
        const { incident, entries } = played(play);
        seen.add(`wave ${incident.run(RUN).context.openWave}`);
        for (const action of incident.actions.values()) {
          seen.add(action.state);
          const open = action.effects.filter(({ outcome }) => outcome === 'open');
          expect([action.state, open.length]).toEqual([action.state, PERFORMING.has(action.state) ? 1 : 0]);
        }
        for (const entry of entries)
          if (entry.kind === 'action.ordered' && ['apply', 'undo'].includes(entry.body.purpose))
            applied += signedBefore(entries, entry);
      }),
      { numRuns: 100 },
    );
    expect(applied).toBeGreaterThan(20);
    expect([...seen]).toEqual(expect.arrayContaining(['wave 0', 'wave 1', 'effective', 'unknown', 'armed', 'probing']));
  });

  test('what the statechart refuses cannot be slipped into the record', () => {
    let refused = 0;
    fc.assert(
      fc.property(interleaving, fc.array(anOp, { minLength: 20, maxLength: 20 }), (play, tries) => {
        const memory = played(play);
        for (const op of tries) {
          const action = [...memory.incident.actions.values()][op.which];
          const entry = action && entryFor(op, action, memory);
          if (!action || !entry) continue;
          const copy = replay(memory.entries);
          const full = {
            v: 1,
            index: memory.entries.length,
            actor: `operator:${OBSERVER}`,
            salt: '',
            at: { recorded: memory.at },
            ...entry,
          } as Entry;
          const event = copy.actionEvent(full as never, copy.action(action.action));
          if (copy.action(action.action).consider(event)) continue;
          refused += 1;
          const before = copy.action(action.action).state;
          copy.apply(full);
          // The run is frozen as it stood: nothing moved, and nothing more will.
          expect(copy.frozen.get(action.run)).toMatch(/is not possible|is not open/);
          expect(copy.action(action.action).state).toBe(before);
        }
      }),
      { numRuns: 12 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});

/** 1 when the order stands on two different signatures under one hash, one of the commander of that moment; else throws. */
function signedBefore(entries: readonly Entry[], order: Extract<Entry, { kind: 'action.ordered' }>): number {
  const { action, purpose } = order.body;
  const before = entries.slice(0, order.index);
  const submitted = before.findLast((entry) => entry.kind === 'action.submitted' && entry.body.action === action);
  if (submitted?.kind !== 'action.submitted') throw new Error('ordered without a submission');
  expect(submitted.body.purpose).toBe(purpose);
  expect(msOf(order.at.recorded)).toBeLessThan(msOf(submitted.body.expiresAt));
  const approvals = before
    .slice(submitted.index)
    .filter(
      (entry) =>
        entry.kind === 'gate.approved' &&
        entry.body.action === action &&
        entry.body.approvalHash === submitted.body.approvalHash,
    );
  const signers = [submitted, ...approvals];
  expect(new Set(signers.map(({ actor }) => actor)).size).toBeGreaterThanOrEqual(2);
  expect(
    signers.some(({ actor, index }) => actor === `operator:${replay(entries.slice(0, index)).file.commander}`),
  ).toBe(true);
  expect(
    before.slice(submitted.index).some((entry) => entry.kind === 'gate.rejected' && entry.body.action === action),
  ).toBe(false);
  return 1;
}
