import type { StandardHandleResult } from '@orpc/server/standard';
import { failure, isUnlogged, toFailure, toTypedError } from './to-failure.ts';

interface Next {
  readonly request: { readonly url: URL };
  next(): PromiseLike<StandardHandleResult>;
}

/**
 * Both transports answer with failures of the contract only, also where the router never gets to speak: an operation that
 * does not exist, a body that cannot be decoded. A defect is told to the log of the host and stays unnamed to the client.
 */
export const rpcOptions = {
  rootInterceptors: [
    async (options: Next): Promise<StandardHandleResult> => {
      const result = await options.next();
      if (result.matched) return result;
      const name = options.request.url.pathname
        .split('/')
        .filter((part) => part !== '' && part !== 'rpc')
        .join('.');
      const error = toTypedError(failure('UNKNOWN_OPERATION', `This console has no operation ${name.slice(0, 80)}.`));
      return { matched: true, response: { status: error.status, headers: {}, body: { json: error.toJSON() } } };
    },
  ],
  interceptors: [
    async (options: Next): Promise<StandardHandleResult> => {
      try {
        return await options.next();
      } catch (thrown) {
        if (isUnlogged(thrown)) console.error(thrown);
        throw toTypedError(toFailure(thrown));
      }
    },
  ],
};
