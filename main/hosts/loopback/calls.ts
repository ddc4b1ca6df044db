import type { IncomingMessage, ServerResponse } from 'node:http';
import { RPCHandler } from '@orpc/server/node';
import type { App, CallContext, Session } from '../../app/app.ts';
import { BulkheadError } from '../../../shared/domain/failure.ts';
import { rpcOptions } from '../rpc-options.ts';
import { largestCall, WireBody } from '../wire-body.ts';

export type CallServer = (request: IncomingMessage, response: ServerResponse, session: Session) => Promise<void>;

export function serveCalls(app: App): CallServer {
  const handler = new RPCHandler<CallContext>(app.router, { ...rpcOptions });
  return async (request, response, session) => {
    if (!/^application\/json(\s*;|$)/i.test(request.headers['content-type'] ?? '')) {
      throw new BulkheadError('BAD_INPUT', 'A call is sent as application/json.');
    }
    // The handler takes a body that was read before, so the cap and the decoding are ours.
    const body = await readBody(request);
    await handler.handle(Object.assign(request, { body }), response, { prefix: '/rpc', context: { session } });
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const tooLarge = new BulkheadError('BAD_INPUT', `A call holds at most ${largestCall} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > largestCall) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early keeps the request alive, so that its rest can be read and thrown away behind the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > largestCall) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return WireBody.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))));
  } catch (cause) {
    throw new BulkheadError('BAD_INPUT', 'The body of the call cannot be read.', { cause });
  }
}
