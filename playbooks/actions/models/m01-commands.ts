import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { mlflow } from './mlflow-calls.ts';
import { marker, readLog } from './registry-log.ts';

export function isStage(context: StepContext): boolean {
  return param(context, 'kind') === 'stage';
}

function model(context: StepContext): Command {
  return mlflow(context, 'Read the model with its aliases', `registered-models/get?name=${param(context, 'model')}`);
}

function version(context: StepContext, field: string, title: string): Command {
  const query = `name=${param(context, 'model')}&version=${param(context, field)}`;
  return mlflow(context, title, `model-versions/get?${query}`);
}

function resolve(context: StepContext): Command {
  return aliasCall(context, 'Resolve the alias', param(context, 'model'), param(context, 'handle'));
}

function control(context: StepContext): Command {
  const title = 'Resolve the control alias';
  return aliasCall(context, title, param(context, 'controlModel'), param(context, 'controlAlias'));
}

function aliasCall(context: StepContext, title: string, name: string, alias: string): Command {
  return mlflow(context, title, `registered-models/alias?name=${name}&alias=${alias}`);
}

/** The handle first, then what shows whether it leads to the version. */
function state(context: StepContext): readonly Command[] {
  return [
    model(context),
    version(context, 'version', 'Read the version to withdraw'),
    ...(isStage(context) ? [] : [resolve(context)]),
  ];
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [...state(context), readLog(context, 'Keep the requests for the model')];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    control(context),
    readLog(context, 'Find clients that name the version themselves'),
    version(context, 'undoVersion', 'Read the version that undo sets'),
    version(context, param(context, 'safeVersion') === '' ? 'undoVersion' : 'safeVersion', 'Read the safe version'),
    ...state(context),
  ];
}

function setAlias(context: StepContext, to: string): Command {
  const name = { name: param(context, 'model'), alias: param(context, 'handle') };
  return to === ''
    ? mlflow(context, 'Delete the alias', 'registered-models/alias', name, ['-X', 'DELETE'])
    : mlflow(context, `Point the alias at version ${to}`, 'registered-models/alias', { ...name, version: to });
}

function setStage(context: StepContext, of: string, stage: string): Command {
  const body = { name: param(context, 'model'), version: of, stage, archive_existing_versions: false };
  return mlflow(context, `Move version ${of} to ${stage}`, 'model-versions/transition-stage', body);
}

function withdraw(context: StepContext): readonly Command[] {
  const safe = param(context, 'safeVersion');
  if (!isStage(context)) return [setAlias(context, safe)];
  const moved = setStage(context, param(context, 'version'), 'Archived');
  return safe === '' ? [moved] : [moved, setStage(context, safe, param(context, 'handle'))];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const tag = { name: param(context, 'model'), version: param(context, 'version'), key: 'quarantined', value: 'true' };
  return [
    ...withdraw(context),
    mlflow(context, 'Tag the version as quarantined', 'model-versions/set-tag', tag),
    mlflow(
      context,
      'Mark the moment in the access log',
      `model-versions/get?name=${param(context, 'model')}&version=${param(context, 'version')}`,
      undefined,
      ['-A', marker(context, 'withdrawn')],
    ),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return state(context);
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [control(context)];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [readLog(context, 'Find clients that fetched the version since')];
}

/** Nothing in MLflow stops a client that names the version; applying again moves the mark, and the next look shows who still comes. */
export function killCommands(context: StepContext): readonly Command[] {
  return residualCommands(context);
}

export function undoCommands(context: StepContext): readonly Command[] {
  const to = param(context, 'undoVersion');
  return isStage(context)
    ? [setStage(context, to, param(context, 'handle')), version(context, 'undoVersion', 'Read it back')]
    : [setAlias(context, to), resolve(context)];
}
