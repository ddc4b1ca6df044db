import { randomBytes } from 'node:crypto';
import type { WorkProgress } from '../../../shared/contract/contract.ts';
import type { Client } from './open-console.ts';

interface Named {
  readonly work: string;
}
interface Stoppable {
  readonly signal: AbortSignal;
}

const WORDS: Readonly<Record<WorkProgress['phase'], string>> = {
  files: 'bytes of the bundle hashed',
  entries: 'entries checked',
  evidence: 'bytes of evidence read',
};

/**
 * Long work with a line that says how far it is, where somebody looks at a terminal; and Ctrl-C, which stops it and is told as the
 * failure CANCELLED. What was on its way is cleaned up by the core before this returns.
 */
export async function watched<T>(client: Client, call: (named: Named, options: Stoppable) => Promise<T>): Promise<T> {
  const work = randomBytes(16).toString('hex');
  const stop = new AbortController();
  const done = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  const following = process.stderr.isTTY ? showProgress(client, work, done.signal) : Promise.resolve();
  try {
    return await call({ work }, { signal: stop.signal });
  } finally {
    process.off('SIGINT', interrupt);
    done.abort();
    await following;
  }
}

async function showProgress(client: Client, work: string, signal: AbortSignal): Promise<void> {
  for await (const progress of await client.work.follow({ work }, { signal })) {
    process.stderr.write(`\r\u001b[K${progressText(progress)}`);
  }
  process.stderr.write('\r\u001b[K');
}

export function progressText({ phase, done, total }: WorkProgress): string {
  const of = total > 0 ? ` of ${total} (${Math.floor((100 * done) / total)} %)` : '';
  return `${done}${of} ${WORDS[phase]}`;
}
