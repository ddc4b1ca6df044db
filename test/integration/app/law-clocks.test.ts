import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, plusMs } from '../../../shared/domain/instant.ts';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import type { ClockId } from '../../../shared/law/pack.ts';
import { localText } from '../../../shared/law/zone-time.ts';
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

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
  const first = (await view()).legal[0];
  if (first === undefined) throw new Error('the incident has no entity');
  entity = first.entity as EntityId;
});
afterEach(() => console.remove());

describe('awareness', () => {
  test('is not before detection, and detection is what the latest answer says', async () => {
    const detectedAt = (await view()).detectedAt;
    const before = plusMs(detectedAt, -5 * HOUR);
    const decide = () =>
      console.ada.incident.decideAware({ incident, entity, regime: 'GDPR', awareAt: before, reason: 'Staff knew.' });
    const said = localText(detectedAt, 'Europe/Berlin');
    await expect(decide()).rejects.toMatchObject({ message: expect.stringContaining(said) as string });
    await console.ada.incident.stateFact({
      incident,
      fact: 'times.detectedAt',
      value: plusMs(detectedAt, -6 * HOUR),
      provenance: 'actual',
      evidence: [],
      note: 'The night shift had seen it.',
    });
    await decide();
    expect((await view()).detectedAt).toBe(plusMs(detectedAt, -6 * HOUR));
    expect(await clock('GDPR.33')).toMatchObject({ due: plusMs(before, 72 * HOUR) });
    await sameAfterReopen(console, incident);
  });
});

describe('a filing recorded by mistake', () => {
  test('stops no clock once it is struck, stays on record with the reason, and is struck once only', async () => {
    const awareAt = (await view()).detectedAt;
    await console.ada.incident.decideAware({
      incident,
      entity,
      regime: 'GDPR',
      awareAt,
      reason: 'Data is in the logs.',
    });
    const { recorded } = await console.ada.notification.file({
      incident,
      entity,
      stage: 'GDPR.33',
      filedAt: console.clock.now(),
      channel: 'portal',
      receipt: 'R-1',
      unlockedReason: 'by telephone',
    });
    expect((await clock('GDPR.33'))?.state).toBe('submitted');
    const strike = (filing: number) =>
      console.ben.notification.strike({ incident, filing, reason: 'It was the report of another regime.' });
    await expect(strike(recorded - 1)).rejects.toMatchObject(code('BAD_INPUT'));
    await strike(recorded);
    expect(await clock('GDPR.33')).toMatchObject({
      state: 'running',
      due: plusMs(awareAt, 72 * HOUR),
      submittedAt: null,
    });
    expect(await view()).toMatchObject({
      filings: [],
      struckFilings: [{ filing: { entry: recorded, receipt: 'R-1' }, reason: 'It was the report of another regime.' }],
    });
    await expect(strike(recorded)).rejects.toMatchObject(code('BAD_INPUT'));
    await sameAfterReopen(console, incident);
  });
});

describe('a report that an authority asked for', () => {
  test('is due again when it asks again: what was filed before answers the first request only', async () => {
    await console.ada.organisation.describe({
      entity: {
        ...(await view()).organisation.entities[0],
        id: entity,
        type: 'cloud-provider',
        doraType: null,
      } as never,
      reason: 'It is no bank.',
      incident,
    });
    const ask = (reference: string) =>
      console.ada.law.noteRequest({
        incident,
        entity,
        stage: 'NIS2.IR',
        requestedBy: 'BSI',
        reference,
        requestedAt: console.clock.now(),
        dueAt: plusMs(console.clock.now(), 24 * HOUR),
      });
    await ask('first');
    console.clock.jump(HOUR);
    await console.ada.notification.file({
      incident,
      entity,
      stage: 'NIS2.IR',
      filedAt: console.clock.now(),
      channel: 'portal',
      receipt: 'R-1',
      unlockedReason: 'by telephone',
    });
    expect((await clock('NIS2.IR'))?.state).toBe('submitted');
    console.clock.jump(HOUR);
    await ask('second');
    expect(await clock('NIS2.IR')).toMatchObject({
      state: 'running',
      due: plusMs(console.clock.now(), 24 * HOUR),
      submittedAt: null,
    });
  });
});

describe('a major incident that is not major after all', () => {
  const id = async (clockId: ClockId) => (await clock(clockId))?.due ?? null;

  test('keeps its dates until the reclassification is filed, and has none after', async () => {
    const at = console.clock.now();
    await console.ada.incident.decideAware({ incident, entity, regime: 'DORA', awareAt: at, reason: 'x' });
    const classify = (major: boolean) =>
      console.ada.incident.classify({ incident, entity, major, classifiedAt: at, reason: 'x' });
    const filing = { incident, entity, filedAt: at, channel: 'portal', receipt: 'R-1', unlockedReason: 'by telephone' };
    await classify(true);
    await console.ada.notification.file({ ...filing, stage: 'DORA.IN' });
    await classify(false);
    expect(await id('DORA.IR')).toBe(plusMs(at, 72 * HOUR));
    expect((await clock('DORA.IR'))?.notes.join(' ')).toContain('dates stand until the reclassification is filed');

    const { recorded } = await console.ada.notification.keep({
      incident,
      entity,
      form: 'dora-reclassified',
      language: 'en',
    });
    await expect(console.ada.notification.file({ ...filing, stage: 'DORA.IR', draft: recorded })).rejects.toMatchObject(
      code('BAD_INPUT'),
    );
    await console.ada.notification.file({ ...filing, stage: 'DORA.FR', draft: recorded });
    const left = (await ours()).report.clocks.filter(({ regime }) => regime === 'DORA');
    expect(left.map(({ clockId }) => clockId)).toEqual(['DORA.IN']);
    await sameAfterReopen(console, incident);

    await classify(true);
    expect(await id('DORA.IR')).toBe(plusMs(at, 72 * HOUR));
    expect(await clock('DORA.FR')).toMatchObject({ submittedAt: null });
  });
});

describe('the DORA final report', () => {
  test('counts from the latest updated intermediate report; a correction of one moves nothing', async () => {
    const at = console.clock.now();
    await console.ada.incident.decideAware({ incident, entity, regime: 'DORA', awareAt: at, reason: 'x' });
    await console.ada.incident.classify({ incident, entity, major: true, classifiedAt: at, reason: 'x' });
    const file = async (stage: ClockId, corrects?: number) => {
      console.clock.jump(24 * HOUR);
      const filedAt = console.clock.now();
      const filing = {
        incident,
        entity,
        stage,
        filedAt,
        channel: 'portal',
        receipt: 'R',
        unlockedReason: 'by telephone',
      };
      const lateReason = stage === 'DORA.IN' ? { lateReason: 'The portal was closed.' } : {};
      const more = corrects === undefined ? {} : { corrects };
      return (await console.ada.notification.file({ ...filing, ...lateReason, ...more })).recorded;
    };
    const from = async () => (await clock('DORA.FR'))?.anchor.at;
    await file('DORA.IN');
    const first = await file('DORA.IR');
    const filedFirst = console.clock.now();
    expect(await from()).toBe(filedFirst);
    await file('DORA.IR', first);
    expect(await from()).toBe(filedFirst);
    await file('DORA.IRU');
    expect(await from()).toBe(console.clock.now());
  });
});

describe('a date that passes while nobody records anything', () => {
  test('every screen is told to look again, and finds the clock overdue', async () => {
    const detectedAt = (await view()).detectedAt;
    await console.ada.incident.decideAware({
      incident,
      entity,
      regime: 'GDPR',
      awareAt: detectedAt,
      reason: 'Data is in the logs.',
    });
    const feed = await console.ada.console.feed({});
    const next = feed[Symbol.asyncIterator]().next();
    let told = false;
    void next.then(() => (told = true));
    console.clock.advance(5000);
    await console.app.tick();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toBe(false);
    console.clock.jump(73 * HOUR);
    console.clock.advance(15_000);
    await console.app.tick();
    expect(await next).toMatchObject({ value: { what: 'tick' } });
    expect((await clock('GDPR.33'))?.state).toBe('overdue');
  });
});

describe('what waits', () => {
  const titles = async () => (await view()).waiting.map(({ title }) => title);
  const decide = () =>
    console.ada.incident.decideAware({
      incident,
      entity,
      regime: 'DORA',
      awareAt: console.clock.now(),
      reason: 'The provider confirmed it.',
    });

  test('aware and not classified: the outer limit is among it, until somebody classifies', async () => {
    expect((await titles()).join('; ')).not.toMatch(/Classify/);
    await decide();
    const waiting = (await view()).waiting.find(({ title }) => title === 'Classify under DORA: Example Bank AG');
    expect(waiting?.detail).toMatch(/^2026-11-23 03:10 \+01:00: Not classified yet/);
    await console.ada.incident.classify({
      incident,
      entity,
      major: false,
      classifiedAt: console.clock.now(),
      reason: 'No criterion is met.',
    });
    expect((await titles()).join('; ')).not.toMatch(/Classify/);
  });

  test('a breach that is decided on waits for its register entry, notified or not', async () => {
    const title = 'Not in the breach register yet: Example Bank AG';
    await console.ada.incident.stateFact({
      incident,
      fact: 'asset.personalData',
      value: 'yes',
      provenance: 'actual',
      evidence: [],
      note: '',
    });
    expect(await titles()).not.toContain(title);
    await console.ada.law.dismiss({ incident, entity, regime: 'GDPR', reason: 'No risk: the keys are safe.' });
    expect((await view()).waiting.find((one) => one.title === title)).toMatchObject({
      action: `${entity}/drafts/gdpr-33-5`,
    });
    await console.ada.notification.keep({ incident, entity, form: 'gdpr-33-5' });
    expect(await titles()).not.toContain(title);
  });

  test('what is latent presses nobody to decide on it', async () => {
    const [bank] = (await view()).organisation.entities;
    if (bank === undefined) throw new Error('no entity');
    const entityNow = { ...bank, aiRole: 'provider-high-risk' } as const;
    await console.ada.organisation.describe({ entity: entityNow, reason: 'It scores credit.', incident });
    const finding = (await ours()).routing.findings.find(({ regime }) => regime === 'AIA');
    expect(finding).toMatchObject({ raised: true, outcome: 'open' });
    expect(finding?.dormant).toContain('2027-12-02');
    const details = (await view()).waiting.map(({ title, detail }) => `${title}: ${detail}`).join('; ');
    // DORA counts from the classification, and its cap from awareness: that is asked for too.
    expect(details).toMatch(/Decide awareness: .*DORA/);
    expect(details).not.toContain('AI Act');
  });

  test('a report without a number waits from its start until it is filed', async () => {
    await decide();
    const at = console.clock.now();
    await console.ada.incident.classify({ incident, entity, major: true, classifiedAt: at, reason: 'x' });
    const title = 'Without undue delay: DORA notice to clients, Example Bank AG';
    expect(await titles()).not.toContain(title);
    await console.ada.incident.stateFact({
      incident,
      fact: 'dora.clientInterests',
      value: 'yes',
      provenance: 'actual',
      evidence: [],
      note: '',
    });
    expect(await titles()).toContain(title);
    await console.ada.notification.file({
      incident,
      entity,
      stage: 'DORA.CL',
      filedAt: at,
      channel: 'letter',
      receipt: 'L-1',
      unlockedReason: 'by telephone',
    });
    expect(await titles()).not.toContain(title);
  });
});
