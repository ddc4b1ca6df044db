import { afterEach, beforeEach, expect, test } from 'vitest';
import { notOwed, reportChoices } from '../../../renderer/screens/notifications/report-choices.ts';
import { HOUR, plusMs } from '../../../shared/domain/instant.ts';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import type { EntityLegalView } from '../../../shared/view/incident-view.ts';
import { ConsoleHome } from '../../support/console-home.ts';

let console: ConsoleHome;
let incident: IncidentId;
let entity: EntityId;
const legal = async (at = 0): Promise<EntityLegalView> => {
  const found = (await console.ada.incident.view({ incident })).legal[at];
  if (found === undefined) throw new Error('no entity');
  return found;
};
const labels = async (): Promise<readonly string[]> => reportChoices(await legal()).map(({ label }) => label);

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
  entity = (await legal()).entity as EntityId;
});
afterEach(() => console.remove());

test('reports stand in the order in which they press, and one of a regime that does not apply says so', async () => {
  await console.ada.incident.stateFact({
    incident,
    fact: 'asset.personalData',
    value: 'yes',
    provenance: 'actual',
    evidence: [],
    note: '',
  });
  console.clock.advance(80 * HOUR);
  const aware = (regime: 'DORA' | 'GDPR', hours: number) =>
    console.ada.incident.decideAware({
      incident,
      entity,
      regime,
      awareAt: plusMs(console.clock.now(), -hours * HOUR),
      reason: 'The log shows it.',
    });
  await aware('DORA', 1);
  await aware('GDPR', 73);
  expect((await labels())[0]).toBe('GDPR notification to the authority (deadline missed)');
  await console.ada.incident.classify({
    incident,
    entity,
    major: true,
    classifiedAt: console.clock.now(),
    reason: 'Art. 9(5)(b).',
  });
  expect((await labels()).slice(0, 2)).toEqual([
    'GDPR notification to the authority (deadline missed)',
    'DORA initial notification (running)',
  ]);
  await console.ada.notification.file({
    incident,
    entity,
    stage: 'DORA.IN',
    filedAt: console.clock.now(),
    channel: 'portal',
    receipt: 'R-1',
    unlockedReason: 'By telephone.',
  });
  expect(await labels()).toContain('DORA initial notification (filed)');
  expect((await labels()).indexOf('DORA initial notification (filed)')).toBeGreaterThan(
    (await labels()).indexOf('DORA intermediate report (running)'),
  );

  // Serving NIS2 beside DORA for one financial entity is an error that people make (pitfall 10).
  expect(await labels()).toContain('NIS2 early warning (does not apply)');
  expect(notOwed(await legal(), 'nis2-early-warning')).toMatchObject({ regime: 'NIS2' });
  expect(notOwed(await legal(), 'gdpr-33')).toBeNull();
  expect(notOwed(await legal(), 'trade-secret-annex')).toBeNull();
  await console.ada.law.dismiss({ incident, entity, regime: 'GDPR', reason: 'Synthetic records only.' });
  expect(notOwed(await legal(), 'gdpr-33')?.why).toBe('Decided by Ada Commander: Synthetic records only.');
});

test('the name of an entity that came in later rests on the entry that described it', async () => {
  const [bank] = (await console.ada.incident.view({ incident })).organisation.entities;
  if (bank === undefined) throw new Error('no entity');
  const { id: _, ...described } = bank;
  await console.ada.organisation.describe({
    entity: { ...described, name: 'Sister Bank AG' },
    reason: 'It uses the same model.',
    incident,
  });
  const sister = (await legal(1)).entity as EntityId;
  const { revision } = await console.ada.incident.view({ incident });
  const { draft } = await console.ada.notification.preview({ incident, entity: sister, form: 'gdpr-33' });
  const named = draft.fields.find(({ id }) => id === 'entity.legalName');
  expect(named?.sentences.map(({ cites }) => cites)).toEqual([[revision]]);
});
