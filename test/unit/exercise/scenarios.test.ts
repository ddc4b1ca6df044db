import { expect, test } from 'vitest';
import { leakPatterns } from '../../../playbooks/leak-patterns/registry.ts';
import { scenarios } from '../../../playbooks/scenarios/registry.ts';
import { Scenario } from '../../../shared/domain/scenario.ts';
import { canonical } from '../../../shared/ledger/canonical.ts';

test('the seven scenarios of the reference', () => {
  expect(scenarios.map(({ id }) => id)).toEqual(['SCN-1', 'SCN-2', 'SCN-3', 'SCN-4', 'SCN-5', 'SCN-6', 'SCN-7']);
});

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('%s is whole', (_id, scenario) => {
  expect(Scenario.parse(scenario)).toEqual(scenario);
  expect(JSON.parse(canonical(scenario))).toEqual(scenario);
  const known = new Set<string>(leakPatterns.map(({ id }) => id));
  expect(scenario.patterns.filter((id) => !known.has(id))).toEqual([]);
  const planned = scenario.injects.flatMap(({ atMin }) => atMin ?? []);
  expect(planned).toEqual(planned.toSorted((a, b) => a - b));
  // A contingency belongs to a row that comes anyway, and says when it is called for.
  for (const { id, atMin, onlyIf } of scenario.injects) {
    expect([id, (atMin === null) === (onlyIf !== '')]).toEqual([id, true]);
    if (atMin === null) expect(scenario.injects.map((one) => one.id)).toContain(id.replace(/[a-z]$/, ''));
  }
});
