import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';

let console: ConsoleHome;
let incident: IncidentId;
let entity: EntityId;
const code = (of: string) => ({ code: of });
const view = () => console.ada.incident.view({ incident });
const preview = (form: FormId, language: 'en' | 'de' = 'en') =>
  console.ada.notification.preview({ incident, entity, form, language });
const keep = (form: FormId, language: 'en' | 'de' = 'en') =>
  console.ada.notification.keep({ incident, entity, form, language });
const answer = (field: string, value: string | string[], evidence: number[] = []) =>
  console.ada.notification.answer({
    incident,
    entity,
    field,
    language: 'en',
    value,
    provenance: 'actual',
    evidence,
    note: '',
  });
const state = (fact: 'cause.maliciousSuspected' | 'impact.crossBorderPossible', value: string) =>
  console.ada.incident.stateFact({ incident, fact, value, provenance: 'actual', evidence: [], note: '' });

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
  entity = (await view()).organisation.entities[0]?.id as EntityId;
});
afterEach(() => console.remove());

describe('drafts', () => {
  test('what a person writes into a field is an entry, the draft cites it, and the next report carries it', async () => {
    const { recorded } = await answer('dora.2.4', 'As counsel wrote it.', [0]);
    for (const form of ['dora-initial', 'dora-final'] as const) {
      const { draft } = await preview(form);
      expect(draft.fields.find(({ id }) => id === 'dora.2.4')).toMatchObject({
        raw: 'As counsel wrote it.',
        sentences: [{ cites: [0, recorded] }],
      });
    }
    await sameAfterReopen(console, incident);
  });

  test('a field that is a fact or a decision, an unknown one, a wrong value or citation is refused', async () => {
    await expect(answer('ew.maliciousSuspected', 'yes')).rejects.toMatchObject(code('BAD_INPUT'));
    await expect(answer('dora.2.3', '2026-12-09T01:10:00.000Z')).rejects.toMatchObject(code('BAD_INPUT'));
    await expect(answer('dora.9.9', 'x')).rejects.toMatchObject(code('BAD_INPUT'));
    await expect(answer('dora.2.7', 'nobody')).rejects.toMatchObject(code('BAD_INPUT'));
    await expect(answer('dora.2.4', 'x', [9999])).rejects.toMatchObject(code('BAD_INPUT'));
  });

  test('a kept version is compared with: first the report before, then the last version of the same', async () => {
    await state('cause.maliciousSuspected', 'yes');
    expect((await preview('nis2-incident-notification')).since).toBeNull();
    await keep('nis2-early-warning');
    await state('impact.crossBorderPossible', 'yes');
    const notification = await preview('nis2-incident-notification');
    expect(notification.since).toMatchObject({ form: 'nis2-early-warning', version: 1 });
    expect(notification.since?.changes.map(({ field }) => field)).toContain('ew.crossBorderPossible');
    await keep('nis2-incident-notification');
    expect((await preview('nis2-incident-notification')).since).toMatchObject({
      form: 'nis2-incident-notification',
      version: 1,
      changes: [],
    });
    await sameAfterReopen(console, incident);
  });

  test('a report is compared with the one before it in its language, and with itself in the other one', async () => {
    await state('cause.maliciousSuspected', 'yes');
    await keep('nis2-early-warning', 'de');
    await state('impact.crossBorderPossible', 'yes');
    await keep('nis2-early-warning', 'en');
    await keep('nis2-incident-notification', 'en');
    const german = await preview('nis2-incident-notification', 'de');
    expect(german.since).toMatchObject({ form: 'nis2-early-warning', language: 'de', version: 1 });
    expect(german.since?.changes.map(({ field }) => field)).toContain('ew.crossBorderPossible');
    expect(german.translations).toMatchObject([{ form: 'nis2-incident-notification', language: 'en', changes: [] }]);
    await state('cause.maliciousSuspected', 'no');
    const later = await preview('nis2-incident-notification', 'de');
    expect(later.translations[0]?.changes.map(({ field }) => field)).toContain('ew.maliciousSuspected');
    expect(later.disagreements.map(({ concept }) => concept)).toEqual(['malicious']);
    // Nothing was kept in that language: the report before it in another.
    expect((await preview('nis2-final', 'de')).since).toMatchObject({
      form: 'nis2-incident-notification',
      language: 'en',
    });
    await keep('dora-initial', 'en');
    expect((await preview('dora-intermediate', 'de')).since).toMatchObject({ form: 'dora-initial', language: 'en' });
    expect((await preview('dora-initial', 'de')).since).toBeNull();
  });

  test('a kept report and the facts of today disagree: the draft of another regime says so', async () => {
    await state('cause.maliciousSuspected', 'yes');
    await keep('nis2-early-warning');
    await state('cause.maliciousSuspected', 'no');
    const { disagreements } = await preview('cra-incident-24');
    expect(disagreements.map(({ concept }) => concept)).toEqual(['malicious']);
    expect((await preview('gdpr-33')).disagreements).toEqual([]);
  });

  test('every form drafts in both languages, also where nothing is known, and is kept with its hash', async () => {
    for (const form of ['gdpr-33-5', 'trade-secret-annex', 'dora-clients', 'gdpr-34'] as const) {
      expect((await preview(form, 'de')).text).toContain('ENTWURF');
      expect(await keep(form)).toMatchObject({ version: 1 });
    }
    const { drafts } = await view();
    expect(drafts.map(({ form, stage }) => [form, stage !== null])).toEqual([
      ['gdpr-33-5', false],
      ['trade-secret-annex', false],
      ['dora-clients', true],
      ['gdpr-34', true],
    ]);
    expect(new Set(drafts.flatMap((one) => [one.textSha256, one.draftSha256])).size).toBe(8);
    await sameAfterReopen(console, incident);
  });

  test('a kept draft that was changed in the vault is compared with nothing', async () => {
    await state('cause.maliciousSuspected', 'yes');
    await keep('nis2-early-warning');
    const name = (await view()).drafts[0]?.draftSha256 ?? '';
    const vault = join(console.home, 'incidents', incident, 'vault');
    const folder = readdirSync(vault).find((one) => name.startsWith(one)) ?? '';
    const file = join(vault, folder, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"yes"', '"not"'));
    expect((await preview('nis2-early-warning')).since).toBeNull();
    const { findings } = await console.ada.incident.fsck({ incident });
    expect(findings.map((finding) => finding.code)).toContain('EVIDENCE_ALTERED');
  });

  test('what makes it significant are the criteria that are met, not that it was no planned interruption', async () => {
    const [bank] = (await view()).organisation.entities;
    if (bank === undefined) throw new Error('no entity');
    await console.ada.organisation.describe({
      entity: { ...bank, type: 'online-marketplace', doraType: null },
      reason: 'It is no bank.',
      incident,
    });
    const say = (fact: 'cause.plannedMaintenance' | 'impact.death', value: string) =>
      console.ada.incident.stateFact({ incident, fact, value, provenance: 'actual', evidence: [], note: '' });
    const basis = async () =>
      (await preview('nis2-incident-notification')).draft.fields.find(({ id }) => id === 'in.significanceBasis')?.raw;
    await say('cause.plannedMaintenance', 'no');
    expect(await basis()).toBeNull();
    await say('impact.death', 'yes');
    expect(await basis()).toContain('Art. 3(1)(c)');
    expect(await basis()).not.toContain('3(2)');
  });

  test('an incomplete DORA report names its fields by number', async () => {
    const { problems, json } = await preview('dora-initial');
    expect(problems.map(({ field }) => field)).toEqual(expect.arrayContaining(['1.3', '2.7', '2.9']));
    expect(JSON.parse(json)).toMatchObject({ document: 'DRAFT', fields: { '1.1': 'initial' } });
  });
});
