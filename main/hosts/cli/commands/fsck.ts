import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { printReport } from '../report-lines.ts';

export async function fsck(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  return withOperator(invocation, async ({ client }) =>
    printReport(await client.incident.fsck({ incident }), invocation.flag('json')),
  );
}
