import { expect, test } from 'vitest';
import { leftOpen } from '../../../main/engine/run-end.ts';
import type { EntryBody } from '../../../shared/ledger/entry.ts';
import { COMMANDER, IncidentInMemory, replay, RUN } from '../../support/incident-in-memory.ts';

const ACTION = 'act-0000000000000001';

function ended(memory: IncidentInMemory, reason: string): void {
  const { pinned } = memory.incident.run(RUN);
  const open: EntryBody<'run.ended'>['open'] = { inDoubt: [], notProven: [], notTold: [ACTION], notCarriedOut: [] };
  const body: EntryBody<'run.ended'> = { run: RUN, playbook: pinned, because: 'unfollowed', reason, open, told: [] };
  memory.record(COMMANDER, { kind: 'run.ended', body });
}

test('a run that froze can be ended, its frozen action counts as not told, and a replay says the same', () => {
  const memory = new IncidentInMemory();
  memory.draft(COMMANDER, 'crd-0000000000000001', ACTION);
  expect(leftOpen(memory.incident, RUN, () => false)).toMatchObject([{ action: ACTION, what: 'notCarriedOut' }]);
  // An order that this version of the chart would not have let through.
  memory.record(COMMANDER, { kind: 'action.ordered', body: { action: ACTION, purpose: 'apply' } });
  expect(memory.incident.frozen.has(RUN)).toBe(true);
  expect(leftOpen(memory.incident, RUN, () => false)).toEqual([
    { action: ACTION, what: 'notTold', leased: false, mayHold: false },
  ]);
  ended(memory, 'it cannot be followed');
  ended(memory, 'said twice');
  for (const incident of [memory.incident, replay(memory.entries)]) {
    expect(incident.run(RUN).ended?.body.reason).toBe('it cannot be followed');
    expect(incident.run(RUN).closed).toBe(false);
  }
});

test('an end of a run that this version follows is taken, and what was recorded before is followed as it was', () => {
  const memory = new IncidentInMemory();
  memory.draft(COMMANDER, 'crd-0000000000000001', ACTION);
  const state = memory.incident.run(RUN).state;
  ended(memory, 'the console of then had another version');
  const later = replay(memory.entries);
  expect(later.frozen.size).toBe(0);
  expect(later.run(RUN).state).toBe(state);
  expect(later.isFollowed(RUN)).toBe(false);
});
