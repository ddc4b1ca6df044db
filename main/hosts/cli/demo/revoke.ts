import { runnerFiles } from '../../../adapters/files/runner-files.ts';
import { createCommandRunner } from '../../../adapters/process/run-command.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { fail } from '../../../../shared/domain/failure.ts';
import type { ActionId, IncidentId, RunId } from '../../../../shared/domain/ids.ts';
import type { ActionState } from '../../../../shared/domain/action-states.ts';
import type { ActionView } from '../../../../shared/view/action-view.ts';
import type { Member } from './estate.ts';
import type { Client, People } from './people.ts';

const POLL_MS = 100;
/** A step of the demo that takes longer than this has hung; better to stop and say where. */
const PATIENCE_MS = 120_000;

const ENDS: readonly ActionState[] = ['effective', 'unknown', 'compensated', 'compensationFailed'];
const REPROBES = 3;

export interface Theatre {
  readonly people: People;
  readonly incident: IncidentId;
  readonly run: RunId;
  readonly say: (line: string) => void;
}

/** Draft, dry run, submit by the commander, approve by the second person with their own key. Leaves the action armed. */
export async function armAction({ people, incident, run, say }: Theatre, member: Member): Promise<ActionId> {
  const { ada, ben } = people;
  const credential = member.credential ?? fail('BAD_INPUT', 'the credential was not registered');
  const params = Object.entries(member.rig.params).map(([name, value]) => ({ name, value }));
  const { action } = await ada.action.draft({ incident, run, target: credential, mode: member.mode, params });
  const id = action as ActionId;
  await ada.action.dryRun({ incident, action: id });
  await settle(ada, incident, id, ['dryRunOk', 'dryRunRefused']);
  await ada.action.submit({ incident, action: id, purpose: 'apply' });
  const { gate } = await look(ada, incident, id);
  if (!gate) fail('STEP_NOT_POSSIBLE', `${member.template}: nothing to approve`);
  await ben.gate.decide({
    incident,
    action: id,
    approvalHash: gate.approvalHash,
    decision: 'approve',
    note: 'read the dry run',
  });
  const armed = await look(ada, incident, id);
  say(`${member.template} ${armed.state}: dry run, ${armed.gate?.signatures.length ?? 0} signatures`);
  return id;
}

/** Executes one armed action and waits until it is proven, or stops with what was read. */
export async function fireAction({ people, incident, say }: Theatre, member: Member, action: ActionId): Promise<void> {
  const before = await member.held.alive();
  await people.ada.action.order({ incident, action, purpose: 'apply' });
  let after = await settle(people.ada, incident, action, ENDS);
  // A probe may come before a reload has taken hold. In exec mode the console asks again by itself; a person does the same.
  for (let tries = 0; after.state === 'unknown' && tries < REPROBES; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await people.ada.action.order({ incident, action, purpose: 'reprobe' });
    after = await settle(people.ada, incident, action, ENDS);
  }
  const { mustFail, mustWork, residual } = after.proof;
  if (after.state !== 'effective')
    fail(
      'STEP_NOT_POSSIBLE',
      `${member.template} ended ${after.state}: ${mustFail?.summary ?? ''} ${mustWork?.summary ?? ''} ${residual?.summary ?? ''}`,
    );
  const killed = after.effects.some((effect) => effect.step === 'killSessions');
  say(
    `${member.template} effective: must fail ${mustFail?.verdict}, must work ${mustWork?.verdict}, residual ${residual?.verdict}${killed ? ' after ending sessions' : ''}`,
  );
  say(
    `${member.template} session held open from before: ${before ? 'alive' : 'dead'} -> ${(await member.held.alive()) ? 'ALIVE' : 'dead'}`,
  );
}

/** Waits for one of `ends`; in card mode plays the operator who runs the commands elsewhere and pastes what they print. */
export async function settle(
  client: Client,
  incident: IncidentId,
  action: ActionId,
  ends: readonly ActionState[],
): Promise<ActionView> {
  const started = performance.now();
  for (;;) {
    const view = await look(client, incident, action);
    if (ends.includes(view.state)) return view;
    const waiting = view.effects.find((effect) => effect.status === 'waiting');
    if (waiting)
      await client.action.supplyOutput({
        incident,
        action,
        effect: waiting.effect,
        outputs: await runCard(view, waiting.step),
      });
    else if (performance.now() - started > PATIENCE_MS) fail('INTERNAL', `${view.template} stayed in ${view.state}`);
    else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export async function look(client: Client, incident: IncidentId, action: ActionId): Promise<ActionView> {
  const { actions } = await client.incident.view({ incident });
  return actions.find((view) => view.action === action) ?? fail('ACTION_UNKNOWN', action);
}

const runner = createCommandRunner({ files: runnerFiles });

async function runCard(view: ActionView, step: ActionView['effects'][number]['step']): Promise<string[]> {
  const sessions = view.proof.residual?.sessions ?? [];
  const commands =
    findTemplate(view.template)?.steps[step]?.commands({ params: view.params, actionId: view.action, sessions }) ?? [];
  const outputs: string[] = [];
  for (const command of commands) outputs.push((await runner.run(command)).text);
  return outputs;
}
