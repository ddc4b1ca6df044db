import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR, plusMs } from '../../../shared/domain/instant.ts';
import type { ActionId, AssetId, CredentialId, IncidentId, RunId } from '../../../shared/domain/ids.ts';
import { findTemplate } from '../../../playbooks/actions/registry.ts';
import { ConsoleHome, type Client } from '../../support/console-home.ts';
import { passphrase } from '../../support/setup-input.ts';

// What policy asks beside two signatures under a revocation: other quorums, statements instead of output, legal hold, two-person moves.
let home: ConsoleHome;
let incident: IncidentId;
let cleo: Client;
let dora: Client;
let exhibit: string;

beforeAll(async () => {
  home = await ConsoleHome.create();
  const enrol = async (name: string, roles: Parameters<ConsoleHome['enrol']>[0]['roles']): Promise<Client> => {
    const fingerprint = await home.enrol({ name, roles });
    const client = home.client();
    await client.session.unlock({ fingerprint, passphrase });
    return client;
  };
  cleo = await enrol('Cleo Models', ['mlops-lead', 'evidence-custodian']);
  dora = await enrol('Dora Owner', ['business-owner', 'legal', 'management']);
  incident = await home.declare();
  const staged = await home.app.stageUpload(home.session, bytes('screenshot'));
  exhibit = (
    await home.ada.evidence.collect({
      incident,
      staged: staged.staged,
      name: 'screenshot.txt',
      source: 'vendor console',
      method: 'saved by hand',
      mediaType: 'text/plain',
    })
  ).exhibit;
});
afterAll(() => home.remove());

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const view = () => home.ada.incident.view({ incident });
const look = async (action: ActionId) => {
  const found = (await view()).actions.find((one) => one.action === action);
  if (!found) throw new Error('no such action');
  return found;
};
const params = (template: string) =>
  (findTemplate(template)?.fields ?? []).map(({ name, example }) => ({ name, value: example }));

/** Says what came of the step that waits. */
async function say(
  client: Client,
  action: ActionId,
  verdict: Parameters<Client['action']['attest']>[0]['verdict'],
  exhibits: string[] = [],
) {
  const open = (await look(action)).effects.find((effect) => effect.status === 'waiting');
  return client.action.attest({
    incident,
    action,
    effect: open?.effect ?? '0.0',
    verdict,
    statement: 'seen in the console of the vendor',
    exhibits,
  });
}

describe('attest mode', () => {
  let action: ActionId;

  test('asks for statements instead of output, and refuses a probe without an exhibit', async () => {
    await home.ada.incident.addCredential({
      incident,
      credential: { label: 'cache user', template: 'K18', canMint: false, issues: false, consumers: '' },
    });
    const { run } = await home.ada.run.start({ incident, playbook: 'PB1' });
    for (const [event, choice, detail] of [
      ['KEY_SUSPECTED', '', 'x'],
      ['INVENTORY_DONE', '', ''],
      ['BLAST_ASSESSED', 'consumers-known', ''],
      ['STRATEGY_CHOSEN', 'revoke-now', 'x'],
      ['EVIDENCE_HELD', 'held', ''],
    ] as const)
      await home.ada.run.advance({ incident, run: run as RunId, event, choice, detail });
    const target = (await view()).credentials[0]?.id as CredentialId;
    const drafted = await home.ada.action.draft({
      incident,
      run: run as RunId,
      target,
      mode: 'attest',
      params: params('K18'),
    });
    action = drafted.action as ActionId;
    await home.ada.action.dryRun({ incident, action });
    expect((await look(action)).moves).toEqual(['attest', 'resolveDoubt']);
    await expect(say(home.ada, action, 'blocked')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await say(home.ada, action, 'done');
    await say(home.ada, action, 'ok');
    await home.ada.action.submit({ incident, action, purpose: 'apply' });
    const { gate } = await look(action);
    await home.ben.gate.decide({
      incident,
      action,
      approvalHash: gate?.approvalHash ?? '',
      decision: 'approve',
      note: '',
    });
    for (const event of ['ALL_ARMED', 'FIRE', 'WAVE_DONE', 'WAVE_DONE'])
      await home.ada.run.advance({ incident, run: run as RunId, event, choice: '', detail: '' });
    await home.ada.action.order({ incident, action, purpose: 'apply' });
    await say(home.ada, action, 'done');
    await expect(say(home.ada, action, 'blocked')).rejects.toMatchObject({
      code: 'BAD_INPUT',
      data: { details: ['exhibits'] },
    });
    await expect(say(home.ada, action, 'blocked', ['E-0099'])).rejects.toMatchObject({
      data: { details: ['exhibits'] },
    });
  });

  test('is effective on the same proofs as any other way, each with who said it', async () => {
    await say(home.ada, action, 'blocked', [exhibit]);
    await say(home.ada, action, 'passed', [exhibit]);
    await say(home.ada, action, 'none', [exhibit]);
    const { state, proof } = await look(action);
    expect(state).toBe('effective');
    expect(proof.residual?.facts).toEqual([
      { name: 'attested by', value: expect.any(String) as string },
      { name: 'exhibits', value: exhibit },
    ]);
  });
});

describe('a deletion', () => {
  test('waits for a sealed copy under legal hold, and for three people', async () => {
    await home.ada.incident.addAsset({
      incident,
      asset: { type: 'registry', name: 'Model registry', owner: 'MLOps', criticalFunction: 'no' },
    });
    const target = (await view()).assets.at(-1)?.id as AssetId;
    const { run } = await home.ada.run.start({ incident, playbook: 'PB2' });
    const move = (event: string, detail = 'x') =>
      home.ada.run.advance({ incident, run: run as RunId, event, choice: '', detail });
    await move('IDENTIFIED');
    await expect(move('HOLD_SEALED', '')).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
    await move('HOLD_NOT_NEEDED');
    const drafted = await home.ada.action.draft({
      incident,
      run: run as RunId,
      target,
      template: 'M02-DEL',
      mode: 'attest',
      params: params('M02-DEL'),
    });
    const action = drafted.action as ActionId;
    await home.ada.action.dryRun({ incident, action, skipCollect: 'the registry is read-only already' });
    await say(home.ada, action, 'ok');
    // Nobody approves their own deletion: the commander, whose seat nobody else can fill, does not ask for it.
    await expect(home.ada.action.submit({ incident, action, purpose: 'apply' })).rejects.toMatchObject({
      code: 'STEP_NOT_POSSIBLE',
      message: expect.stringContaining('let somebody else submit') as string,
    });
    await cleo.action.submit({ incident, action, purpose: 'apply' });
    const sign = async (client: Client) =>
      client.gate.decide({
        incident,
        action,
        approvalHash: (await look(action)).gate?.approvalHash ?? '',
        decision: 'approve',
        note: '',
      });
    await expect(sign(cleo)).rejects.toMatchObject({ code: 'APPROVAL_SAME_PERSON' });
    await sign(dora);
    await sign(home.ada);
    // Three have signed, one of them asked for it.
    expect((await look(action)).state).toBe('awaitingApproval');
    await sign(home.ben);
    expect((await look(action)).state).toBe('armed');
    const order = () => home.ada.action.order({ incident, action, purpose: 'apply' });
    await expect(order()).rejects.toMatchObject({ code: 'WAVE_NOT_OPEN' });
    await move('CUT', '');
    // The usual ways on come first; stopping and repairing, which is possible from everywhere in the cut, comes last.
    const moves = (await view()).runs.find(({ run: one }) => one === run)?.moves.map(({ event }) => event) ?? [];
    expect([moves[0], moves.at(-1)]).toEqual(['ALIAS_WITHDRAWN', 'REPAIR']);
    // Five things are open side by side: the list of what waits names them, and not one that is done.
    expect((await view()).waiting.find(({ title }) => title.startsWith('PB2'))).toMatchObject({
      title: 'PB2: Cut',
      detail: expect.stringMatching(/^Alias and stage: alias still points at it; Serving: .*Deny-list: /) as string,
    });
    await expect(order()).rejects.toMatchObject({ code: 'HOLD_MISSING' });
    expect((await look(action)).hold).toBe('missing');
    const hold = { incident, target, scope: 'weights of the leaked version', reason: 'legal asked' };
    const { hold: empty } = await home.ada.hold.place({ ...hold, exhibits: [] });
    await expect(order()).rejects.toMatchObject({ code: 'HOLD_MISSING' });
    await home.ada.hold.place({ ...hold, exhibits: [exhibit] });
    await order();
    expect((await look(action)).state).toBe('applying');
    await expect(home.ada.hold.release({ incident, hold: empty, reason: 'x' })).rejects.toMatchObject({
      code: 'OPERATOR_NOT_ALLOWED',
    });
    await dora.hold.release({ incident, hold: empty, reason: 'replaced by the second one' });
  });
});

describe('a move that takes two signatures', () => {
  let run: RunId;
  const decide = { event: 'DECIDE', choice: 'retrain', detail: 'the data was unlawful' };

  test('is a proposal first, moves nothing, and is not made by the same person twice', async () => {
    run = (await home.ada.run.start({ incident, playbook: 'PB3' })).run as RunId;
    for (const [event, choice] of [
      ['SCOPED', 'no-personal-data'],
      ['LINEAGE_TRACED', 'complete'],
      ['MATRIX_READ', 'unlawful-data'],
    ] as const)
      await home.ada.run.advance({ incident, run, event, choice, detail: 'x' });
    await expect(home.ben.run.advance({ incident, run, ...decide })).rejects.toMatchObject({
      code: 'OPERATOR_NOT_ALLOWED',
    });
    await cleo.run.advance({ incident, run, ...decide });
    const before = (await view()).runs.find((one) => one.run === run);
    expect(before?.current).toBe('decision');
    expect(before?.proposals).toMatchObject([{ event: 'DECIDE', signers: [{ name: 'Cleo Models' }] }]);
    await expect(cleo.run.advance({ incident, run, ...decide })).rejects.toMatchObject({
      code: 'APPROVAL_SAME_PERSON',
    });
  });

  test('is not seconded by other words, nor after a quarter of an hour', async () => {
    await dora.run.advance({ incident, run, ...decide, detail: 'something else' });
    const open = (await view()).runs.find((one) => one.run === run);
    expect(open?.current).toBe('decision');
    expect(open?.proposals).toHaveLength(2);
    home.clock.advance(16 * 60_000);
    await dora.run.advance({ incident, run, ...decide });
    expect((await view()).runs.find((one) => one.run === run)?.current).toBe('decision');
  });

  test('is made by whoever completes it, and a restart tells the same', async () => {
    await cleo.run.advance({ incident, run, ...decide });
    expect((await view()).runs.find((one) => one.run === run)?.current).toBe('order');
    const digest = `sha256:${'a'.repeat(64)}`;
    const order: Parameters<Client['run']['orderRetraining']>[0]['order'] = {
      baseModelDigest: digest,
      excludeDatasets: [],
      includeSnapshot: 'snapshot-2026-10',
      codeCommit: 'abcdef1',
      env: { imageDigest: digest, network: 'none', region: 'eu-central' },
      mustChange: ['seed'],
      gates: {
        evalSuite: 'credit-9',
        maxRegressionPct: '1',
        psiMax: '0.10',
        latencyP95MaxRatio: '1.2',
        canaryExtractionMax: 0,
        miaAucMax: '0.55',
      },
      deadline: plusMs(home.clock.now(), 24 * HOUR),
      reason: 'unlawful data',
      supersedes: null,
    };
    const sent = { incident, run, order };
    await expect(home.ben.run.orderRetraining(sent)).rejects.toMatchObject({ code: 'OPERATOR_NOT_ALLOWED' });
    expect((await cleo.run.orderRetraining(sent)).orderId).toBe('RO-0001');
    expect((await view()).retrainOrders).toMatchObject([{ by: 'Cleo Models', order: { orderId: 'RO-0001' } }]);
    await home.reopen();
    const again = (await view()).runs.find((one) => one.run === run);
    expect(again).toMatchObject({ current: 'order', proposals: [] });
    expect((await home.ada.incident.fsck({ incident })).verified).toBe(true);
  });
});

test('a decision keeps its options, dissent and objections, and cites only what is there', async () => {
  const decision = {
    topic: 'retrain',
    question: 'Retrain or accept the risk?',
    options: ['Retrain', 'Accept'],
    chosen: 0,
    rationale: 'the data was unlawful',
    evidence: [3],
    dissent: [{ by: 'Ben', text: 'too expensive' }],
    reviewAt: null,
    actions: [],
    supersedes: null,
  } as const;
  const { recorded } = await home.ada.decision.record({
    incident,
    decision: {
      ...decision,
      options: [...decision.options],
      evidence: [3],
      dissent: [...decision.dissent],
      actions: [],
    },
  });
  await home.ben.decision.object({ incident, decision: recorded, text: 'on record' });
  expect((await view()).decisions).toMatchObject([
    { entry: recorded, chosen: 0, dissent: [{ by: 'Ben' }], objections: [{ text: 'on record' }] },
  ]);
  const bad = { ...decision, options: ['one'], chosen: 1, evidence: [], dissent: [], actions: [] };
  await expect(home.ada.decision.record({ incident, decision: bad })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await expect(
    home.ada.decision.record({ incident, decision: { ...bad, chosen: 0, evidence: [99_999] } }),
  ).rejects.toMatchObject({ code: 'BAD_INPUT' });
});
