import { afterEach, beforeEach, expect, test } from 'vitest';
import { apartFromSigned, type ApartFromSigned } from '../../../renderer/screens/notifications/apart-from-signed.ts';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import type { Language } from '../../../shared/law/forms/language.ts';
import { type Client, ConsoleHome } from '../../support/console-home.ts';
import { passphrase } from '../../support/setup-input.ts';

let console: ConsoleHome;
let incident: IncidentId;
let entity: EntityId;
let lena: Client;
let omar: Client;
const view = () => console.ada.incident.view({ incident });

beforeEach(async () => {
  console = await ConsoleHome.create();
  const signedIn = async (name: string, role: 'legal' | 'regulatory-officer'): Promise<Client> => {
    const fingerprint = await console.enrol({ name, roles: [role] });
    const client = console.client();
    await client.session.unlock({ fingerprint, passphrase });
    return client;
  };
  lena = await signedIn('Lena Legal', 'legal');
  omar = await signedIn('Omar Officer', 'regulatory-officer');
  incident = await console.declare();
  entity = (await view()).organisation.entities[0]?.id as EntityId;
});
afterEach(() => console.remove());

const apart = async (form: FormId, language: Language = 'en'): Promise<ApartFromSigned | null> =>
  apartFromSigned(await view(), await console.ada.notification.preview({ incident, entity, form, language }));
const malicious = (value: 'yes' | 'no') =>
  console.ada.incident.stateFact({
    incident,
    fact: 'cause.maliciousSuspected',
    value,
    provenance: 'actual',
    evidence: [],
    note: '',
  });

test('what was signed and what would be pasted are told apart, field by field, until the new text is kept', async () => {
  const form = 'nis2-early-warning';
  await malicious('no');
  const { recorded: draft } = await console.ada.notification.keep({ incident, entity, form, language: 'en' });
  const textSha256 = (await view()).drafts.at(-1)?.textSha256 ?? '';
  await malicious('yes');
  expect(await apart(form), 'nobody signed yet').toBeNull();
  await malicious('no');
  await lena.notification.lock({ incident, draft, textSha256, as: 'legal' });
  expect(await apart(form), 'it says the same').toBeNull();
  await malicious('yes');
  expect(await apart(form)).toMatchObject({ version: 1, locked: false });
  await omar.notification.lock({ incident, draft, textSha256, as: 'regulatory-officer' });
  const found = await apart(form);
  expect(found).toMatchObject({ version: 1, locked: true });
  expect([...(found?.fields ?? [])]).toEqual(['ew.maliciousSuspected']);
  expect(await apart('nis2-incident-notification'), 'another report differs from it as it should').toBeNull();
  expect(await apart(form, 'de'), 'nobody signed the German text').toBeNull();
  await console.ada.notification.keep({ incident, entity, form, language: 'en' });
  expect(await apart(form)).toBeNull();
});
