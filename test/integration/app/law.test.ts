import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, plusMs } from '../../../shared/domain/instant.ts';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import type { ClockId } from '../../../shared/law/pack.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';

let console: ConsoleHome;
let incident: IncidentId;
let entity: EntityId;
const code = (of: string) => ({ code: of });
const view = () => console.ada.incident.view({ incident });
const ours = async () => {
  const found = (await view()).legal.find((one) => one.entity === entity);
  if (found === undefined) throw new Error('no such entity');
  return found;
};
const clock = async (id: ClockId) => (await ours()).report.clocks.find(({ clockId }) => clockId === id);
const finding = async (regime: string) => (await ours()).routing.findings.find((one) => one.regime === regime);
const state = (fact: 'asset.personalData' | 'gdpr.risk', value: string) =>
  console.ada.incident.stateFact({ incident, fact, value, provenance: 'actual', evidence: [], note: '' });

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
  const first = (await view()).legal[0];
  if (first === undefined) throw new Error('the incident has no entity');
  entity = first.entity as EntityId;
});
afterEach(() => console.remove());

describe('not applicable', () => {
  const reason = 'The DPO confirmed that no personal data was in it.';

  test('is on record with what the rules said, presses nobody, and a new fact opens it with the first awareness', async () => {
    const awareAt = (await view()).detectedAt;
    await console.ada.incident.decideAware({
      incident,
      entity,
      regime: 'GDPR',
      awareAt,
      reason: 'Data is in the logs.',
    });
    await state('asset.personalData', 'no');
    const { recorded } = await console.ada.law.dismiss({ incident, entity, regime: 'GDPR', reason });
    const entry = await console.ada.incident.entry({ incident, index: recorded });
    expect(JSON.stringify(entry)).toContain('eu-2026-11-2');
    expect((await ours()).dismissals).toMatchObject([{ regime: 'GDPR', reason, reopened: null, entry: recorded }]);
    expect((await finding('GDPR'))?.raised).toBe(false);

    const stated = await state('asset.personalData', 'yes');
    expect((await ours()).dismissals).toMatchObject([{ reopened: { entry: stated.recorded } }]);
    expect(await finding('GDPR')).toMatchObject({ outcome: 'applies', raised: true });
    expect(await clock('GDPR.33')).toMatchObject({ due: plusMs(awareAt, 72 * HOUR), anchor: { at: awareAt } });
    expect((await view()).waiting.map(({ title }) => title).join('; ')).toMatch(/Open again: .*GDPR/);
    await sameAfterReopen(console, incident);
  });

  test('a person opens it; what was never dismissed cannot be', async () => {
    await expect(console.ada.law.reopen({ incident, entity, regime: 'NIS2', reason: 'x' })).rejects.toMatchObject(
      code('BAD_INPUT'),
    );
    await console.ada.law.dismiss({ incident, entity, regime: 'GDPR', reason });
    const { recorded } = await console.ben.law.reopen({
      incident,
      entity,
      regime: 'GDPR',
      reason: 'Counsel disagrees.',
    });
    expect((await ours()).dismissals).toMatchObject([{ reopened: { entry: recorded } }]);
    await sameAfterReopen(console, incident);
  });
});

describe('late', () => {
  test('a filing after its date is refused without a reason and carries it with one', async () => {
    const awareAt = (await view()).detectedAt;
    await console.ada.incident.decideAware({
      incident,
      entity,
      regime: 'GDPR',
      awareAt,
      reason: 'Data is in the logs.',
    });
    const filedAt = plusMs(awareAt, 73 * HOUR);
    console.clock.jump(80 * HOUR);
    expect((await clock('GDPR.33'))?.state).toBe('overdue');
    const filing = {
      incident,
      entity,
      stage: 'GDPR.33',
      filedAt,
      channel: 'portal',
      receipt: 'R-1',
      unlockedReason: 'by telephone',
    } as const;
    await expect(console.ada.notification.file(filing)).rejects.toMatchObject(code('BAD_INPUT'));
    expect((await view()).filings).toEqual([]);
    await console.ada.notification.file({ ...filing, lateReason: 'The portal was closed.' });
    expect(await clock('GDPR.33')).toMatchObject({ state: 'late-filed', submittedAt: filedAt });
    expect((await view()).explanations).toMatchObject([{ stage: 'GDPR.33', reason: 'The portal was closed.' }]);
    await sameAfterReopen(console, incident);
  });

  test('a correction of what was in time is not late, whenever it is sent, and no reason goes on record that says so', async () => {
    const awareAt = (await view()).detectedAt;
    await console.ada.incident.decideAware({
      incident,
      entity,
      regime: 'GDPR',
      awareAt,
      reason: 'Data is in the logs.',
    });
    console.clock.jump(80 * HOUR);
    const filing = { incident, entity, stage: 'GDPR.33', channel: 'portal', unlockedReason: 'by telephone' } as const;
    const { recorded } = await console.ada.notification.file({
      ...filing,
      filedAt: plusMs(awareAt, 10 * HOUR),
      receipt: 'R-1',
    });
    const correction = { ...filing, filedAt: plusMs(awareAt, 79 * HOUR), receipt: 'R-2', corrects: recorded };
    await expect(
      console.ada.notification.file({ ...correction, lateReason: 'The portal was closed.' }),
    ).rejects.toMatchObject(code('BAD_INPUT'));
    await console.ada.notification.file(correction);
    expect((await clock('GDPR.33'))?.state).toBe('submitted');
    expect((await view()).explanations).toEqual([]);
  });

  test('a date that moved asks for the reason afterwards; nothing filed, nothing to explain', async () => {
    const explain = { incident, entity, stage: 'GDPR.33', reason: 'Awareness was set back by counsel.' } as const;
    await expect(console.ada.law.explainLate(explain)).rejects.toMatchObject(code('BAD_INPUT'));
    await console.ada.notification.file({
      incident,
      entity,
      stage: 'GDPR.33',
      filedAt: console.clock.now(),
      channel: 'x',
      receipt: 'y',
      unlockedReason: 'by telephone',
    });
    await console.ada.law.explainLate(explain);
    expect((await view()).explanations).toMatchObject([{ reason: explain.reason }]);
  });
});

describe('the notice that a DORA report will be late', () => {
  test('names the report that is due next and its date, citing the decisions they follow from', async () => {
    const at = (await view()).detectedAt;
    const draft = async () =>
      (await console.ada.notification.preview({ incident, entity, form: 'dora-late', language: 'en' })).draft.fields;
    expect((await draft()).find(({ id }) => id === 'dora.late.due')?.status).toBe('missing');
    const aware = await console.ada.incident.decideAware({
      incident,
      entity,
      regime: 'DORA',
      awareAt: at,
      reason: 'x',
    });
    const major = await console.ada.incident.classify({ incident, entity, major: true, classifiedAt: at, reason: 'x' });
    const cites = [aware.recorded, major.recorded];
    const fields = await draft();
    expect(fields.find(({ id }) => id === 'dora.late.report')).toMatchObject({
      raw: 'initial',
      sentences: [{ cites, assessment: true }],
    });
    expect(fields.find(({ id }) => id === 'dora.late.due')).toMatchObject({ raw: plusMs(at, 4 * HOUR) });
    const filing = { incident, entity, channel: 'portal', receipt: 'R-1', unlockedReason: 'nobody of legal is awake' };
    await console.ada.notification.file({ ...filing, stage: 'DORA.IN', filedAt: at });
    expect((await draft()).find(({ id }) => id === 'dora.late.report')?.raw).toBe('intermediate');
    await console.ada.notification.file({ ...filing, stage: 'DORA.LATE', filedAt: at });
    expect((await view()).filings.map(({ stage }) => stage)).toEqual(['DORA.IN', 'DORA.LATE']);
  });
});

describe('asking without deciding', () => {
  test('a what-if answers on a copy: nothing is recorded, the record answers as before', async () => {
    const before = await view();
    const asked = { incident, entity, suppose: [] };
    const plain = await console.ada.law.assess(asked);
    const supposed = await console.ada.law.assess({
      ...asked,
      suppose: [
        { fact: 'asset.personalData', value: 'yes' },
        { fact: 'gdpr.risk', value: 'high' },
      ],
    });
    const verdict = (from: typeof plain) => from.assessments.find(({ test: id }) => id === 'GDPR.33')?.verdict;
    expect([verdict(plain), verdict(supposed)]).toEqual(['unknown', 'yes']);
    expect(supposed.supposed).toEqual(['asset.personalData', 'gdpr.risk']);
    expect(await view()).toMatchObject({ revision: before.revision, facts: before.facts });
    expect(verdict(await console.ada.law.assess(asked))).toBe('unknown');
  });

  test('a pending pack answers here and nowhere else; an unknown one is refused, as is a value that does not fit', async () => {
    await state('gdpr.risk', 'risk');
    const asked = { incident, entity, suppose: [] };
    const { clocks, pack } = await console.ada.law.assess({ ...asked, pack: 'eu-omnibus-pending' });
    expect(pack.status).toBe('pending');
    expect(clocks.find(({ clockId }) => clockId === 'GDPR.33')?.basis).toContain('COM(2025) 837');
    expect((await clock('GDPR.33'))?.basis).toBe('GDPR Art. 33(1)');
    await expect(console.ada.law.assess({ ...asked, pack: 'eu-2031' })).rejects.toMatchObject(code('BAD_INPUT'));
    await expect(
      console.ada.law.assess({ ...asked, suppose: [{ fact: 'gdpr.risk', value: 'none' }] }),
    ).rejects.toMatchObject(code('BAD_INPUT'));
  });
});

describe('law as data', () => {
  test('the pack in force is signed, and its hash goes with each decision', async () => {
    const { pack } = await view();
    expect(pack).toMatchObject({ packVersion: 'eu-2026-11-2', signature: { by: 'bulkhead-law-2', verified: true } });
    const awareAt = (await view()).detectedAt;
    const { recorded } = await console.ada.incident.decideAware({
      incident,
      entity,
      regime: 'GDPR',
      awareAt,
      reason: 'x',
    });
    expect(JSON.stringify(await console.ada.incident.entry({ incident, index: recorded }))).toContain(pack.sha256);
  });

  test('a change is on record with its reason and counts after a restart', async () => {
    const { memberState } = (await view()).organisation.entities[0] ?? {};
    if (memberState === undefined) throw new Error('no Member State');
    await console.ada.law.adjust({
      incident,
      adjustment: { what: 'national', memberState, status: 'not-found', law: 'repealed' },
      reason: 'Counsel, by telephone.',
    });
    await console.ada.law.adjust({
      incident,
      adjustment: { what: 'authority', memberState, regime: 'DORA', name: 'The supervisor', channel: '' },
      reason: 'Its letter of last week.',
    });
    expect((await view()).adjustments).toMatchObject([
      { reason: 'Counsel, by telephone.' },
      { adjustment: { what: 'authority', name: 'The supervisor' }, reason: 'Its letter of last week.' },
    ]);
    const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 500 });
    expect(rows.map(({ text }) => text).join('\n')).toContain(
      `Reports under DORA in ${memberState} go to The supervisor: Its letter of last week.`,
    );
    await sameAfterReopen(console, incident);
  });

  test('a change that the clocks would leave aside is refused with what is wrong', async () => {
    const period = { what: 'period', memberState: 'DE', basis: 'x' } as const;
    for (const [adjustment, why] of [
      [{ ...period, clock: 'NIS2.EW', hours: 48 }, /24 h are the ceiling/],
      [{ ...period, clock: 'NIS2.FR', hours: 5 }, /no period in hours/],
      [
        { what: 'holiday', memberState: 'DE', date: '2026-02-30', working: false, name: 'x' },
        /not a day of the calendar/,
      ],
    ] as const)
      await expect(console.ada.law.adjust({ incident, adjustment, reason: 'x' })).rejects.toMatchObject({
        ...code('BAD_INPUT'),
        message: expect.stringMatching(why) as string,
      });
    expect((await view()).adjustments).toEqual([]);
    await console.ada.law.adjust({ incident, adjustment: { ...period, clock: 'NIS2.EW', hours: 6 }, reason: 'x' });
    expect((await view()).adjustments).toHaveLength(1);
  });

  test('the request of an authority sets a date of its own', async () => {
    const requestedAt = console.clock.now();
    const dueAt = plusMs(requestedAt, 30 * HOUR);
    const request = { incident, entity, stage: 'NIS2.IR', requestedBy: 'CSIRT', reference: '', requestedAt } as const;
    await expect(console.ada.law.noteRequest({ ...request, dueAt: plusMs(requestedAt, -HOUR) })).rejects.toMatchObject(
      code('BAD_INPUT'),
    );
    await console.ada.law.noteRequest({ ...request, dueAt });
    expect((await view()).requests).toMatchObject([{ requestedBy: 'CSIRT', dueAt }]);
    await sameAfterReopen(console, incident);
  });

  test('the calendar file lies in the home, one for each entity, and is replaced by the next one of the same', async () => {
    const awareAt = (await view()).detectedAt;
    await console.ada.incident.decideAware({ incident, entity, regime: 'GDPR', awareAt, reason: 'x' });
    const first = await console.ada.law.calendar({ incident, entity });
    expect(existsSync(first.path)).toBe(true);
    expect(readFileSync(first.path, 'utf8')).toContain(`UID:GDPR.33.${entity}`);
    expect((await console.ada.law.calendar({ incident, entity })).path).toBe(first.path);
    expect((await console.ada.law.calendar({ incident })).path).not.toBe(first.path);
  });
});

describe('legal entities', () => {
  const described = async () => {
    const found = (await view()).organisation.entities.find(({ id }) => id === entity);
    if (found === undefined) throw new Error('no such entity');
    return found;
  };

  test('one described anew counts in the incident that knows it and in the next one, and opens a dismissal', async () => {
    await console.ada.law.dismiss({ incident, entity, regime: 'CRA-V', reason: 'We make no products.' });
    const maker = { ...(await described()), isManufacturer: 'yes' as const, turnoverEur: 2_000_000 };
    expect(await console.ada.organisation.describe({ entity: maker, reason: 'The plugin is ours.' })).toEqual({
      entity,
      missed: [],
    });
    expect(await described()).toEqual(maker);
    expect((await ours()).dismissals).toMatchObject([
      { regime: 'CRA-V', reopened: { why: expect.stringContaining('described') as string } },
    ]);
    await sameAfterReopen(console, incident);
    const next = await console.declare();
    expect((await console.ada.incident.view({ incident: next })).organisation.entities).toEqual([maker]);
  });

  test('a new one joins the incident that is named and no other', async () => {
    const other = await console.declare();
    const { id: _id, ...first } = await described();
    const added = await console.ada.organisation.describe({
      entity: { ...first, name: 'Example Cloud GmbH', type: 'cloud-provider', doraType: null },
      reason: 'It hosts the model.',
      incident,
    });
    expect((await view()).legal.map((one) => one.entity)).toEqual([entity, added.entity]);
    expect((await console.ada.incident.view({ incident: other })).legal.map((one) => one.entity)).toEqual([entity]);
    await sameAfterReopen(console, incident);
  });

  test('an unknown entity and a time zone that is none are refused; the same again records nothing', async () => {
    const same = await described();
    const again = (change: object) =>
      console.ada.organisation.describe({ entity: { ...same, ...change }, reason: 'x' });
    await expect(again({ id: 'ent-00000000000000ff' })).rejects.toMatchObject(code('BAD_INPUT'));
    await expect(again({ timeZone: 'Europe/Nowhere' })).rejects.toMatchObject(code('BAD_INPUT'));
    const before = (await view()).revision;
    await again({});
    expect((await view()).revision).toBe(before);
  });
});
