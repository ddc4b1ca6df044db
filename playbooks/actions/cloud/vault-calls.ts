import type { Command, Output, ParamField, StepContext } from '../../../shared/domain/action.ts';
import { listAt, textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { answerOf, callTrouble, header, secretCall } from '../secret-call.ts';

/** The HTTP API, which Vault and OpenBao share: the token comes by standard input, never from the environment. */
export const vaultFields: readonly ParamField[] = [
  {
    name: 'vault',
    label: 'Address of the vault',
    kind: 'url',
    hint: 'Of Vault or OpenBao, without /v1.',
    example: 'https://vault.example:8200',
  },
  {
    name: 'adminToken',
    label: 'Token of the responder',
    kind: 'secret-file',
    hint: 'May list and revoke leases (sudo on sys/leases). One line.',
    example: '/run/ir/vault.token',
  },
];

/** One request. A body stands in the arguments: it holds names and accessors, which open nothing. */
export function vaultCall(
  context: StepContext,
  title: string,
  request: readonly [method: string, path: string, body?: Readonly<Record<string, string | boolean>>],
  tokenFile = 'adminToken',
): Command {
  const [method, path, body] = request;
  const url = `${param(context, 'vault').replace(/\/+$/, '')}/v1/${path}`;
  const data = body === undefined ? [] : ['--data-raw', JSON.stringify(body)];
  return secretCall(title, url, header('X-Vault-Token: ', param(context, tokenFile)), ['-X', method, ...data]);
}

/** The errors of an answer in one line; empty without any. */
export function vaultErrors(output: Output | undefined): string {
  return (listAt(answerOf(output)?.body, 'errors') ?? [])
    .filter((one) => typeof one === 'string')
    .join('; ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}

/** Why a call proves nothing. */
export function vaultTrouble(output: Output | undefined): string {
  const errors = vaultErrors(output);
  return errors === '' ? callTrouble(answerOf(output)) : `${callTrouble(answerOf(output))} (${errors})`;
}

/** Keys of a LIST; 404 without errors is how an empty list is answered. Undefined when it is neither. */
export function keysListed(output: Output | undefined): readonly string[] | undefined {
  const answer = answerOf(output);
  const errors = listAt(answer?.body, 'errors');
  if (answer?.code === 404 && errors?.length === 0) return [];
  if (answer?.code !== 200) return undefined;
  return listAt(answer.body, 'data', 'keys')?.filter((key) => typeof key === 'string');
}

export type TokenAnswer = 'alive' | 'dead' | 'unclear';

/**
 * What `auth/token/lookup-self` says. Vault from 1.17 tells `invalid token` for a token nobody knows; before, `permission denied` alone,
 * which a token without the policy `default` is told too: whoever asks for proof looks the accessor up as well.
 */
export function tokenAnswer(output: Output | undefined): TokenAnswer {
  const answer = answerOf(output);
  if (answer?.code === 200 && textAt(answer.body, 'data', 'accessor') !== '') return 'alive';
  return answer?.code === 403 && /permission denied|bad token|invalid token/.test(vaultErrors(output))
    ? 'dead'
    : 'unclear';
}

/** What a lookup by accessor says; `dead` is 403 or 404 with the vault's own words for an accessor nobody knows. */
export function accessorAnswer(output: Output | undefined): TokenAnswer {
  const answer = answerOf(output);
  if (answer?.code === 200 && textAt(answer.body, 'data', 'accessor') !== '') return 'alive';
  const gone =
    answer !== undefined && [400, 403, 404].includes(answer.code) && /invalid accessor/.test(vaultErrors(output));
  return gone ? 'dead' : 'unclear';
}
