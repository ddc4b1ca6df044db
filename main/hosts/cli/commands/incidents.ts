import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print } from '../terminal.ts';

export async function incidents(invocation: Invocation): Promise<number> {
  return withOperator(invocation, async ({ client }) => {
    const lines = await client.incidents.list({});
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
