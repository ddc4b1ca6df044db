import { expect, test } from 'vitest';
import { CONTROLS } from '../../shared/control/controls.ts';
import { coverageOf } from '../../shared/control/coverage.ts';
import { actionTemplates } from '../../playbooks/actions/registry.ts';
import { playbooks } from '../../playbooks/registry.ts';
import { incidentView } from '../support/mock-console/incident.ts';

test('every control of the reference is there, once, with every framework', () => {
  expect(CONTROLS).toHaveLength(24);
  expect(new Set(CONTROLS.map(({ id }) => id)).size).toBe(24);
  for (const control of CONTROLS)
    for (const column of ['gdpr', 'nis2', 'dora', 'aiRmf', 'iso27001'] as const) expect(control[column]).not.toBe('');
});

test('a control names only playbooks that exist, and something that can count for it', () => {
  const known = playbooks.map(({ id }) => id);
  for (const control of CONTROLS) {
    expect(control.playbooks.filter((id) => !known.includes(id))).toEqual([]);
    expect(control.actions.length + control.playbooks.length + control.records.length).toBeGreaterThan(0);
  }
});

test('an action counts once it is on record, and shows a control only when it is proven', () => {
  const view = incidentView('live', 'inc-00000000000000d1');
  const [first] = view.actions;
  if (!first) throw new Error('no action in the mock');
  const row = (actions: typeof view.actions) =>
    coverageOf({ ...view, actions, runs: [] }).find(({ control }) => control.id === 'key-revocation');
  const effective = { ...first, state: 'effective' } as const;
  expect(row([])?.status).toBe('gap');
  expect(row([{ ...first, state: 'armed' }])?.status).toBe('begun');
  expect(row([{ ...first, state: 'unknown' }])?.status).toBe('begun');
  expect(row([{ ...first, state: 'withdrawn' }])?.status).toBe('gap');
  expect(row([effective])?.status).toBe('shown');
  expect(row([effective])?.evidence[0]?.entry).toBeGreaterThanOrEqual(0);
  expect(actionTemplates.some(({ id }) => id === first.template)).toBe(true);
});
