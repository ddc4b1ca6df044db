import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActionId, AssetId, CredentialId, IncidentId, RunId } from '../../../shared/domain/ids.ts';
import type { Verdict } from '../../../shared/domain/action.ts';
import { findTemplate } from '../../../playbooks/actions/registry.ts';
import { ConsoleHome } from '../../support/console-home.ts';

// Under PB1, beside the actions that revoke: reading waits for no wave, and a block at a gateway settles none.
describe('key revocation, beside the waves', () => {
  let home: ConsoleHome;
  let incident: IncidentId;
  let run: RunId;
  let key: CredentialId;
  let shop: AssetId;
  let exhibit: string;
  const view = () => home.ada.incident.view({ incident });
  const look = async (action: ActionId) => (await view()).actions.find((one) => one.action === action);
  const say = async (action: ActionId, verdict: Verdict): Promise<unknown> => {
    const open = (await look(action))?.effects.find((effect) => effect.status === 'waiting');
    return home.ada.action.attest({
      incident,
      action,
      effect: open?.effect ?? '0.0',
      verdict,
      statement: 'seen',
      exhibits: [exhibit],
    });
  };
  const move = (event: string, choice = '', detail = ''): Promise<unknown> =>
    home.ada.run.advance({ incident, run, event, choice, detail });

  beforeAll(async () => {
    home = await ConsoleHome.create();
    incident = await home.declare();
    exhibit = await exhibitOf(home, incident);
    await home.ada.incident.addAsset({
      incident,
      asset: { type: 'gateway', name: 'gw', owner: '', criticalFunction: 'yes' },
    });
    const credential = { label: 'model key', template: 'K14', canMint: false, issues: false, consumers: '' };
    await home.ada.incident.addCredential({ incident, credential });
    ({ run } = (await home.ada.run.start({ incident, playbook: 'PB1' })) as { run: RunId });
    key = (await view()).credentials[0]?.id as CredentialId;
    shop = (await view()).assets[0]?.id as AssetId;
  });
  afterAll(() => home.remove());

  test('the search for keys is offered from the first step on, for assets', async () => {
    const open = (await view()).runs.find((one) => one.run === run);
    expect(open).toMatchObject({
      byWave: true,
      offers: [
        { template: 'K01', open: true },
        { template: 'N07', open: false },
        { template: 'N08', open: false },
      ],
    });
    const { action } = await home.ada.action.draft({
      incident,
      run,
      target: shop,
      template: 'K01',
      mode: 'attest',
      params: params('K01'),
    });
    expect(await look(action as ActionId)).toMatchObject({ wave: 0 });
    await home.ada.action.dryRun({ incident, action: action as ActionId });
    await say(action as ActionId, 'done');
    await say(action as ActionId, 'ok');
    expect((await look(action as ActionId))?.state).not.toBe('dryRunRefused');
  });

  test('a block at the gateway that is proven does not close the wave of the key', async () => {
    for (const [event, choice, detail] of [
      ['KEY_SUSPECTED', '', 'x'],
      ['INVENTORY_DONE', '', ''],
      ['BLAST_ASSESSED', 'consumers-known', ''],
      ['STRATEGY_CHOSEN', 'revoke-now', 'x'],
      ['EVIDENCE_HELD', 'held', ''],
    ] as const)
      await move(event, choice, detail);
    const { action } = await home.ada.action.draft({
      incident,
      run,
      target: key,
      template: 'N07',
      mode: 'attest',
      params: params('N07'),
    });
    const block = action as ActionId;
    await home.ada.action.dryRun({ incident, action: block });
    await say(block, 'done');
    await say(block, 'ok');
    await home.ada.action.submit({ incident, action: block, purpose: 'apply' });
    expect((await look(block))?.state).toBe('armed');
    // The key itself has no action yet, so the wave is not armed.
    await expect(move('ALL_ARMED')).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
  });
});

// The reference's third strategy: slow or refuse the key at the gateway now, revoke it in stages within the hour.
describe('key revocation in stages', () => {
  let home: ConsoleHome;
  beforeAll(async () => {
    home = await ConsoleHome.create();
  });
  afterAll(() => home.remove());

  test.each(['staged', 'revoke-now'] as const)(
    'chosen %s: a block at the gateway before the first wave',
    async (way) => {
      const incident = await home.declare();
      const exhibit = await exhibitOf(home, incident);
      const asset = { type: 'gateway', name: 'gw', owner: '', criticalFunction: 'yes' } as const;
      await home.ada.incident.addAsset({ incident, asset });
      const credential = { label: 'model key', template: 'K14', canMint: false, issues: false, consumers: '' };
      await home.ada.incident.addCredential({ incident, credential });
      const { run } = (await home.ada.run.start({ incident, playbook: 'PB1' })) as { run: RunId };
      const view = () => home.ada.incident.view({ incident });
      const { credentials, assets } = await view();
      const move = (event: string, choice = '', detail = '') =>
        home.ada.run.advance({ incident, run, event, choice, detail });
      const offer = async () => (await view()).runs[0]?.offers.find(({ template }) => template === 'N07')?.open;
      await move('KEY_SUSPECTED', '', 'x');
      await move('INVENTORY_DONE');
      await move('BLAST_ASSESSED', 'consumers-known');
      expect(await offer()).toBe(false);
      await move('STRATEGY_CHOSEN', way, 'x');
      expect(await offer()).toBe(way === 'staged');

      for (const target of [credentials[0]?.id, assets[0]?.id]) {
        const { action } = (await home.ada.action.draft({
          incident,
          run,
          target: target ?? 'crd-0',
          template: 'N07',
          mode: 'attest',
          params: params('N07'),
        })) as { action: ActionId };
        const look = async () => (await view()).actions.find((one) => one.action === action);
        const say = async (verdict: Verdict) =>
          home.ada.action.attest({
            incident,
            action,
            effect: (await look())?.effects.find(({ status }) => status === 'waiting')?.effect ?? '0.0',
            verdict,
            statement: 'seen',
            exhibits: [exhibit],
          });
        await home.ada.action.dryRun({ incident, action });
        await say('done');
        await say('ok');
        await home.ada.action.submit({ incident, action, purpose: 'apply' });
        const order = home.ada.action.order({ incident, action, purpose: 'apply' });
        if (way === 'staged') {
          await order;
          expect((await look())?.state).toBe('applying');
        } else await expect(order).rejects.toMatchObject({ code: 'WAVE_NOT_OPEN' });
      }
      await expect(
        home.ada.action.draft({
          incident,
          run,
          target: assets[0]?.id ?? 'ast-0',
          template: 'K14',
          mode: 'attest',
          params: params('K14'),
        }),
      ).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE', message: 'PB1 does not offer K14 against assets' });
    },
  );
});

async function exhibitOf(home: ConsoleHome, incident: IncidentId): Promise<string> {
  const { staged } = await home.app.stageUpload(home.session, bytes());
  const kept = { name: 'a.txt', source: 's', method: 'm', mediaType: 'text/plain' };
  return (await home.ada.evidence.collect({ incident, staged, ...kept })).exhibit;
}

const params = (template: string) =>
  (findTemplate(template)?.fields ?? []).map(({ name, example }) => ({ name, value: example }));

async function* bytes(): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode('screenshot');
}
