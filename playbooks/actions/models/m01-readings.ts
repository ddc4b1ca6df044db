import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { answerOf } from '../secret-call.ts';
import { HUNG, said } from '../stores/said.ts';
import { isStage } from './m01-commands.ts';
import { aliasesOf, aliasTarget, mlflowTrouble, STAGES, versionOf } from './mlflow-calls.ts';
import { fetchedSince, pinnedClients } from './registry-log.ts';

type Outputs = readonly Output[];

/** Every name that still leads to the version: aliases by the model, the stage by the version. */
function namesOf([model, version]: Outputs, context: StepContext): readonly string[] | undefined {
  const aliases = aliasesOf(model, param(context, 'version'));
  const found = versionOf(version);
  if (aliases === undefined || typeof found === 'string') return undefined;
  return [...aliases.map((alias) => `@${alias}`), ...(STAGES.includes(found.stage) ? [found.stage] : [])];
}

function handleOf(context: StepContext): string {
  return isStage(context) ? param(context, 'handle') : `@${param(context, 'handle')}`;
}

export function readCollect(outputs: Outputs, context: StepContext): Reading {
  const names = namesOf(outputs, context);
  if (names === undefined) return said('unclear', `Nothing was kept: ${mlflowTrouble(outputs[0])}.`);
  return said('done', 'Kept: the names that lead to the version, and the requests for the model.', {
    'names before': names.join(' ').slice(0, 400) || 'none',
  });
}

export function readDryRun([control, log, back, safe, ...state]: Outputs, context: StepContext): Reading {
  const names = namesOf(state, context);
  const leaked = param(context, 'version');
  if (isStage(context) && !STAGES.includes(param(context, 'handle')))
    return said('refused', 'A stage is called Production or Staging.');
  if (param(context, 'safeVersion') === leaked) return said('refused', 'The safe version is the one to withdraw.');
  if (names === undefined) return said('unclear', `The model cannot be read: ${mlflowTrouble(state[0])}.`);
  if (!names.includes(handleOf(context)))
    return said(
      'refused',
      `${handleOf(context)} does not lead to version ${leaked}: ${names.join(' ') || 'nothing does'}.`,
    );
  if (aliasTarget(control) === 'unclear') return said('unclear', `The control alias: ${mlflowTrouble(control)}.`);
  if (aliasTarget(control) === 'none') return said('refused', 'The control alias does not exist: it proves nothing.');
  const others = [versionOf(safe), versionOf(back)];
  if (others.includes('gone')) return said('refused', 'The safe version, or the one for undo, does not exist.');
  if (others.includes('unclear')) return said('unclear', 'The safe version, or the one for undo, cannot be read.');
  const [target] = others;
  if (param(context, 'safeVersion') !== '' && typeof target === 'object' && target.quarantined)
    return said('refused', 'The safe version is tagged as quarantined.');
  const pinned = pinnedClients(log, context);
  if (pinned === undefined)
    return said('unclear', 'The access log shows no request for a model: is it the right file?');
  const left = names.filter((name) => name !== handleOf(context));
  return said(
    'ok',
    `${handleOf(context)} leads to version ${leaked}.${left.length === 0 ? '' : ` So do ${left.join(' ').slice(0, 100)}: withdraw each.`} ${pinned.length} client(s) name the version themselves and are not reached.`,
    {
      'pinned clients': pinned.join(' ').slice(0, 400) || 'none seen in the log',
      'other names': left.join(' ') || 'none',
    },
  );
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const mark = outputs.at(-1);
  const refused = outputs.find((output) => [401, 403].includes(answerOf(output)?.code ?? 0));
  if (refused !== undefined) return said('failed', 'MLflow refused the credential for a change.');
  const changes = outputs.slice(0, -1);
  if (changes.length < 2 || changes.some((output) => answerOf(output)?.code !== 200))
    return said('unclear', 'MLflow did not confirm every change: read the state again.');
  if (versionOf(mark) === 'unclear') return said('unclear', 'The moment was not marked in the access log.');
  return said('done', `MLflow withdrew ${handleOf(context)} from the version and tagged it.`);
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const names = namesOf(outputs, context);
  const resolved = isStage(context) ? 'none' : aliasTarget(outputs[2]);
  if (resolved === param(context, 'version'))
    return said('passed', `${handleOf(context)} still resolves to the version.`);
  if (names === undefined || resolved === 'unclear')
    return said('unclear', `No proof: ${mlflowTrouble(names === undefined ? outputs[0] : outputs[2])}.`);
  if (names.length > 0) return said('passed', `The version is still found under ${names.join(' ').slice(0, 200)}.`);
  return said(
    'blocked',
    `No alias and no stage leads to the version${isStage(context) ? '' : `; the alias gives ${resolved === 'none' ? 'nothing' : `version ${resolved}`}`}.`,
  );
}

export function readMustWork([control]: Outputs): Reading {
  const target = aliasTarget(control);
  if (target === 'unclear') return said('unclear', `No proof: ${mlflowTrouble(control)}.`);
  return target === 'none'
    ? said('blocked', 'The control alias is gone too.')
    : said('passed', `The control alias gives version ${target}.`);
}

export function readResidual([log]: Outputs, context: StepContext): Reading {
  const clients = fetchedSince(log, context, 'withdrawn');
  if (clients === undefined)
    return said('unclear', 'The access log does not show our own call after the change: is it the log of this server?');
  if (clients.length === 0)
    return {
      ...said('none', 'Nobody fetched the version since. Copies fetched before are not seen here.'),
      sessions: [],
    };
  // The trap: whoever names the version, or remembers what the alias gave, is not reached by the withdrawal.
  return {
    ...said('live', `${clients.length} client(s) fetched the version after the withdrawal.`),
    sessions: clients.map((id) => ({ id, label: `fetched the version from ${id}` })),
  };
}

export function readKill(outputs: Outputs, context: StepContext): Reading {
  if (fetchedSince(outputs[0], context, 'withdrawn')?.length === 0) return said('done', 'There was nobody to stop.');
  if (fetchedSince(outputs[0], context, 'withdrawn') === undefined)
    return said('unclear', 'The access log was not read.');
  return said(
    'failed',
    'MLflow cannot stop a client that names the version: stop it (M03) or quarantine the files (M02), then apply again.',
  );
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  const to = param(context, 'undoVersion');
  const back = outputs.at(-1);
  const found = versionOf(back);
  const stage = typeof found === 'object' ? found.stage : found;
  const there = isStage(context) ? stage === param(context, 'handle') : aliasTarget(back) === to;
  if (there && to !== '') return said('done', `${handleOf(context)} leads to version ${to}.`);
  const known = isStage(context) ? typeof found === 'object' : aliasTarget(back) !== 'unclear';
  return known
    ? said('failed', `${handleOf(context)} does not lead to version ${to}.`)
    : said('unclear', `Not confirmed: ${mlflowTrouble(back)}.`);
}
