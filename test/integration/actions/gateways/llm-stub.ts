import type { IncomingMessage, ServerResponse } from 'node:http';
import { startApp } from './servers.ts';

/** What the stub is told to be: `forgetful` is a second worker that still remembers the key. */
export interface LlmStub {
  readonly url: string;
  readonly seen: readonly string[];
  batch: 'none' | 'in_progress' | 'cancelling';
  forgetful: boolean;
  stop(): void;
}

export interface StubKeys {
  readonly old: string;
  readonly control: string;
  readonly admin: string;
  readonly id: string;
}

// Recorded shapes. LiteLLM 1.104.0: the refusal as captured by others, /key/info and /key/block as its documentation shows them.
// OpenAI: administration API reference, project API keys. Anthropic: Admin API reference, API keys. None was called from here.
const LITELLM_BLOCKED = {
  error: {
    message: "Authentication Error, Key is blocked. Update via `/key/unblock` if you're an admin.",
    type: 'auth_error',
    param: 'None',
    code: '401',
  },
};
const OPENAI_REFUSED = {
  error: {
    message: 'Incorrect API key provided: sk-proj-********abcd.',
    type: 'invalid_request_error',
    param: null,
    code: 'invalid_api_key',
  },
};
const ANTHROPIC_REFUSED = { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } };

/** A provider that answers as recorded: LiteLLM, OpenAI and Anthropic, told apart by path and header. */
export async function startLlmStub(kind: 'litellm' | 'openai' | 'anthropic', keys: StubKeys): Promise<LlmStub> {
  const seen: string[] = [];
  const state = { off: false, calls: 0 };
  const stub = { batch: 'none' as LlmStub['batch'], forgetful: false };
  const refused = { litellm: LITELLM_BLOCKED, openai: OPENAI_REFUSED, anthropic: ANTHROPIC_REFUSED }[kind];
  const keyOf = (request: IncomingMessage): string =>
    kind === 'anthropic'
      ? String(request.headers['x-api-key'])
      : (request.headers.authorization ?? '').replace('Bearer ', '');
  const answer = (response: ServerResponse, code: number, body: unknown): void => {
    response.writeHead(code, { 'content-type': 'application/json' });
    // OpenAI prints its answers over several lines, the others on one.
    response.end(JSON.stringify(body, null, kind === 'openai' ? 2 : 0));
  };
  const keyObject = (): unknown => {
    if (kind === 'litellm')
      return {
        key: keys.id,
        info: { key_name: 'sk-...BB8A', spend: 0.07, blocked: state.off ? true : null, user_id: 'svc-recommender' },
      };
    if (kind === 'openai')
      return {
        object: 'organization.project.api_key',
        redacted_value: 'sk-abc...def',
        name: 'reco',
        created_at: 1711471533,
        id: keys.id,
      };
    return {
      id: keys.id,
      type: 'api_key',
      name: 'reco',
      partial_key_hint: 'sk-ant-api03-R2D...igAA',
      status: state.off ? 'inactive' : 'active',
    };
  };
  const manage = (request: IncomingMessage, response: ServerResponse, path: string, body: string): void => {
    if (keyOf(request) !== keys.admin) return answer(response, 401, refused);
    if (path === '/key/block' || path === '/key/unblock') {
      if ((JSON.parse(body) as { key: string }).key !== keys.id)
        return answer(response, 404, { error: { code: '404' } });
      state.off = path === '/key/block';
      return answer(response, 200, { token: keys.id, key_name: 'sk-...BB8A', blocked: state.off });
    }
    if (!path.includes(keys.id) || (kind === 'openai' && state.off))
      return answer(response, 404, { error: { code: '404' } });
    if (request.method === 'DELETE') {
      state.off = true;
      return answer(response, 200, { object: 'organization.project.api_key.deleted', id: keys.id, deleted: true });
    }
    if (request.method === 'POST') state.off = (JSON.parse(body) as { status: string }).status !== 'active';
    return answer(response, 200, keyObject());
  };
  const use = (request: IncomingMessage, response: ServerResponse, path: string): void => {
    state.calls += 1;
    const remembered = stub.forgetful && state.calls % 3 === 0;
    const key = keyOf(request);
    if (key !== keys.control && (key !== keys.old || (state.off && !remembered))) return answer(response, 401, refused);
    if (path.endsWith('/cancel')) stub.batch = 'cancelling';
    const status =
      kind === 'anthropic'
        ? { processing_status: stub.batch === 'cancelling' ? 'canceling' : stub.batch }
        : { status: stub.batch };
    const data = stub.batch === 'none' ? [] : [{ id: 'batch_1', ...status }];
    return answer(
      response,
      200,
      path.includes('batches') ? { object: 'list', data, has_more: false } : { object: 'list', data: [{ id: 'm' }] },
    );
  };
  const app = await startApp((request, response) => {
    const path = request.url ?? '';
    seen.push(`${request.method ?? ''} ${path}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (/^\/key\/|\/organizations?\//.test(path))
        manage(request, response, path, Buffer.concat(chunks).toString('utf8'));
      else use(request, response, path);
    });
  });
  return Object.assign(stub, { url: `http://127.0.0.1:${app.port}`, seen, stop: () => app.stop() });
}
