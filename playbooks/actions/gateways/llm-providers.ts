import type { Command, Output, StdinPart, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { QUIET_CURL, statusCodes } from './gateway-calls.ts';
import { jsonOf, listOf, objectOf, textOf } from './json-body.ts';

export const PROVIDERS = ['litellm', 'openai', 'anthropic', 'azure-openai'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Azure hands the new key out in the answer to the very call that ends the old one, so it is done by hand there. */
export function provider(context: StepContext): Provider {
  return PROVIDERS.find((name) => name === param(context, 'provider')) ?? 'azure-openai';
}

function headers(context: StepContext, keyFile: string): readonly StdinPart[] {
  const name = {
    litellm: 'Authorization: Bearer ',
    openai: 'Authorization: Bearer ',
    anthropic: 'x-api-key: ',
    'azure-openai': 'api-key: ',
  }[provider(context)];
  const more = provider(context) === 'anthropic' ? 'anthropic-version: 2023-06-01\n' : '';
  return [{ text: name }, { secretFile: keyFile }, { text: `\n${more}` }];
}

export interface Call {
  readonly title: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** From the root of the address on, with query. */
  readonly path: string;
  readonly keyFile: string;
  readonly body?: string;
}

/** A management call: body and status are printed. Neither holds a key, only its id, its hash or its last letters. */
export function manage(context: StepContext, call: Call): Command {
  const body = call.body === undefined ? [] : ['-H', 'Content-Type: application/json', '--data-raw', call.body];
  return {
    title: call.title,
    argv: [
      ...QUIET_CURL,
      '-X',
      call.method,
      '-H',
      '@-',
      ...body,
      '-w',
      '\\nhttp_code=%{http_code}\\n',
      baseUrl(context) + call.path,
    ],
    stdin: headers(context, call.keyFile),
    timeoutMs: 12_000,
  };
}

/** Asks for the list of models `times` times with a key: what every client can do, and nothing it costs. No body is printed. */
export function modelCalls(context: StepContext, title: string, keyFile: string, times: number): Command {
  const azure = provider(context) === 'azure-openai';
  const url = `${baseUrl(context)}${azure ? '/openai/models?api-version=2024-10-21' : '/v1/models'}`;
  const calls = Array.from({ length: times }, () => ['-o', '/dev/null', url]).flat();
  return {
    title,
    argv: [...QUIET_CURL, '-H', '@-', '-w', 'http_code=%{http_code}\\n', ...calls],
    stdin: headers(context, keyFile),
    timeoutMs: 60_000,
  };
}

function baseUrl(context: StepContext): string {
  return param(context, 'baseUrl').replace(/\/$/, '');
}

export function keyPath(context: StepContext): string {
  const id = param(context, 'keyId');
  switch (provider(context)) {
    case 'litellm':
      return `/key/info?key=${id}`;
    case 'openai':
      return `/v1/organization/projects/${param(context, 'project')}/api_keys/${id}`;
    default:
      return `/v1/organizations/api_keys/${id}`;
  }
}

export type KeyState = 'active' | 'off' | 'gone' | 'unclear';

/** What the provider says about the key itself. */
export function keyState(output: Output | undefined, context: StepContext): KeyState {
  const code = statusCodes(output)?.[0];
  if (code === 404) return 'gone';
  if (code !== 200) return 'unclear';
  const body = jsonOf(output);
  switch (provider(context)) {
    case 'litellm': {
      const info = objectOf(body?.['info']);
      return info === undefined ? 'unclear' : info['blocked'] === true ? 'off' : 'active';
    }
    case 'openai':
      return body?.['object'] === 'organization.project.api_key' && body['id'] === param(context, 'keyId')
        ? 'active'
        : 'unclear';
    case 'anthropic': {
      const status = body?.['id'] === param(context, 'keyId') ? textOf(body['status']) : '';
      if (status === 'active') return 'active';
      return status === '' ? 'unclear' : 'off';
    }
    default:
      return 'unclear';
  }
}

export function batchesPath(context: StepContext): string {
  return provider(context) === 'anthropic' ? '/v1/messages/batches' : '/v1/batches';
}

const RUNNING = new Set(['validating', 'in_progress', 'finalizing']);

/** Batch jobs that still run; `undefined` when the answer is no list, or has more pages than the one that was read. */
export function runningBatches(output: Output | undefined): readonly string[] | undefined {
  if (statusCodes(output)?.[0] !== 200) return undefined;
  const body = jsonOf(output);
  const batches = listOf(body?.['data']);
  if (batches === undefined || body?.['has_more'] === true) return undefined;
  return batches
    .filter((batch) => RUNNING.has(textOf(batch['status']) || textOf(batch['processing_status'])))
    .map((batch) => textOf(batch['id']))
    .filter((id) => /^[A-Za-z0-9_.:-]+$/.test(id));
}
