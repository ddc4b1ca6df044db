import type { Command, Output, StepContext } from '../../../shared/domain/action.ts';
import { at, listAt, textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { answerOf, callTrouble, header, login, NOTHING_SHOWN, secretCall, type Shows } from '../secret-call.ts';

export const STAGES = ['Production', 'Staging'];

/** Name and password, a bearer token, or nothing, as the server asks for. */
function shows(context: StepContext): Shows {
  const file = param(context, 'tokenFile');
  if (file === '') return NOTHING_SHOWN;
  const user = param(context, 'user');
  return user === '' ? header('Authorization: Bearer ', file) : login(user, file);
}

/** One call of the MLflow REST API 2.0; `path` with query. A body makes it a POST unless another method is named. */
export function mlflow(
  context: StepContext,
  title: string,
  path: string,
  body?: Readonly<Record<string, unknown>>,
  options: readonly string[] = [],
): Command {
  const sends = body === undefined ? [] : ['-H', 'Content-Type: application/json', '--data-raw', JSON.stringify(body)];
  const url = `${param(context, 'baseUrl').replace(/\/+$/, '')}/api/2.0/mlflow/${path}`;
  return secretCall(title, url, shows(context), [...sends, ...options]);
}

/** What a name resolves to: the version, `none` where MLflow says that there is no such alias, or `unclear`. */
export function aliasTarget(output: Output | undefined): string {
  const answer = answerOf(output);
  if (answer?.code === 200) return textAt(answer.body, 'model_version', 'version') || 'unclear';
  // Both stores of MLflow answer a missing alias with 400 and this text; a missing model is 404 and says nothing about an alias.
  const missing = /^Registered model alias \S{1,200} not found\.$/.test(textAt(answer?.body, 'message'));
  return answer?.code === 400 && missing ? 'none' : 'unclear';
}

/** Names that lead to a version; undefined when the answer is not the model. MLflow leaves an empty list out. */
export function aliasesOf(output: Output | undefined, version: string): readonly string[] | undefined {
  const answer = answerOf(output);
  if (answer?.code !== 200 || textAt(answer.body, 'registered_model', 'name') === '') return undefined;
  return (listAt(answer.body, 'registered_model', 'aliases') ?? []).flatMap((one) =>
    textAt(one, 'version') === version ? [textAt(one, 'alias') || 'unnamed'] : [],
  );
}

export interface Version {
  readonly stage: string;
  readonly quarantined: boolean;
}

/** `gone` where MLflow does not know the version. */
export function versionOf(output: Output | undefined): Version | 'gone' | 'unclear' {
  const answer = answerOf(output);
  if (answer?.code === 404 && textAt(answer.body, 'error_code') === 'RESOURCE_DOES_NOT_EXIST') return 'gone';
  if (answer?.code !== 200 || textAt(answer.body, 'model_version', 'version') === '') return 'unclear';
  const tags = listAt(answer.body, 'model_version', 'tags') ?? [];
  return {
    stage: textAt(answer.body, 'model_version', 'current_stage') || 'None',
    quarantined: tags.some((tag) => at(tag, 'key') === 'quarantined' && at(tag, 'value') === 'true'),
  };
}

export function mlflowTrouble(output: Output | undefined): string {
  const answer = answerOf(output);
  if (answer?.code === 401 || answer?.code === 403) return 'MLflow refused the credential';
  if (answer?.code === 404) return 'MLflow does not know the model';
  return callTrouble(answer);
}
