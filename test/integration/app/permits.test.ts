import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncidentId, RunId } from '../../../shared/domain/ids.ts';
import { findTemplate } from '../../../playbooks/actions/registry.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { redisParams } from '../../support/fake-redis.ts';
import { passphrase } from '../../support/setup-input.ts';

// What the organisation lets its console do: which playbooks it approved, and whether commands run from here.
describe('what the organisation settles beforehand', () => {
  let home: ConsoleHome;
  let doraKey: string;
  let eveKey: string;
  const permits = async () => (await home.ada.console.view({})).permits;
  const playbook = async (id: string) => {
    const found = (await permits())?.playbooks.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return found;
  };
  const seated = async (act: () => Promise<unknown>): Promise<void> => {
    await home.ada.session.takeSecond({ fingerprint: home.benKey, passphrase });
    try {
      await act();
    } finally {
      await home.ada.session.giveBack({});
    }
  };
  const started = async (incident: IncidentId) => {
    const { run } = await home.ada.run.start({ incident, playbook: 'PB1' });
    const { rows } = await home.ada.incident.timeline({ incident, from: 0, count: 50 });
    return { run: run as RunId, said: rows.find((line) => line.kind === 'run.started')?.text ?? '' };
  };

  beforeAll(async () => {
    home = await ConsoleHome.create();
    doraKey = await home.enrol({ name: 'Dora Officer', roles: ['regulatory-officer'] });
    eveKey = await home.enrol({ name: 'Eve Protection', roles: ['dpo'] });
  });
  afterAll(() => home.remove());

  test('nobody approved anything at first, and a run that starts says so for good', async () => {
    expect((await permits())?.playbooks.map(({ state }) => state)).toEqual(['none', 'none', 'none', 'none', 'none']);
    const incident = await home.declare();
    expect((await started(incident)).said).toContain('not approved by the organisation');
  });

  test('two people approve the content that is on the screen; what starts afterwards says nothing against it', async () => {
    const { digest } = await playbook('PB1');
    await expect(home.ada.permit.approvePlaybook({ playbook: 'PB1', digest })).rejects.toMatchObject({
      code: 'APPROVAL_SAME_PERSON',
    });
    await seated(async () => {
      await expect(home.ada.permit.approvePlaybook({ playbook: 'PB1', digest: '0'.repeat(64) })).rejects.toMatchObject({
        code: 'INCIDENT_MOVED',
      });
      await home.ada.permit.approvePlaybook({ playbook: 'PB1', digest });
    });
    expect(await playbook('PB1')).toMatchObject({ state: 'approved', by: ['Ada Commander', 'Ben Custodian'] });
    expect((await playbook('PB2')).state).toBe('none');
    expect((await started(await home.declare())).said).not.toContain('approved');
    await home.reopen();
    expect((await playbook('PB1')).state).toBe('approved');
  });

  test('one person takes an approval back, with a reason; runs under way keep theirs and show it', async () => {
    const { digest } = await playbook('PB1');
    const before = await home.declare();
    const { run } = await started(before);
    await expect(home.ben.permit.withdrawApproval({ playbook: 'PB2', digest, reason: 'x' })).rejects.toMatchObject({
      code: 'INCIDENT_MOVED',
    });
    const two = await playbook('PB2');
    await expect(
      home.ben.permit.withdrawApproval({ playbook: 'PB2', digest: two.digest, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
    await home.ben.permit.withdrawApproval({ playbook: 'PB1', digest, reason: 'the drill showed a hole' });
    const taken = { by: 'Ben Custodian', reason: 'the drill showed a hole' };
    expect(await playbook('PB1')).toMatchObject({ state: 'withdrawn', by: [], withdrawn: taken });
    const running = (await home.ada.incident.view({ incident: before })).runs.find((one) => one.run === run);
    expect(running).toMatchObject({
      approval: { state: 'approved', by: ['Ada Commander', 'Ben Custodian'] },
      withdrawn: taken,
    });
    const after = await home.declare();
    const late = await started(after);
    expect(late.said).toContain('the organisation has withdrawn its approval');
    await home.reopen();
    expect((await playbook('PB1')).withdrawn).toMatchObject(taken);
    expect((await home.ada.incident.view({ incident: before })).runs[0]?.withdrawn).toMatchObject(taken);
    await expect(home.ben.permit.withdrawApproval({ playbook: 'PB1', digest, reason: 'again' })).rejects.toMatchObject({
      code: 'STEP_NOT_POSSIBLE',
    });
    await seated(() => home.ada.permit.approvePlaybook({ playbook: 'PB1', digest }));
    expect(await playbook('PB1')).toMatchObject({ state: 'approved', withdrawn: null });
    const again = (await home.ada.incident.view({ incident: after })).runs[0];
    expect(again).toMatchObject({ approval: { state: 'withdrawn', by: [] }, withdrawn: null });
  });

  test('two people without command or management speak for nobody', async () => {
    const { digest } = await playbook('PB2');
    const dora = home.client();
    await dora.session.unlock({ fingerprint: doraKey, passphrase });
    await dora.session.takeSecond({ fingerprint: eveKey, passphrase });
    await expect(dora.permit.approvePlaybook({ playbook: 'PB2', digest })).rejects.toMatchObject({
      code: 'OPERATOR_NOT_ALLOWED',
    });
    await dora.session.giveBack({});
  });

  test('commands run from here only once two people armed that, and one stops it', async () => {
    const incident = await home.declare();
    const { run } = await started(incident);
    const credential = { label: 'svc', template: 'K18', canMint: false, issues: false, consumers: 'checkout' };
    await home.ada.incident.addCredential({ incident, credential });
    const target = (await home.ada.incident.view({ incident })).credentials[0]?.id ?? 'crd-0';
    const draft = (mode: 'exec' | 'card') =>
      home.ada.action.draft({ incident, run, target, template: 'K18', mode, params: [...redisParams] });
    await expect(draft('exec')).rejects.toMatchObject({ code: 'EXEC_NOT_ARMED' });
    await expect(home.ada.permit.armExec({ reason: 'alone' })).rejects.toMatchObject({ code: 'APPROVAL_SAME_PERSON' });
    await seated(() => home.ada.permit.armExec({ reason: 'rehearsed in October' }));
    expect((await permits())?.armings).toMatchObject([{ armed: true, actions: null, reason: 'rehearsed in October' }]);
    // Armed or not, the console talks to nobody the register does not know; on a card a person decides that.
    const elsewhere = redisParams.map((one) => (one.name === 'host' ? { ...one, value: 'redis-9.example' } : one));
    const away = () =>
      home.ada.action.draft({ incident, run, target, template: 'K18', mode: 'exec', params: elsewhere });
    await expect(away()).rejects.toMatchObject({
      code: 'HOST_NOT_REGISTERED',
      data: { details: ['host: redis-9.example is not on the register'] },
    });
    const asset = { type: 'database', name: 'Cache', owner: '', criticalFunction: 'no' } as const;
    await home.ada.incident.addAsset({ incident, asset: { ...asset, endpoints: ['rediss://redis-9.example:6379'] } });
    const registered = (await away()) as { action: `act-${string}` };
    await home.ada.action.withdraw({ incident, action: registered.action, reason: 'only asked' });
    const { action } = (await draft('exec')) as { action: `act-${string}` };
    await home.ben.permit.disarmExec({ reason: 'the jump host is suspect' });
    const ran = home.redis.ran.length;
    await expect(home.ada.action.dryRun({ incident, action })).rejects.toMatchObject({ code: 'EXEC_NOT_ARMED' });
    expect(home.redis.ran).toHaveLength(ran);
    await home.ada.action.withdraw({ incident, action, reason: 'by hand instead' });
    await draft('card');
  });

  test('some actions are armed and others not; one person stops some of them', async () => {
    const arm = (actions: string[], reason = 'rehearsed') => seated(() => home.ada.permit.armExec({ reason, actions }));
    await expect(home.ada.permit.armExec({ reason: 'x', actions: ['K18'] })).rejects.toMatchObject({
      code: 'APPROVAL_SAME_PERSON',
    });
    await expect(arm(['K99', 'K07'])).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await arm(['N01-L1', 'K18']);
    await arm(['K16']);
    expect((await permits())?.mayRun).toEqual(['K16', 'K18', 'N01-L1']);
    await expect(arm(['K18'])).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
    const incident = await home.declare();
    const { run } = await started(incident);
    for (const template of ['K18', 'K17'])
      await home.ada.incident.addCredential({
        incident,
        credential: { label: template, template, canMint: false, issues: false, consumers: 'checkout' },
      });
    const { credentials } = await home.ada.incident.view({ incident });
    const draft = (template: string, params: readonly { name: string; value: string }[]) => {
      const target = credentials.find((one) => one.label === template)?.id ?? 'crd-0';
      return home.ada.action.draft({ incident, run, target, template, mode: 'exec', params: [...params] });
    };
    await expect(draft('K17', [])).rejects.toMatchObject({
      code: 'EXEC_NOT_ARMED',
      message: 'your organisation has armed this console for other actions than K17',
    });
    const { action } = (await draft('K18', redisParams)) as { action: `act-${string}` };
    await home.ben.permit.disarmExec({ reason: 'redis is suspect', actions: ['K18', 'K16'] });
    await expect(home.ben.permit.disarmExec({ reason: 'x', actions: ['K18'] })).rejects.toMatchObject({
      code: 'STEP_NOT_POSSIBLE',
    });
    expect((await permits())?.armings).toMatchObject([{ actions: ['N01-L1'], armed: true }]);
    await expect(home.ada.action.dryRun({ incident, action })).rejects.toMatchObject({ code: 'EXEC_NOT_ARMED' });
    const view = (await home.ada.incident.view({ incident })).actions[0];
    expect(view?.refusal).toContain('other actions than K18');
    expect(view?.moves).toEqual(['withdraw']);
    await home.reopen();
    expect((await permits())?.mayRun).toEqual(['N01-L1']);
    await home.ada.permit.disarmExec({ reason: 'over' });
    expect((await permits())?.armings).toEqual([]);
  });

  test('of an arming for everything some actions can be stopped, and armed again', async () => {
    await seated(() => home.ada.permit.armExec({ reason: 'rehearsed' }));
    await home.ben.permit.disarmExec({ reason: 'no account to try it on', actions: ['K09', 'K09-DEL'] });
    expect((await permits())?.armings).toMatchObject([{ actions: null, except: ['K09', 'K09-DEL'] }]);
    expect((await permits())?.mayRun).not.toContain('K09');
    expect((await permits())?.mayRun).toContain('K08');
    await seated(() => home.ada.permit.armExec({ reason: 'tried on an account', actions: ['K09'] }));
    expect((await permits())?.mayRun).toContain('K09');
    expect((await permits())?.mayRun).not.toContain('K09-DEL');
    await home.ada.permit.disarmExec({ reason: 'over' });
  });

  test('a cluster is reached by a context that the register names, and by settings alone only on a card', async () => {
    await seated(() => home.ada.permit.armExec({ reason: 'rehearsed' }));
    const incident = await home.declare();
    const { run } = await started(incident);
    const credential = { label: 'loader', template: 'K20', canMint: false, issues: false, consumers: 'inference' };
    await home.ada.incident.addCredential({ incident, credential });
    const target = (await home.ada.incident.view({ incident })).credentials[0]?.id ?? 'crd-0';
    const asset = { type: 'cluster', name: 'Inference', owner: '', criticalFunction: 'yes' } as const;
    await home.ada.incident.addAsset({ incident, asset: { ...asset, endpoints: ['https://k8s.example:6443'] } });
    const draft = async (mode: 'exec' | 'card', context: string) => {
      const params = (findTemplate('K20')?.fields ?? []).map(({ name, example }) => ({
        name,
        value: name === 'context' ? context : example,
      }));
      const { action } = await home.ada.action.draft({ incident, run, target, template: 'K20', mode, params });
      await home.ada.action.withdraw({ incident, action: action as `act-${string}`, reason: 'only asked' });
      return (await home.ada.incident.view({ incident })).actions.length;
    };
    await expect(draft('exec', '')).rejects.toMatchObject({
      code: 'HOST_NOT_REGISTERED',
      data: { details: ['context: this console goes nowhere by settings alone; say which context'] },
    });
    await expect(draft('exec', 'prod-eu')).rejects.toMatchObject({
      code: 'HOST_NOT_REGISTERED',
      data: { details: ['context: context prod-eu is not on the register'] },
    });
    expect(await draft('card', '')).toBe(1);
    await home.ada.incident.addAsset({ incident, asset: { ...asset, name: 'Spare', connector: 'kubectl/prod-eu' } });
    expect(await draft('exec', 'prod-eu')).toBe(2);
  });
});

test('who is alone at a console signs alone, and a second person who comes later finds it so', async () => {
  const home = await ConsoleHome.create();
  try {
    await home.ada.operators.revoke({ fingerprint: home.benKey, reason: 'left' });
    await home.ada.permit.armExec({ reason: 'nobody else is here' });
    expect((await home.ada.console.view({})).permits?.armings).toMatchObject([{ armed: true, by: ['Ada Commander'] }]);
  } finally {
    await home.remove();
  }
});
