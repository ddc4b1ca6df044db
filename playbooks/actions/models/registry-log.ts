import type { Command, Output, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { isIncomplete, linesOf } from '../pasted-text.ts';
import { through } from '../via.ts';

/** Marks our own call in the access log, so that what came after the withdrawal can be told from what came before. */
export function marker(context: StepContext, when: string): string {
  return `bulkhead-${context.actionId}-${when}`;
}

/** Requests for the model in the access log: by alias, and for where the files of a version are. */
export function readLog(context: StepContext, title: string): Command {
  const wanted =
    'registered-models/alias|model-versions/get-download-uri|registered-models/get-latest-versions|bulkhead-';
  return {
    title,
    argv: through(param(context, 'via'), ['grep', '-E', wanted, param(context, 'accessLog')]),
    timeoutMs: 30_000,
  };
}

interface Request {
  readonly client: string;
  readonly kind: 'resolved' | 'fetched';
}

const LINE = /^(\S{1,45}) \S+ \S+ \[[^\]]{1,60}\] "(GET|POST) (\S{1,2000}) HTTP\/[0-9.]+" (\d{3}) /;

function requestOf(line: string, context: StepContext): Request | undefined {
  const [, client = '', , target = '', code = ''] = LINE.exec(line) ?? [];
  if (!/^[0-9A-Fa-f.:]+$/.test(client) || !code.startsWith('2') || line.includes('"bulkhead-')) return undefined;
  const [path = '', query = ''] = target.split('?');
  const words = query.split('&');
  if (path.endsWith('/registered-models/get-latest-versions')) return { client, kind: 'resolved' };
  if (!words.includes(`name=${param(context, 'model')}`)) return undefined;
  if (path.endsWith('/registered-models/alias')) return { client, kind: 'resolved' };
  const ours = words.includes(`version=${param(context, 'version')}`);
  return ours && path.endsWith('/model-versions/get-download-uri') ? { client, kind: 'fetched' } : undefined;
}

/** Lines of an access log in the combined format; undefined when the output is no such log. */
function logLines(output: Output | undefined): readonly string[] | undefined {
  if (isIncomplete(output)) return undefined;
  const lines = linesOf(output).filter((line) => LINE.test(line));
  return lines.length === 0 ? undefined : lines;
}

/**
 * Clients that fetched the version without ever asking for an alias or a stage: they name it themselves, so no withdrawal reaches them.
 * Undefined when the log shows no request at all, not even ours.
 */
export function pinnedClients(output: Output | undefined, context: StepContext): readonly string[] | undefined {
  const lines = logLines(output);
  if (lines === undefined) return undefined;
  const requests = lines.map((line) => requestOf(line, context)).filter((request) => request !== undefined);
  const resolving = new Set(requests.filter(({ kind }) => kind === 'resolved').map(({ client }) => client));
  const fetching = new Set(requests.filter(({ kind }) => kind === 'fetched').map(({ client }) => client));
  return [...fetching].filter((client) => !resolving.has(client));
}

/** Clients that fetched the version after our last call that is marked so; undefined when the log does not have that call. */
export function fetchedSince(
  output: Output | undefined,
  context: StepContext,
  when: string,
): readonly string[] | undefined {
  const lines = logLines(output);
  const last = lines?.findLastIndex((line) => line.includes(`"${marker(context, when)}"`)) ?? -1;
  if (lines === undefined || last === -1) return undefined;
  const requests = lines.slice(last + 1).map((line) => requestOf(line, context));
  return [...new Set(requests.flatMap((one) => (one?.kind === 'fetched' ? [one.client] : [])))];
}
