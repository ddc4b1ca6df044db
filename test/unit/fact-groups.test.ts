import { expect, test } from 'vitest';
import { FACT_GROUPS } from '../../renderer/screens/notifications/facts-panel.tsx';
import { ENTITY_FACT_IDS } from '../../shared/law/entity-scope.ts';
import { FACT_IDS } from '../../shared/law/facts.ts';

test('every fact can be found on the desk', () => {
  expect(FACT_IDS.filter((id) => !Object.hasOwn(FACT_GROUPS, id.split('.')[0] ?? ''))).toEqual([]);
});

test('cause, what leaked, when it was found and what was done are one truth for all entities', () => {
  expect(
    ENTITY_FACT_IDS.filter((id) =>
      /^(?:cause|response|marking|asset\.(?:kinds|exfiltration)|times\.(?:occurred|detected|aware))/.test(id),
    ),
  ).toEqual([]);
  expect(ENTITY_FACT_IDS).toEqual(expect.arrayContaining(['dora.clientsAffected', 'impact.memberStates', 'gdpr.risk']));
});
