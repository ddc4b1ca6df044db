import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { EXPECTED, LEVEL_NAMES, ROW_LABELS, type Level } from '../../../shared/domain/probe-matrix.ts';
import { param } from '../param.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { familyOf, isInAny, listed } from './cidr.ts';
import { tableOf } from './own-table.ts';
import { matrixFacts, readMatrix, rowsOf, type MatrixSeen } from './matrix-plan.ts';

const CONSOLE_LEASE_MIN = 240;

/** Whether the table would load, and whether it would contain what it is meant to. Refuses what is known to go wrong. */
export function readDryRun(outputs: readonly Output[], context: StepContext, level: Level): Reading {
  const [version, check, offload, tables] = outputs;
  const rows = rowsOf(context, level, 'all');
  const seen = readMatrix(rows, outputs.slice(4), context);
  const facts = matrixFacts(seen);
  const say = (verdict: 'ok' | 'refused' | 'unclear', summary: string): Reading => ({ verdict, summary, facts });

  const wrong = wrongPlan(context);
  if (wrong !== undefined) return say('refused', wrong);
  if (!has(linesOf(version), /^nftables v\d/) || check === undefined || check.timedOut || isIncomplete(offload))
    return say('unclear', 'nft gave no answer on the firewall.');
  const error = capture(linesOf(check), /Error: (.{1,160})$/);
  if (error !== undefined) return say('refused', `nft would refuse the table: ${error}.`);
  // Trap: offloaded flows do not pass the forward hook, so no table would ever see them.
  if (has(linesOf(offload), /^\s*flowtable \S+ \{/))
    return say('refused', 'The firewall offloads flows past its rules: remove the flow table first.');
  const hole = openFamily(seen, context);
  if (hole !== undefined) return say('refused', hole);
  if (seen.misplaced.length > 0)
    return say('unclear', `The probe of zone ${seen.misplaced.join(', ')} did not run on an address of that zone.`);
  const needed = rows.filter((row) => EXPECTED[row][level] === 'open' && seen.rows.get(row) !== 'open');
  // Stepping down lays the lower level under the one that still holds: what that one stops is opened when it is lifted.
  const stricter = otherLevel(tables, context);
  if (needed.length > 0 && stricter)
    return say(
      'ok',
      `${LEVEL_NAMES[level]} can be loaded under the level that holds now. Probe again when that one is lifted.`,
    );
  if (needed.length > 0)
    return say(
      'refused',
      `Does not work now, so a later success would prove nothing: ${needed.map((row) => ROW_LABELS[row]).join(', ')}.`,
    );
  const weak = rows.filter((row) => EXPECTED[row][level] === 'blocked' && seen.rows.get(row) !== 'open');
  return say(
    'ok',
    `${LEVEL_NAMES[level]} can be loaded.${weakText(weak.map((row) => ROW_LABELS[row]))}${leaseText(context)}`,
  );
}

/** Whether a table of another action of ours is loaded. */
function otherLevel(tables: Output | undefined, context: StepContext): boolean {
  return linesOf(tables).some(
    (line) => line.startsWith('table inet bulkhead_') && line !== `table inet ${tableOf(context)}`,
  );
}

function weakText(rows: readonly string[]): string {
  return rows.length === 0 ? '' : ` Not open now, so that it stays blocked is weaker proof: ${rows.join(', ')}.`;
}

function leaseText(context: StepContext): string {
  return Number(param(context, 'lease')) < CONSOLE_LEASE_MIN
    ? ' The kernel lets go before the lease of the console ends: renew in time.'
    : '';
}

/** What the plan itself gets wrong, before anybody is asked. */
function wrongPlan(context: StepContext): string | undefined {
  const segment = listed(param(context, 'segment'));
  if (segment.some((range) => range.endsWith('/0')))
    return 'The range contained is the whole Internet: name the segment.';
  if (!isInAny(param(context, 'aiProbe'), segment) && familyOf(param(context, 'aiProbe')) !== undefined)
    return 'The AI host to try is not in the ranges contained.';
  const pay = param(context, 'payProbe');
  if (familyOf(pay) !== undefined && !isInAny(pay, listed(param(context, 'payment'))))
    return 'The payment host to try is not in the payment ranges: checkout would break.';
  if (
    familyOf(param(context, 'outsideProbe')) !== undefined &&
    isInAny(param(context, 'outsideProbe'), listed(param(context, 'payment')))
  )
    return 'The outside host to try is in the payment ranges, which stay open.';
  return undefined;
}

/** Trap: IPv6 left open. A host of the segment with an address of a family that is not contained goes on talking over it. */
function openFamily(seen: MatrixSeen, context: StepContext): string | undefined {
  const segment = listed(param(context, 'segment'));
  for (const zone of ['shop', 'ai'] as const) {
    const open = seen.addresses
      .get(zone)
      ?.find((address) => !segment.some((range) => familyOf(range) === familyOf(address)));
    if (open !== undefined)
      return `A host of zone ${zone} has the address ${open}, and no IPv${familyOf(open)} range is contained: it would go on over that.`;
  }
  return undefined;
}
