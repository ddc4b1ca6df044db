import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import type { FactId } from '../../../shared/law/facts.ts';
import type { ClockId } from '../../../shared/law/pack.ts';
import { clockEntries } from '../../../shared/view/clock-entries.ts';
import { ConsoleHome } from '../../support/console-home.ts';

let console: ConsoleHome;
let incident: IncidentId;
let entity: EntityId;
const view = () => console.ada.incident.view({ incident });
const state = (fact: FactId, value: string, whose?: EntityId) =>
  console.ada.incident.stateFact({
    incident,
    fact,
    value,
    provenance: 'actual',
    evidence: [],
    note: '',
    ...(whose && { entity: whose }),
  });

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
  entity = (await view()).legal[0]?.entity as EntityId;
});
afterEach(() => console.remove());

test('a clock names the entries it counts from and stopped for, on the board and in the dossier', async () => {
  const now = console.clock.now();
  const decided = { incident, entity, reason: 'The log shows it.' } as const;
  const first = await console.ada.incident.decideAware({ ...decided, regime: 'DORA', awareAt: now });
  const aware = await console.ada.incident.decideAware({ ...decided, regime: 'DORA', awareAt: now });
  const major = await console.ada.incident.classify({ ...decided, major: true, classifiedAt: now });
  const filed = await console.ada.notification.file({
    incident,
    entity,
    stage: 'DORA.IN',
    filedAt: now,
    channel: 'portal',
    receipt: 'R-1',
    unlockedReason: 'By telephone.',
  });
  await state('asset.personalData', 'yes');
  await state('times.highRiskConcludedAt', now);
  const own = await state('times.highRiskConcludedAt', now, entity);
  const seen = await view();
  const entries = (id: ClockId): readonly number[] | null => {
    const clock = seen.legal[0]?.report.clocks.find(({ clockId }) => clockId === id);
    return clock === undefined ? null : clockEntries(seen, clock);
  };
  expect(entries('DORA.IN')).toEqual([aware.recorded, major.recorded, filed.recorded]);
  expect(first.recorded).toBeLessThan(aware.recorded);
  expect(entries('DORA.IR')).toEqual([filed.recorded]);
  expect(entries('GDPR.34')).toEqual([own.recorded]);
  expect(entries('DORA.FR'), 'nothing started it').toEqual([]);

  const { path } = await console.ada.notification.dossier({ incident, format: 'json' });
  const dossier = readFileSync(path, 'utf8');
  const line = /\{[^{}]*DORA\.IR DORA intermediate report: running[^{}]*\}/.exec(dossier)?.[0] ?? '';
  expect(line).toMatch(new RegExp(`"cites": ?\\[\\s*${filed.recorded}\\s*\\]`));
  expect(dossier).toContain('not locked when it was filed: By telephone. Ada Commander');
});

test('the dossier says that a regime is latent, and names it as people do', async () => {
  const [bank] = (await view()).organisation.entities;
  if (bank === undefined) throw new Error('no entity');
  await console.ada.organisation.describe({
    entity: { ...bank, aiRole: 'provider-high-risk' },
    reason: 'It provides a scoring system.',
    incident,
  });
  await state('aia.harm', 'infrastructure');
  const { path } = await console.ada.notification.dossier({ incident, format: 'json' });
  const dossier = readFileSync(path, 'utf8');
  expect(dossier).toMatch(/"AI Act: applies [^"]*Latent until 2027-12-02/);
  expect(dossier).not.toContain('"AIA: ');
});
