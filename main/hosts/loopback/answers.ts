import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Failure } from '../../../shared/domain/failure.ts';
import { securityHeaders } from '../csp.ts';
import { statusOf, toTypedError } from '../to-failure.ts';
import type { RendererFile } from '../renderer-files.ts';

/** Before anything else, so that no way out of the handler forgets them. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
}

export function answerFile(request: IncomingMessage, response: ServerResponse, file: RendererFile): void {
  response.writeHead(200, { ...file.headers, 'content-length': file.body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

/** For a person who looks at the address bar. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}

export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

/** A refusal in the shape that the caller reads: the transport's envelope for calls, the failure itself for uploads. */
export function answerFailure(
  response: ServerResponse,
  path: string,
  failure: Failure,
  status = statusOf(failure.code),
): void {
  if (path.startsWith('/rpc')) answerJson(response, status, { json: { ...toTypedError(failure).toJSON(), status } });
  else answerJson(response, status, failure);
}

/**
 * The answer is given, but the client may still be sending. Closing at once would reset the connection and take the answer
 * with it, so the rest is thrown away for a moment before the connection ends.
 */
export function discardRest(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const deadline = setTimeout(() => request.destroy(), 3000);
  request.once('close', () => clearTimeout(deadline));
}
