import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { isNamedPlace } from '../../../shared/domain/asset-places.ts';
import { waveOf, type Wave } from '../../../shared/domain/asset.ts';
import { mayDraftAgain } from '../../../shared/domain/draft-again.ts';
import type { ActionTemplate, ParamKind } from '../../../shared/domain/action.ts';
import { findTemplate } from '../../../playbooks/actions/registry.ts';
import { parseParams } from '../../../playbooks/actions/params.ts';
import { unregisteredPlaces } from '../../../playbooks/actions/reachable.ts';
import { offeredActions } from '../../../playbooks/kit/playbook.ts';
import { pinTemplate } from '../../engine/pinned.ts';
import type { RunRecord } from '../../engine/run-state.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { newId } from '../services.ts';
import { refuseFrozen, requireMover } from './move-run.ts';
import { requireArmed } from './permit.ts';

type Input = z.infer<typeof inputs.draftAction>;

/** Puts an action on record that nothing was done for yet. Throws BAD_INPUT, PLAYBOOK_NOT_AVAILABLE, STEP_NOT_POSSIBLE, and for exec EXEC_NOT_ARMED, HOST_NOT_REGISTERED. */
export function draftAction(desk: Desk, session: Session, input: Input) {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const run = incident.state.run(input.run);
  refuseFrozen(incident, run.run);
  requireMover(incident, seat, false, run.playbook?.roles ?? []);
  const { template, wave } = aimOf(incident, run, input);
  requireMode(template, input.mode, incident.state.file.exercise);
  if (input.mode === 'exec') requireArmed(desk, template.id);
  requireFree(incident, run, input, template, wave);
  const action = newId(desk.services.random, 'act-');
  const pinned = pinTemplate(desk.services.crypto.sha256, template);
  const params = paramsOf(template, input);
  if (input.mode === 'exec') requireRegistered(template, params, incident);
  const body = {
    action,
    run: run.run,
    template: pinned,
    target: input.target,
    wave,
    mode: input.mode,
    params,
  };
  return { action, ...incident.record(seat, { kind: 'action.drafted', body }) };
}

/** A credential is revoked once, by wave: what settles it is the last action against it. */
function requireFree(
  { state }: OpenIncident,
  run: RunRecord,
  { target }: Input,
  { id, leaseMs }: ActionTemplate,
  wave: 0 | Wave,
) {
  const others = [...state.actions.values()].filter(
    (one) => one.run === run.run && one.target === target && one.pinned.id === id && one.state !== 'withdrawn',
  );
  const again = mayDraftAgain(
    others.map((one) => one.state),
    leaseMs !== undefined,
  );
  if (others.length > 0 && (wave !== 0 || !again))
    fail(
      'STEP_NOT_POSSIBLE',
      others.every((one) => one.state === 'effective')
        ? `${id} is in force on this target already`
        : `${id} on this target is under way already; finish or withdraw it first`,
    );
}

/** The template and wave for a target, if the playbook of the run offers it. */
function aimOf(
  incident: OpenIncident,
  run: RunRecord,
  input: Input,
): { readonly template: ActionTemplate; readonly wave: 0 | Wave } {
  const { credentials, assets } = incident.state.file;
  const credential = credentials.find(({ id }) => id === input.target);
  const asset = assets.find(({ id }) => id === input.target);
  if (!credential && !asset) fail('BAD_INPUT', 'there is no such credential or asset', ['target']);
  const wanted = input.template ?? credential?.template ?? fail('BAD_INPUT', 'which action?', ['template']);
  const template = findTemplate(wanted) ?? fail('PLAYBOOK_NOT_AVAILABLE', `this console has no action ${wanted}`);
  if (!template.targets.includes(credential ? 'credential' : (asset?.type ?? 'credential')))
    fail(
      'BAD_INPUT',
      `${template.id} is not aimed at ${credential ? 'credentials' : `assets of type ${asset?.type}`}`,
      ['target'],
    );
  const { byWave, offers } = run.playbook ? offeredActions(run.playbook) : { byWave: false, offers: [] };
  // Whoever only reads waits for no wave.
  if (byWave && template.risk !== 'R0' && credential) return { template, wave: waveOf(credential) };
  const offered = (byWave && template.risk === 'R0') || offers.some((one) => one.template === template.id);
  if (!offered)
    fail('STEP_NOT_POSSIBLE', `${run.pinned.id} does not offer ${template.id}${byWave ? ' against assets' : ''}`);
  return { template, wave: 0 };
}

function requireMode(template: ActionTemplate, mode: Input['mode'], exercise: boolean): void {
  if (exercise && mode === 'exec')
    fail('STEP_NOT_POSSIBLE', 'in an exercise the console performs nothing: use card mode');
  if (!template.modes.includes(mode))
    fail('STEP_NOT_POSSIBLE', `${template.id} can be done in these ways: ${template.modes.join(', ')}`);
}

function paramsOf(template: ActionTemplate, input: Input) {
  if (new Set(input.params.map(({ name }) => name)).size !== input.params.length)
    fail('BAD_INPUT', 'a field is given twice', ['params']);
  const parsed = parseParams(template.fields, Object.fromEntries(input.params.map(({ name, value }) => [name, value])));
  if (!parsed.ok)
    fail(
      'BAD_INPUT',
      'the parameters do not fit this action',
      parsed.problems.map(({ field, message }) => `${field}: ${message}`),
    );
  return template.fields.map(({ name }) => ({ name, value: parsed.params[name] ?? '' }));
}

/** The console itself talks only to what the register knows; whoever runs a card decides where. */
function requireRegistered(
  template: ActionTemplate,
  params: ReturnType<typeof paramsOf>,
  { state }: OpenIncident,
): void {
  const values = Object.fromEntries(params.map(({ name, value }) => [name, value]));
  const foreign = unregisteredPlaces(template, values, state.file.assets);
  if (foreign.length > 0)
    fail(
      'HOST_NOT_REGISTERED',
      `no asset of the register has ${[...new Set(foreign.map(({ place }) => place))].join(', ')}`,
      foreign.map(({ field, place }) =>
        isNamedPlace(place as ParamKind)
          ? `${field}: this console goes nowhere by settings alone; say which ${place}`
          : `${field}: ${place} is not on the register`,
      ),
    );
}
