import { setTimeout as delay } from 'node:timers/promises';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print } from '../terminal.ts';

export async function incidents(invocation: Invocation): Promise<number> {
  return withOperator(invocation, async ({ client }) => {
    let lines = await client.incidents.list({});
    // Long ledgers are opened meanwhile; a command has nobody to show that to, so it waits.
    while (lines.some(({ opening }) => opening !== null)) {
      await delay(200);
      lines = await client.incidents.list({});
    }
    if (invocation.flag('json')) for (const line of lines) print(JSON.stringify(line));
    else
      for (const line of lines) {
        const state = line.problem ?? `${line.entries} entries`;
        const kind = line.exercise ? 'EXERCISE' : 'live';
        print(
          [line.incident, line.declaredAt, kind, line.pattern, line.codename, line.commanderName, state].join('\t'),
        );
      }
    return 0;
  });
}
