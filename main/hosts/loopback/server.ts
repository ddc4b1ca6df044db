import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App, Session } from '../../app/app.ts';
import type { RendererFiles } from '../renderer-files.ts';
import { failure, isUnlogged, toFailure } from '../to-failure.ts';
import { answerFailure, answerFile, answerText, discardRest, setSecurityHeaders } from './answers.ts';
import { serveCalls } from './calls.ts';
import { foreignRequest } from './same-origin.ts';
import { openGate, type SessionGate } from './session-gate.ts';
import { serveUpload } from './upload.ts';

export interface LoopbackServer {
  readonly origin: string;
  /** The address that lets one browser in, once. */
  readonly enterUrl: string;
  close(): Promise<void>;
}

/** A silent connection is given up after this long. The feed sends a sign of life every few seconds, uploads send bytes. */
const silence = 120_000;

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly path: string };

export async function startServer(app: App, files: RendererFiles, port: number): Promise<LoopbackServer> {
  const server = createServer({ requestTimeout: 0, headersTimeout: 10_000 });
  server.setTimeout(silence);
  await listen(server, port);
  const chosen = (server.address() as AddressInfo).port;
  const origin = `http://127.0.0.1:${chosen}`;
  const gate = openGate(chosen, () => app.openSession());
  const calls = serveCalls(app);

  async function serve({ request, response, path }: Exchange, session: Session): Promise<void> {
    if (path.startsWith('/rpc/') || path === '/upload') {
      if (request.method !== 'POST') return answerText(response, 405, 'Only POST is served here.');
      return path === '/upload' ? serveUpload(app, request, response, session) : calls(request, response, session);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answerText(response, 405, 'Only GET is served here.');
    const file = files.get(path);
    return file === undefined
      ? answerText(response, 404, 'There is nothing here.')
      : answerFile(request, response, file);
  }

  async function handle(exchange: Exchange): Promise<void> {
    const { request, path } = exchange;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const reason = foreignRequest(request.headers, origin, !reads);
    if (reason !== undefined) return refuse(exchange, `Refused: ${reason}.`);
    const session = gate.sessionOf(request.headers.cookie);
    if (path === '/enter') return enter(exchange, gate, session !== undefined);
    if (session === undefined)
      return refuse(exchange, 'Refused: this browser has not entered by the link that the console printed.');
    return serve(exchange, session);
  }

  server.on('request', (request, response) => {
    setSecurityHeaders(response);
    // The path stays as it travels: nothing is decoded, so nothing can fail to decode.
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    // An exception in an asynchronous listener would end the process, so every way out ends here.
    handle({ request, response, path })
      .catch((thrown: unknown) => answerThrown(thrown, response, path))
      .finally(() => discardRest(request));
  });

  return {
    origin,
    enterUrl: `${origin}${gate.link}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function enter({ request, response }: Exchange, gate: SessionGate, inside: boolean): void {
  if (request.method !== 'GET') return answerText(response, 405, 'Only GET is served here.');
  // Whoever is inside already only went back in the history; a browser that loads ahead must not use the link up.
  if (request.headers['sec-purpose'] !== undefined) return answerText(response, 403, 'This link is not loaded ahead.');
  const cookie = inside ? undefined : gate.enter(/[?&]t=([\w-]+)$/.exec(request.url ?? '')?.[1] ?? '');
  if (!inside && cookie === undefined) {
    return answerText(
      response,
      403,
      'This link is not valid, or was used before. Start the console again for a new one.',
    );
  }
  if (cookie !== undefined) response.setHeader('set-cookie', cookie);
  response.writeHead(303, { location: '/', 'cache-control': 'no-store' });
  response.end();
}

function refuse({ response, path }: Exchange, message: string): void {
  if (path.startsWith('/rpc') || path === '/upload') answerFailure(response, path, failure('HOST_REFUSED', message));
  else answerText(response, 403, message);
}

function answerThrown(thrown: unknown, response: ServerResponse, path: string): void {
  // The client went away in the middle: there is nobody to tell, and nothing is wrong.
  if (response.destroyed || response.socket?.destroyed === true) return;
  if (isUnlogged(thrown)) console.error(thrown);
  if (response.headersSent) response.destroy();
  else answerFailure(response, path, toFailure(thrown));
}
