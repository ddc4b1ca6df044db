import type { Output, Reading, StepContext, Verdict } from '../../../shared/domain/action.ts';
import { LEVEL_NAMES, ROW_LABELS, type Level, type ProbeRow, type Seen } from '../../../shared/domain/probe-matrix.ts';
import { capture, has, linesOf } from '../pasted-text.ts';
import { bothFamilies, deletedFlows, sessionOf } from './flows.ts';
import { matrixFacts, readMatrix, rowsOf, type MatrixSeen } from './matrix-plan.ts';
import { isForbidden } from './n01-flows.ts';
import { packets, tableIn } from './nft-listing.ts';
import { tableOf } from './own-table.ts';
import { ZONE_OF } from './zone-probe.ts';

type Outputs = readonly Output[];

/** Shortest time that the kernel still holds a range, in its own words (`3h59m59s984ms`). */
function leaseIn(output: Output | undefined): string | undefined {
  return capture(linesOf(output), /\bexpires ((?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?)/);
}

/** A range that is held. When all have run out the table is there and holds nobody. */
function holdsSomebody(output: Output | undefined): boolean {
  return has(linesOf(output), /\bexpires \d/);
}

export function readApply(outputs: Outputs, context: StepContext, level: Level): Reading {
  const [load, back] = outputs;
  if (load?.timedOut === true)
    return { verdict: 'unclear', summary: 'nft hung: read the state again before anything is repeated.' };
  const table = tableIn(back, context);
  const error = capture(linesOf(load), /Error: (.{1,160})$/);
  // A failed load leaves everything flowing, and an older table of the same name in place.
  if (error !== undefined) return { verdict: 'failed', summary: `nft refused the table: ${error}.` };
  if (table !== 'there')
    return table === 'gone'
      ? { verdict: 'failed', summary: 'The table is not there.' }
      : { verdict: 'unclear', summary: 'The table could not be read back.' };
  const marked = has(linesOf(back), new RegExp(`log prefix "BLKH-${level}-OUT "`));
  if (!marked || !holdsSomebody(back))
    return { verdict: 'failed', summary: `The table is there, but it does not hold ${LEVEL_NAMES[level]}.` };
  return {
    verdict: 'done',
    summary: `${LEVEL_NAMES[level]} is loaded as table ${tableOf(context)}.`,
    facts: [
      { name: 'table', value: tableOf(context) },
      { name: 'kernel lease', value: leaseIn(back) ?? 'not shown' },
    ],
  };
}

function rise(outputs: Outputs, last: number, name: string): number | undefined {
  const [before, after] = [packets(outputs[0], name), packets(outputs[last], name)];
  return before === undefined || after === undefined ? undefined : after - before;
}

function rowsSeen(seen: MatrixSeen, ...what: Seen[]): readonly ProbeRow[] {
  return [...seen.rows].flatMap(([row, one]) => (what.includes(one) ? [row] : []));
}

function named(rows: readonly ProbeRow[]): string {
  return rows.map((row) => ROW_LABELS[row]).join(', ');
}

function probed(seen: MatrixSeen, verdict: Verdict, summary: string, stopped: number | undefined): Reading {
  const facts = [
    ...matrixFacts(seen),
    { name: 'packets stopped', value: stopped === undefined ? 'not known' : String(stopped) },
  ];
  return { verdict, summary, facts };
}

export function readMustFail(outputs: Outputs, context: StepContext, level: Level): Reading {
  const rows = rowsOf(context, level, level === 'observe' ? 'all' : 'blocked');
  const seen = readMatrix(rows, outputs.slice(1), context);
  const last = outputs.length - 1;
  if (level === 'observe') return readUnseen(seen, rise(outputs, last, 'c_seen'));
  const stopped = rise(outputs, last, 'c_cut');
  const open = rowsSeen(seen, 'open');
  if (open.length > 0) return probed(seen, 'passed', `Still open: ${named(open)}.`, stopped);
  const unclear = rowsSeen(seen, 'unclear');
  if (unclear.length > 0 || rows.length === 0) return probed(seen, 'unclear', unclearText(seen, unclear), stopped);
  if (stopped === undefined)
    return probed(seen, 'unclear', 'Blocked, but the counters of the table could not be read.', stopped);
  // Trap: a server that is down looks exactly like one that is cut off.
  if (stopped <= 0) return probed(seen, 'unclear', 'Blocked, but not by this table: its counter stood still.', stopped);
  const rejected = rowsSeen(seen, 'reject').length;
  return probed(
    seen,
    'blocked',
    `All ${rows.length} ways are blocked by this table (${rows.length - rejected} dropped, ${rejected} refused).`,
    stopped,
  );
}

/** Observing blocks nothing. What must fail there is to pass unseen. */
function readUnseen(seen: MatrixSeen, counted: number | undefined): Reading {
  if (rowsSeen(seen, 'open').length === 0)
    return probed(seen, 'unclear', 'No probe got through, so nothing was there to see.', counted);
  if (counted === undefined) return probed(seen, 'unclear', 'The counters of the table could not be read.', counted);
  return counted > 0
    ? probed(seen, 'blocked', `Nothing passes unseen: the table counted ${counted} packet(s) of the probes.`, counted)
    : probed(seen, 'passed', 'The probes passed without being counted.', counted);
}

function unclearText(seen: MatrixSeen, unclear: readonly ProbeRow[]): string {
  if (seen.misplaced.length > 0)
    return `No proof: the probe of zone ${seen.misplaced.join(', ')} did not run on an address of that zone.`;
  return unclear.length === 0 ? 'No proof: nothing was probed.' : `No proof: no clear answer from ${named(unclear)}.`;
}

export function readMustWork(outputs: Outputs, context: StepContext, level: Level): Reading {
  const rows = rowsOf(context, level, 'open');
  const seen = readMatrix(rows, outputs.slice(1), context);
  const stopped = rise(outputs, outputs.length - 1, 'c_cut');
  const blocked = rowsSeen(seen, 'drop', 'reject');
  // Only what this table stopped is its doing; a payment service that is down for itself is no reason to lift a containment. Each way
  // it blocks costs it a packet at least: fewer are strays, a connection from before that tries again for instance. And whoever is inside
  // gets a refusal from it, up to L2: where a way out of the segment is silent, something else stands in it, a stricter level perhaps.
  const silent = level === 'cut' ? [] : rowsSeen(seen, 'drop').filter((row) => ['shop', 'ai'].includes(ZONE_OF[row]));
  if (blocked.length > 0)
    return silent.length === 0 && stopped !== undefined && stopped >= blocked.length
      ? probed(seen, 'blocked', `Broken: ${named(blocked)}.`, stopped)
      : probed(
          seen,
          'unclear',
          `Not working, but not stopped by this table: ${named(blocked)}. A stricter level may still hold.`,
          stopped,
        );
  const unclear = rowsSeen(seen, 'unclear');
  if (unclear.length > 0 || rows.length === 0) return probed(seen, 'unclear', unclearText(seen, unclear), stopped);
  return probed(seen, 'passed', `All ${rows.length} ways that have to stay open work.`, stopped);
}

export function readResidual(outputs: Outputs, context: StepContext, level: Level): Reading {
  const table = tableIn(outputs[0], context);
  if (table !== 'there') return { verdict: 'unclear', summary: 'The table could not be seen.' };
  if (!holdsSomebody(outputs[0]))
    return { verdict: 'unclear', summary: 'The lease in the kernel has run out: the table holds nobody any more.' };
  const facts = [{ name: 'kernel lease', value: leaseIn(outputs[0]) ?? 'not shown' }];
  if (level === 'observe')
    return { verdict: 'none', summary: 'Observing cuts nothing, so nothing is left over.', sessions: [], facts };
  const flows = bothFamilies(outputs.slice(1));
  if (flows === undefined)
    return { verdict: 'unclear', summary: 'The tracked connections could not be listed.', facts };
  // The record takes 200 at most; after those are ended the step is asked again and shows the rest.
  const left = flows.filter((flow) => isForbidden(flow, context, level));
  const counted = [...facts, { name: 'forbidden connections', value: String(left.length) }];
  if (left.length === 0)
    return {
      verdict: 'none',
      summary: 'No tracked connection is left that this level forbids.',
      sessions: [],
      facts: counted,
    };
  return {
    verdict: 'live',
    summary: `${left.length} connection(s) from before are held still, and would go on if the table were lifted.`,
    sessions: left.slice(0, 200).map(sessionOf),
    facts: counted,
  };
}

export function readKill(outputs: Outputs, context: StepContext): Reading {
  if (outputs.length === 0)
    return context.sessions.length === 0
      ? { verdict: 'done', summary: 'There was nothing to end.' }
      : { verdict: 'unclear', summary: 'The connections to end could not be told.' };
  const counts = outputs.map(deletedFlows);
  const ended = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const facts = [{ name: 'ended', value: String(ended) }];
  if (counts.includes(undefined))
    return { verdict: 'unclear', summary: 'conntrack did not say for every connection what it did.', facts };
  return { verdict: 'done', summary: `${ended} connection(s) were forgotten.`, facts };
}

export function readUndo(outputs: Outputs, context: StepContext, level: Level): Reading {
  const table = tableIn(outputs[3], context);
  if (outputs[2]?.timedOut === true || table === 'unclear')
    return { verdict: 'unclear', summary: 'Whether the table is gone could not be read.' };
  if (table === 'there') return { verdict: 'failed', summary: 'The table is still there.' };
  const held = bothFamilies(outputs)?.filter((flow) => isForbidden(flow, context, level)).length;
  const warning =
    held === undefined || held === 0
      ? ''
      : ` ${held} connection(s) from before were still held and may deliver what they had buffered.`;
  return {
    verdict: 'done',
    summary: `The table is gone.${warning}`,
    facts: [{ name: 'held connections let go', value: held === undefined ? 'not known' : String(held) }],
  };
}
