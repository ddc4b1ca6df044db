import { appendFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { startApp } from '../gateways/servers.ts';

export interface MlflowStub {
  readonly url: string;
  readonly aliases: Map<string, string>;
  readonly stages: Map<string, string>;
  stop(): void;
}

type Body = Readonly<Record<string, string>>;

/** MLflow with one model of three versions, and an access log in front of it. Shapes as in the REST API 2.0 of MLflow 2.22. */
export async function startMlflowStub(token: string, accessLog: string): Promise<MlflowStub> {
  const aliases = new Map([
    ['prod', '7'],
    ['control', '5'],
  ]);
  const stages = new Map([['7', 'Production']]);
  const tags = new Map<string, { key: string; value: string }[]>();
  const version = (number: string): unknown => ({
    name: 'wealth-llm',
    version: number,
    creation_timestamp: 1_764_000_000_000,
    current_stage: stages.get(number) ?? 'None',
    status: 'READY',
    source: `mlflow-artifacts:/1/${number}`,
    ...(tags.has(number) ? { tags: tags.get(number) } : {}),
  });
  const wrong = (text: string): readonly [number, unknown] => [
    400,
    { error_code: 'INVALID_PARAMETER_VALUE', message: text },
  ];
  const gone = (text: string): readonly [number, unknown] => [
    404,
    { error_code: 'RESOURCE_DOES_NOT_EXIST', message: text },
  ];
  const change = (route: string, method: string, body: Body): readonly [number, unknown] => {
    if (route === 'DELETE registered-models/alias') aliases.delete(body['alias'] ?? '');
    else if (route === 'POST registered-models/alias') aliases.set(body['alias'] ?? '', body['version'] ?? '');
    else if (route === 'POST model-versions/transition-stage') {
      stages.set(body['version'] ?? '', body['stage'] ?? '');
      return [200, { model_version: version(body['version'] ?? '') }];
    } else if (route === 'POST model-versions/set-tag')
      tags.set(body['version'] ?? '', [{ key: body['key'] ?? '', value: body['value'] ?? '' }]);
    else return [405, `${method} not allowed`];
    return [200, {}];
  };
  const read = (path: string, query: URLSearchParams): readonly [number, unknown] => {
    const name = query.get('name') ?? '';
    if (name !== 'wealth-llm') return gone(`Registered Model with name=${name} not found`);
    const number = query.get('version') ?? '';
    switch (path) {
      case 'registered-models/alias': {
        const alias = query.get('alias') ?? '';
        const to = aliases.get(alias);
        return to === undefined
          ? wrong(`Registered model alias ${alias} not found.`)
          : [200, { model_version: version(to) }];
      }
      case 'registered-models/get': {
        const listed = [...aliases].map(([alias, to]) => ({ alias, version: to }));
        return [200, { registered_model: { name, ...(listed.length === 0 ? {} : { aliases: listed }) } }];
      }
      case 'model-versions/get-download-uri':
        return [200, { artifact_uri: `mlflow-artifacts:/1/${number}` }];
      default:
        return ['5', '6', '7'].includes(number)
          ? [200, { model_version: version(number) }]
          : gone(`Model Version (name=${name}, version=${number}) not found`);
    }
  };
  const app = await startApp((request, response: ServerResponse) => {
    const url = new URL(request.url ?? '', 'http://stub');
    const path = url.pathname.replace('/api/2.0/mlflow/', '');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const method = request.method ?? '';
      const [code, body] =
        request.headers.authorization === `Bearer ${token}`
          ? method === 'GET'
            ? read(path, url.searchParams)
            : change(`${method} ${path}`, method, JSON.parse(text) as Body)
          : [401, 'You are not authenticated.'];
      const client = request.headers['x-test-client'] ?? '127.0.0.1';
      const agent = request.headers['user-agent'] ?? '-';
      appendFileSync(
        accessLog,
        `${String(client)} - - [25/Nov/2026:22:00:00 +0000] "${method} ${request.url ?? ''} HTTP/1.1" ${code} 9 "-" "${agent}"\n`,
      );
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  return { url: `http://127.0.0.1:${app.port}`, aliases, stages, stop: () => app.stop() };
}
