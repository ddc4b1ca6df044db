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
  const params = (template: string) =>
    (findTemplate(template)?.fields ?? []).map(({ name, example }) => ({ name, value: example }));
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
    const staged = await home.app.stageUpload(home.session, bytes());
    const kept = { name: 'a.txt', source: 's', method: 'm', mediaType: 'text/plain' };
    exhibit = (await home.ada.evidence.collect({ incident, staged: staged.staged, ...kept })).exhibit;
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
    expect(open).toMatchObject({ byWave: true, offers: [{ template: 'K01', open: true }] });
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

async function* bytes(): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode('screenshot');
}
