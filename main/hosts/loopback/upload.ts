import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Session } from '../../app/app.ts';
import { BulkheadError } from '../../../shared/domain/failure.ts';
import { answerJson } from './answers.ts';

/**
 * A file of any size goes straight into the vault's staging area. The core pulls chunk by chunk; while it writes one, the
 * socket is not read, so the browser waits and memory stays flat.
 */
export async function serveUpload(
  app: App,
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
): Promise<void> {
  // Not a type that a form can send: another site would have to ask first, and is refused.
  if (request.headers['content-type'] !== 'application/octet-stream') {
    throw new BulkheadError('BAD_INPUT', 'A file is uploaded as application/octet-stream.');
  }
  const staged = await app.stageUpload(
    session,
    request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
  );
  answerJson(response, 200, staged);
}
