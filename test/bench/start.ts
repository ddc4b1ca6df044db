import { RPCLink } from '@orpc/client/fetch';
import { createORPCClient } from '@orpc/client';
import type { RouterClient } from '@orpc/server';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../main/app/app.ts';
import { runLoopback } from '../support/loopback-run.ts';
import { cookieOf, send } from '../support/raw-http.ts';
import { spread, type Spread } from './stopwatch.ts';

/** From the start of the process to the address it prints, and to the first view it answers over HTTP. */
export async function benchStart(
  entry: string,
  rounds: number,
): Promise<{ readonly address: Spread; readonly view: Spread }> {
  const address: number[] = [];
  const view: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    const home = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
    const began = performance.now();
    const run = await runLoopback(entry, home);
    address.push(performance.now() - began);
    const cookie = cookieOf(await send(Number(new URL(run.origin).port), { path: run.url.slice(run.origin.length) }));
    const client: RouterClient<App['router']> = createORPCClient(
      new RPCLink({ url: `${run.origin}/rpc`, headers: () => ({ cookie, origin: run.origin }) }),
    );
    await client.console.view({});
    view.push(performance.now() - began);
    await run.stop();
    rmSync(home, { recursive: true, force: true });
  }
  return { address: spread(address), view: spread(view) };
}
