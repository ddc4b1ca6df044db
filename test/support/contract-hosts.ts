import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClientContext, createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as HttpLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract, FeedEvent } from '../../shared/contract/contract.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { BuiltHosts } from './built-hosts.ts';
import { runElectron } from './electron-run.ts';
import { runLoopback } from './loopback-run.ts';
import { cookieOf, send } from './raw-http.ts';
import { runNode } from './run-node.ts';

export type Outcome = { readonly output: unknown } | { readonly failure: Failure };

/** One host over one home, seen only through what a client of it can do. */
export interface HostUnderTest {
  readonly home: string;
  /** By name, as it is written in the contract, so that a name that is not in it can be tried too. */
  call(operation: string, input: unknown): Promise<Outcome>;
  /** Not every host has a feed. */
  readonly follow?: (signal: AbortSignal) => Promise<AsyncIterator<FeedEvent>>;
  stop(): Promise<void>;
}

type Link = HttpLink<ClientContext> | PortLink<ClientContext>;

function overLink(link: Link): Pick<HostUnderTest, 'call'> & Required<Pick<HostUnderTest, 'follow'>> {
  return {
    call: async (operation, input) => {
      try {
        return { output: await link.call(operation.split('.'), input, { context: {} }) };
      } catch (error) {
        if (!(error instanceof ORPCError)) throw error;
        const { code, message, data } = error as ORPCError<Failure['code'], Omit<Failure, 'code' | 'message'>>;
        return { failure: { code, message, ...data } };
      }
    },
    follow: (signal) => {
      const client: ContractRouterClient<Contract> = createORPCClient(link);
      return client.console.feed({}, { signal });
    },
  };
}

function temporaryHome(): { home: string; remove: () => void } {
  const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-host-'));
  return { home: join(scratch, 'home'), remove: () => rmSync(scratch, { recursive: true, force: true }) };
}

async function loopbackHost(built: BuiltHosts): Promise<HostUnderTest> {
  const { home, remove } = temporaryHome();
  const run = await runLoopback(built.entry('loopback'), home);
  const port = Number(new URL(run.origin).port);
  const cookie = cookieOf(await send(port, { path: run.url.slice(run.origin.length) }));
  const link = new HttpLink({ url: `${run.origin}/rpc`, headers: () => ({ cookie, origin: run.origin }) });
  const stop = async (): Promise<void> => {
    await run.stop();
    remove();
  };
  return { home, stop, ...overLink(link) };
}

async function electronHost(built: BuiltHosts): Promise<HostUnderTest> {
  const { home, remove } = temporaryHome();
  const run = runElectron(built.entry('index'), home);
  await run.started;
  const link = new PortLink({ port: await run.connect() });
  const stop = async (): Promise<void> => {
    await run.stop();
    remove();
  };
  return { home, stop, ...overLink(link) };
}

/** Each call is a process, so being signed in means: the next ones get the passphrase file. */
async function cliHost(built: BuiltHosts): Promise<HostUnderTest> {
  const { home, remove } = temporaryHome();
  const file = `${home}-passphrase`;
  let signedIn: readonly string[] = [];
  const signIn = (passphrase: string): void => {
    writeFileSync(file, `${passphrase}\n`);
    signedIn = ['--passphrase-file', file];
  };
  return {
    home,
    stop: async () => remove(),
    async call(operation, input) {
      const args = [built.entry('cli'), 'call', operation, '--home', home, ...signedIn];
      const { code, stdout, stderr } = await runNode(args, JSON.stringify(input));
      if (code !== 0) return { failure: JSON.parse(stderr) as Failure };
      if (operation === 'setup.create' || operation === 'session.unlock')
        signIn((input as { passphrase: string }).passphrase);
      if (operation === 'session.lock') signedIn = [];
      return { output: JSON.parse(stdout) as unknown };
    },
  };
}

export const hosts = { loopback: loopbackHost, electron: electronHost, cli: cliHost } as const;
