import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { likelySent, sentChoices } from '../../../renderer/screens/notifications/sent-choices.ts';
import { HOUR, type Instant, MINUTE, plusMs } from '../../../shared/domain/instant.ts';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import type { Language } from '../../../shared/law/forms/language.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import { type Client, ConsoleHome } from '../../support/console-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';
import { passphrase } from '../../support/setup-input.ts';

let console: ConsoleHome;
let incident: IncidentId;
let entity: EntityId;
let lena: Client;
let omar: Client;
let dora: Client;
const code = (of: string) => ({ code: of });
const view = () => console.ada.incident.view({ incident });

beforeEach(async () => {
  console = await ConsoleHome.create();
  const signedIn = async (name: string, roles: Parameters<ConsoleHome['enrol']>[0]['roles']): Promise<Client> => {
    const fingerprint = await console.enrol({ name, roles });
    const client = console.client();
    await client.session.unlock({ fingerprint, passphrase });
    return client;
  };
  lena = await signedIn('Lena Legal', ['legal', 'regulatory-officer']);
  omar = await signedIn('Omar Officer', ['regulatory-officer']);
  dora = await signedIn('Dora Dpo', ['dpo']);
  incident = await console.declare();
  entity = (await view()).organisation.entities[0]?.id as EntityId;
});
afterEach(() => console.remove());

async function keep(
  form: FormId,
  language: Language = 'en',
): Promise<{ readonly incident: IncidentId; readonly draft: number; readonly textSha256: string }> {
  const { recorded } = await console.ada.notification.keep({ incident, entity, form, language });
  const textSha256 = (await view()).drafts.find(({ entry }) => entry === recorded)?.textSha256 ?? '';
  return { incident, draft: recorded, textSha256 };
}
const stateOf = async (draft: number) => (await view()).signOffs.find((one) => one.draft === draft);
const filing = (more: Partial<Parameters<Client['notification']['file']>[0]> = {}) =>
  console.ada.notification.file({
    incident,
    entity,
    stage: 'NIS2.EW',
    filedAt: console.clock.now(),
    channel: 'portal',
    receipt: 'R-1',
    ...more,
  });

describe('sign-off', () => {
  test('two people in two roles lock a version; one person twice does not, nor a role nobody gave them', async () => {
    const read = await keep('nis2-early-warning');
    await expect(console.ben.notification.lock({ ...read, as: 'legal' })).rejects.toMatchObject(
      code('OPERATOR_NOT_ALLOWED'),
    );
    await expect(lena.notification.lock({ ...read, textSha256: 'a'.repeat(64), as: 'legal' })).rejects.toMatchObject(
      code('APPROVAL_MISMATCH'),
    );
    await lena.notification.lock({ ...read, as: 'legal' });
    await expect(lena.notification.lock({ ...read, as: 'regulatory-officer' })).rejects.toMatchObject(
      code('APPROVAL_SAME_PERSON'),
    );
    expect(await stateOf(read.draft)).toMatchObject({ state: 'open', needs: ['regulatory-officer'], until: null });
    await omar.notification.lock({ ...read, as: 'regulatory-officer' });
    expect(await stateOf(read.draft)).toMatchObject({
      state: 'locked',
      needs: [],
      until: plusMs(console.clock.now(), 24 * HOUR),
    });
    await sameAfterReopen(console, incident);
  });

  test('a newer version voids it, and a day ends it', async () => {
    const first = await keep('nis2-early-warning');
    await lena.notification.lock({ ...first, as: 'legal' });
    await omar.notification.lock({ ...first, as: 'regulatory-officer' });
    console.clock.advance(HOUR);
    const second = await keep('nis2-early-warning');
    expect(await stateOf(first.draft)).toMatchObject({ state: 'void', until: null });
    await expect(lena.notification.lock({ ...first, as: 'legal' })).rejects.toMatchObject(code('APPROVAL_MISMATCH'));
    await lena.notification.lock({ ...second, as: 'legal' });
    await omar.notification.lock({ ...second, as: 'regulatory-officer' });
    await console.reopen();
    console.clock.advance(24 * HOUR);
    expect(await stateOf(second.draft)).toMatchObject({ state: 'open', needs: ['legal', 'regulatory-officer'] });
  });

  test('each language has a lock of its own: a German version leaves the English one locked, and the other way round', async () => {
    const sign = async (read: Awaited<ReturnType<typeof keep>>): Promise<void> => {
      await lena.notification.lock({ ...read, as: 'legal' });
      await omar.notification.lock({ ...read, as: 'regulatory-officer' });
    };
    const english = await keep('nis2-early-warning', 'en');
    await sign(english);
    const german = await keep('nis2-early-warning', 'de');
    expect(await stateOf(english.draft)).toMatchObject({ state: 'locked' });
    expect(await stateOf(german.draft)).toMatchObject({ state: 'open' });
    await sign(german);
    // One count: no two texts of a report have the same number.
    expect((await view()).drafts.map(({ version, language }) => [version, language])).toEqual([
      [1, 'en'],
      [2, 'de'],
    ]);
    const both = sentChoices(await view(), entity, 'nis2-early-warning', console.clock.now());
    expect(both.map(({ draft, locked }) => [draft.language, locked])).toEqual([
      ['de', true],
      ['en', true],
    ]);
    expect(likelySent(both), 'with two of them a person says which').toBeNull();

    await filing({ draft: german.draft, fileSha256: german.textSha256 });
    await filing({ draft: english.draft, receipt: 'R-2' });
    expect((await view()).filings).toMatchObject([
      { draft: german.draft, language: 'de', textSha256: german.textSha256 },
      { draft: english.draft, language: 'en', textSha256: english.textSha256 },
    ]);
    console.clock.advance(HOUR);
    await keep('nis2-early-warning', 'de');
    expect(await stateOf(german.draft)).toMatchObject({ state: 'void' });
    expect(await stateOf(english.draft)).toMatchObject({ state: 'locked' });
    expect((await console.ada.incident.fsck({ incident })).findings).toEqual([]);
    await sameAfterReopen(console, incident);
  });

  test('under the GDPR nobody signs before the data protection officer was heard, whatever they said', async () => {
    const read = await keep('gdpr-33');
    const sign = () => lena.notification.lock({ ...read, as: 'legal' });
    await expect(sign()).rejects.toMatchObject(code('SIGN_OFF_MISSING'));
    const opinion = { ...read, opinion: 'disagrees', text: 'risk is high; write to the people too' } as const;
    await expect(lena.notification.review({ ...opinion, as: 'dpo' })).rejects.toMatchObject(
      code('OPERATOR_NOT_ALLOWED'),
    );
    await expect(dora.notification.review({ ...opinion, as: 'dpo', text: '' })).rejects.toMatchObject(
      code('BAD_INPUT'),
    );
    await lena.notification.review({ ...read, as: 'legal', opinion: 'agrees', text: '' });
    await expect(sign()).rejects.toMatchObject(code('SIGN_OFF_MISSING'));
    await dora.notification.review({ ...opinion, as: 'dpo' });
    await sign();
    expect(await stateOf(read.draft)).toMatchObject({
      opinions: [{ as: 'legal' }, { as: 'dpo', opinion: 'disagrees', by: 'Dora Dpo' }],
      needs: ['regulatory-officer'],
    });
  });
});

describe('filing', () => {
  test('of a locked version records the hash of what was sent; without one it needs the reason', async () => {
    const read = await keep('nis2-early-warning');
    await expect(filing()).rejects.toMatchObject(code('SIGN_OFF_MISSING'));
    await expect(filing({ draft: read.draft })).rejects.toMatchObject(code('SIGN_OFF_MISSING'));
    await lena.notification.lock({ ...read, as: 'legal' });
    await omar.notification.lock({ ...read, as: 'regulatory-officer' });
    // Signed after it was sent does not count for what was sent.
    const before = plusMs(console.clock.now(), -2 * MINUTE);
    await expect(filing({ draft: read.draft, filedAt: before })).rejects.toMatchObject(code('SIGN_OFF_MISSING'));
    await expect(filing({ draft: read.draft, stage: 'NIS2.IN' })).rejects.toMatchObject(code('BAD_INPUT'));
    await expect(filing({ draft: read.draft, unlockedReason: 'x' })).rejects.toMatchObject(code('BAD_INPUT'));
    const { recorded } = await filing({ draft: read.draft });
    expect((await view()).filings).toMatchObject([{ draft: read.draft, fileSha256: read.textSha256 }]);
    await expect(filing({ draft: read.draft, corrects: recorded - 1 })).rejects.toMatchObject(code('BAD_INPUT'));
    const hash = 'c'.repeat(64);
    await filing({ unlockedReason: 'the portal closed at four', fileSha256: hash, receipt: 'R-2', corrects: recorded });
    expect((await view()).filings[1]).toMatchObject({ corrects: recorded, fileSha256: hash, receipt: 'R-2' });
    const { rows: entries } = await console.ada.incident.timeline({ incident, from: 0, count: 500 });
    const text = entries.map((one) => one.text).join('\n');
    expect(text).toContain(`corrects the filing #${recorded}; not locked: the portal closed at four`);
    expect(text).toContain(`draft #${read.draft}`);
    await sameAfterReopen(console, incident);
  });

  test('a file that was written of one version is not recorded as another one', async () => {
    const first = await keep('nis2-early-warning');
    const { sha256 } = await console.ada.notification.export({ incident, draft: first.draft, format: 'docx' });
    const second = await keep('nis2-early-warning');
    const sent = { fileSha256: sha256, unlockedReason: 'nobody of legal is awake' };
    await expect(filing({ ...sent, draft: second.draft })).rejects.toMatchObject(code('BAD_INPUT'));
    await filing({ ...sent, draft: first.draft });
    expect((await view()).filings).toMatchObject([{ draft: first.draft, fileSha256: sha256 }]);
  });

  test('what the dialog offers: files and text of each version, the locked file first in mind, judged by the time of filing', async () => {
    const first = await keep('nis2-early-warning');
    await keep('nis2-incident-notification');
    await console.ada.notification.export({ incident, draft: first.draft, format: 'pdf' });
    const seen = async (at: Instant) => sentChoices(await view(), entity, 'nis2-early-warning', at);
    const now = console.clock.now();
    const open = await seen(now);
    expect(open.map(({ value, locked }) => [value.split(':')[0], locked])).toEqual([
      ['file', false],
      ['text', false],
    ]);
    expect(likelySent(open)).toBeNull();
    console.clock.advance(5 * MINUTE);
    await lena.notification.lock({ ...first, as: 'legal' });
    await omar.notification.lock({ ...first, as: 'regulatory-officer' });
    const locked = console.clock.now();
    expect(likelySent(await seen(locked))).toMatchObject({ file: null, sha256: first.textSha256 });
    const { name } = await console.ada.notification.export({ incident, draft: first.draft, format: 'pdf' });
    await console.ada.notification.export({ incident, draft: first.draft, format: 'pdf' });
    expect(await seen(locked)).toHaveLength(3);
    expect(likelySent(await seen(locked))).toMatchObject({ file: { name, locked: true } });
    // Sent before it was signed, or recorded a day after it was sent: the moment of sending counts.
    expect(likelySent(await seen(now))).toBeNull();
    console.clock.advance(30 * HOUR);
    expect(likelySent(await seen(console.clock.now()))).toBeNull();
    const late = likelySent(await seen(plusMs(locked, HOUR)));
    expect(late).toMatchObject({ file: { name } });
    await filing({
      draft: first.draft,
      fileSha256: late?.sha256,
      filedAt: plusMs(locked, HOUR),
      lateReason: undefined,
    });
  });
});
