import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import type { FactId } from '../../../shared/law/facts.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';

let console: ConsoleHome;
let incident: IncidentId;
let first: EntityId;
let second: EntityId;
const view = () => console.ada.incident.view({ incident });

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
  const [bank] = (await view()).organisation.entities;
  if (bank === undefined) throw new Error('no entity');
  first = bank.id;
  const { id: _, ...described } = bank;
  await console.ada.organisation.describe({
    entity: { ...described, name: 'Sister Bank AG' },
    reason: 'It uses the same model.',
    incident,
  });
  second = (await view()).organisation.entities.at(-1)?.id as EntityId;
});
afterEach(() => console.remove());

const state = (fact: FactId, value: string, entity?: EntityId) =>
  console.ada.incident.stateFact({
    incident,
    fact,
    ...(entity && { entity }),
    value,
    provenance: value === '' ? 'unknown' : 'actual',
    evidence: [],
    note: '',
  });
const verdict = async (entity: EntityId, criterion: string) =>
  (await console.ada.law.assess({ incident, entity, suppose: [] })).assessments
    .flatMap(({ criteria }) => criteria)
    .find(({ id }) => id === criterion)?.verdict;
const field = async (entity: EntityId, form: FormId, id: string) =>
  (await console.ada.notification.preview({ incident, entity, form })).draft.fields.find((one) => one.id === id);

describe('an entity with an answer of its own', () => {
  test('goes by it, the others by that of the incident, whichever came later', async () => {
    await state('dora.clientsTotal', '1000');
    await state('dora.clientsAffected', '10');
    const { recorded } = await state('dora.clientsAffected', '900', second);
    expect(await verdict(first, 'C.9.1')).toBe('unknown');
    expect(await verdict(second, 'C.9.1')).toBe('yes');
    await state('dora.clientsAffected', '20');
    expect(await verdict(second, 'C.9.1')).toBe('yes');
    // In its reports too, with the entry it rests on.
    const own = await field(second, 'dora-intermediate', 'dora.3.4');
    expect(own).toMatchObject({ raw: '900', sentences: [{ cites: [recorded] }] });
    expect(await field(first, 'dora-intermediate', 'dora.3.4')).toMatchObject({ raw: '20' });
    await sameAfterReopen(console, incident);
  });

  test('that is not known is not known: what the incident says does not stand in for it', async () => {
    await state('dora.relevantClients', 'yes');
    expect(await verdict(second, 'C.9.1')).toBe('yes');
    await state('dora.relevantClients', '', second);
    expect(await verdict(second, 'C.9.1')).toBe('unknown');
    expect(await verdict(first, 'C.9.1')).toBe('yes');
  });

  test('decides on it: the entry of its own answer is on record with the decision, and only that opens a dismissal again', async () => {
    await state('asset.personalData', 'no');
    const { recorded } = await state('asset.personalData', 'no', second);
    for (const entity of [first, second])
      await console.ada.law.dismiss({ incident, entity, regime: 'GDPR', reason: 'No personal data.' });
    const { canonical } = await console.ada.incident.entry({ incident, index: (await view()).revision });
    expect(canonical).toContain(`"entry":${recorded},"fact":"asset.personalData"`);
    const open = async () =>
      (await view()).legal.map(({ dismissals }) => dismissals.some(({ reopened }) => reopened !== null));
    await state('asset.personalData', 'yes', second);
    expect(await open()).toEqual([false, true]);
    const gdpr = (await view()).legal.map(
      ({ routing }) => routing.findings.find(({ regime }) => regime === 'GDPR')?.outcome,
    );
    expect(gdpr).toEqual(['does-not-apply', 'applies']);
  });

  test('is refused for what is one truth, and for an entity that is not there; the dossier tells of it', async () => {
    await expect(state('cause.maliciousSuspected', 'yes', first)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(state('dora.costs', '5', 'ent-0000000000000000')).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await state('dora.costs', '100');
    await state('dora.costs', '7000', second);
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 500 });
    expect(rows.map(({ text }) => text).join('\n')).toContain(`Fact dora.costs of ${second} alone: 7000 (actual)`);
    const { path } = await console.ada.notification.dossier({ incident, format: 'json' });
    const dossier = readFileSync(path, 'utf8');
    expect(dossier).toContain('Its own answers');
    expect(dossier).toContain('Costs and losses, incurred or likely: 7000 EUR (actual)');
    expect(dossier).toContain('Costs and losses, incurred or likely: 100 EUR (actual)');
  });
});
