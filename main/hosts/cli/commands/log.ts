import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print } from '../terminal.ts';

const page = 500;

/** The timeline, oldest first, in pages so that a long incident does not have to fit in memory. */
export async function log(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  return withOperator(invocation, async ({ client }) => {
    for (let from = 0, total = 1; from < total; from += page) {
      const answer = await client.incident.timeline({ incident, from, count: page });
      total = answer.total;
      for (const row of answer.rows) {
        if (invocation.flag('json')) print(JSON.stringify(row));
        else print(`${row.index}\t${row.at}\t${row.kind}\t${row.actor}\t${row.text}`);
      }
    }
    return 0;
  });
}
