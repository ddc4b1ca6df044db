import type { ChildProcess } from 'node:child_process';
import type { HeldSession } from '../../../main/hosts/cli/demo/rig/rig.ts';

/** A client program that was let in and answers one line for each line it is sent: alive while the right answer comes back. */
export async function lineSession(
  client: ChildProcess,
  ask: (n: number) => { readonly send: string; readonly hears: string },
  end: () => void,
): Promise<HeldSession> {
  let asked = 0;
  const alive = async (): Promise<boolean> => {
    asked += 1;
    return answers(client, ask(asked));
  };
  if (!(await alive())) throw new Error('the session could not be opened');
  return { alive, end };
}

async function answers(
  client: ChildProcess,
  { send, hears }: { readonly send: string; readonly hears: string },
): Promise<boolean> {
  const { stdin, stdout } = client;
  if (client.exitCode !== null || client.signalCode !== null || stdin === null || stdout === null) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), 5000);
  let heard = '';
  const onData = (chunk: Buffer): void => {
    heard += chunk.toString('utf8');
    if (heard.includes(hears)) resolve(true);
  };
  const onExit = (): void => resolve(false);
  stdout.on('data', onData);
  client.once('exit', onExit);
  stdin.write(`${send}\n`);
  const answer = await promise;
  clearTimeout(timer);
  stdout.off('data', onData);
  client.off('exit', onExit);
  return answer;
}
