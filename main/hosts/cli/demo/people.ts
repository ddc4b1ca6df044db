import { createRouterClient, type RouterClient } from '@orpc/server';
import { randomBytes } from 'node:crypto';
import type { App } from '../../../app/app.ts';

export type Client = RouterClient<App['router']>;

/** Two people with a session and a key each, as at two screens of one console. */
export interface People {
  readonly ada: Client;
  readonly ben: Client;
  readonly adaKey: string;
  readonly benKey: string;
}

const entities = [
  {
    name: 'Nordlicht Pay GmbH',
    type: 'payment-institution',
    memberState: 'DE',
    timeZone: 'Europe/Berlin',
    nis2Class: 'none',
    doraType: 'payment-institution',
    isController: 'yes',
  },
  {
    name: 'Nordlicht Marktplatz GmbH',
    type: 'online-marketplace',
    memberState: 'DE',
    timeZone: 'Europe/Berlin',
    nis2Class: 'important',
    doraType: null,
    isController: 'yes',
  },
] as const;

/** Sets the console up and signs both people in. Passphrases are random; the caller keeps them so that the home can be opened afterwards. */
export async function bringPeople(
  app: App,
  passphraseFor: (name: string, passphrase: string) => Promise<void>,
): Promise<People> {
  const ada = createRouterClient(app.router, { context: { session: app.openSession() } });
  const ben = createRouterClient(app.router, { context: { session: app.openSession() } });
  const passphrases = { ada: randomBytes(18).toString('base64url'), ben: randomBytes(18).toString('base64url') };
  const { fingerprint: adaKey } = await ada.setup.create({
    organisation: { name: 'Nordlicht group', entities: [...entities] },
    operator: { name: 'Ada Brandt', roles: ['commander', 'key-custodian'] },
    passphrase: passphrases.ada,
  });
  const { fingerprint: benKey } = await ada.operators.enrol({
    operator: { name: 'Ben Okafor', roles: ['key-custodian', 'containment-lead', 'legal'] },
    passphrase: passphrases.ben,
  });
  await permit(ada, { fingerprint: benKey, passphrase: passphrases.ben });
  await ben.session.unlock({ fingerprint: benKey, passphrase: passphrases.ben });
  await passphraseFor('ada', passphrases.ada);
  await passphraseFor('ben', passphrases.ben);
  return { ada, ben, adaKey, benKey };
}

/** What an organisation settles beforehand, by two signatures: its playbooks, and that this console may run commands. */
async function permit(ada: Client, second: { fingerprint: string; passphrase: string }): Promise<void> {
  const { permits } = await ada.session.takeSecond(second);
  await ada.permit.armExec({ reason: 'Drill: the systems of the demo are made for this.' });
  for (const { id, digest } of permits?.playbooks ?? []) await ada.permit.approvePlaybook({ playbook: id, digest });
  await ada.session.giveBack({});
}
