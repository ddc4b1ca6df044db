import type { Command, Output, StepContext } from '../../../shared/domain/action.ts';
import { listAt, textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { answerOf, header, NOTHING_SHOWN, secretCall } from '../secret-call.ts';

/** One call of a server that speaks the OpenAI API; `base` without `/v1`. A body makes it a POST. */
export function serverCall(
  context: StepContext,
  title: string,
  base: string,
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Command {
  const key = param(context, 'apiKeyFile');
  const sends = body === undefined ? [] : ['-H', 'Content-Type: application/json', '--data-raw', JSON.stringify(body)];
  const shows = key === '' ? NOTHING_SHOWN : header('Authorization: Bearer ', key);
  return secretCall(title, `${base.replace(/\/+$/, '')}${path}`, shows, sends);
}

export interface ServedModel {
  readonly id: string;
  /** Where vLLM loaded it from; empty with other servers. */
  readonly root: string;
}

/** What `/v1/models` lists; undefined when the answer is no list. */
export function servedModels(output: Output | undefined): readonly ServedModel[] | undefined {
  const answer = answerOf(output);
  if (answer?.code !== 200) return undefined;
  return listAt(answer.body, 'data')?.map((one) => ({ id: textAt(one, 'id'), root: textAt(one, 'root') }));
}
