import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import type { FactId } from '../../../shared/law/facts.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { apartFromPairs } from '../../support/fsck-home.ts';
import { runProgram } from '../../support/run-program.ts';
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

describe('an answer of its own that is taken back', () => {
  const takeBack = (fact: FactId, answer: number, entity = second) =>
    console.ada.incident.withdrawFact({ incident, fact, entity, answer, reason: 'It was that of another incident.' });

  test('leaves that of the incident: tests and drafts go by it, and both stay on record', async () => {
    await state('dora.clientsTotal', '1000');
    const common = await state('dora.clientsAffected', '10');
    await state('dora.clientsAffected', '800', second);
    const own = await state('dora.clientsAffected', '900', second);
    expect(await verdict(second, 'C.9.1')).toBe('yes');
    const { recorded } = await takeBack('dora.clientsAffected', own.recorded);
    expect(await verdict(second, 'C.9.1')).toBe('unknown');
    expect(await field(second, 'dora-intermediate', 'dora.3.4')).toMatchObject({
      raw: '10',
      sentences: [{ cites: [common.recorded] }],
    });
    const { ownFacts, withdrawnFacts } = await sameAfterReopen(console, incident);
    expect(ownFacts).toEqual([]);
    expect(withdrawnFacts).toMatchObject([
      { answer: { value: '900', entry: own.recorded }, reason: 'It was that of another incident.', entry: recorded },
    ]);
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 500 });
    expect(rows.at(recorded)?.text).toBe(
      `Answer of ${second} alone to fact dora.clientsAffected (#${own.recorded}) taken back: It was that of another incident.`,
    );
    const { path } = await console.ada.notification.dossier({ incident, format: 'json' });
    expect(readFileSync(path, 'utf8')).toContain('Clients affected: 900 clients (actual)');
    expect(readFileSync(path, 'utf8')).toContain('It was that of another incident.');
    // It may answer for itself again.
    await state('dora.clientsAffected', '950', second);
    expect(await verdict(second, 'C.9.1')).toBe('yes');
  });

  test('opens what was decided on it, though what counts now is older than the decision', async () => {
    await state('asset.personalData', 'yes');
    const own = await state('asset.personalData', 'no', second);
    await console.ada.law.dismiss({ incident, entity: second, regime: 'GDPR', reason: 'No personal data of ours.' });
    const gdpr = async () => {
      const { dismissals, routing } = (await view()).legal[1] ?? { dismissals: [], routing: { findings: [] } };
      const finding = routing.findings.find(({ regime }) => regime === 'GDPR');
      return { why: dismissals[0]?.reopened?.why ?? null, outcome: finding?.outcome, raised: finding?.raised };
    };
    expect(await gdpr()).toMatchObject({ why: null, outcome: 'does-not-apply' });
    await takeBack('asset.personalData', own.recorded);
    const { why, ...found } = await gdpr();
    expect(why).toMatch(/^an answer taken back: /);
    expect(found).toEqual({ outcome: 'applies', raised: true });
  });

  test('is that one answer: not of another entity, not one changed meanwhile, not twice, not that of the incident', async () => {
    const common = await state('dora.costs', '100');
    const before = await state('dora.costs', '5000', second);
    const own = await state('dora.costs', '7000', second);
    const refused = { code: 'BAD_INPUT' };
    await expect(takeBack('dora.costs', common.recorded, first)).rejects.toMatchObject(refused);
    await expect(takeBack('dora.costs', before.recorded)).rejects.toMatchObject(refused);
    await expect(takeBack('dora.clientsAffected', own.recorded)).rejects.toMatchObject(refused);
    await takeBack('dora.costs', own.recorded);
    await expect(takeBack('dora.costs', own.recorded)).rejects.toMatchObject(refused);
  });

  test('is an entry that the independent verifiers accept', async () => {
    const own = await state('dora.costs', '7000', second);
    await takeBack('dora.costs', own.recorded);
    const { path } = await console.ada.handoff.export({ incident, recipient: 'Counsel', purpose: 'test' });
    expect(apartFromPairs((await console.ada.handoff.verify({ path })).findings)).toEqual([]);
    expect(await runProgram('python3', [join(path, 'verify.py')], path)).toMatchObject({ code: 0 });
  });
});
