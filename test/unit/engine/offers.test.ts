import { describe, expect, test } from 'vitest';
import { actionTemplates } from '../../../playbooks/actions/registry.ts';
import { playbooks } from '../../../playbooks/registry.ts';

const named = actionTemplates.flatMap(({ id, offeredBy = [] }) => offeredBy.map((offer) => ({ id, ...offer })));

// An offer that names what is not there would be dropped without a word.
describe('offers that actions make themselves', () => {
  test('there are some', () => expect(named.length).toBeGreaterThan(0));

  test.each(named)('$id names states of $playbook', ({ id, playbook: name, in: states }) => {
    const playbook = playbooks.find((one) => one.id === name);
    const known = playbook?.states.map((state) => state.id) ?? [];
    expect(states.filter((state) => !known.includes(state))).toEqual([]);
    expect(playbook?.beside?.map(({ template }) => template)).toContain(id);
  });
});
