import type { Command, Output, StepContext } from '../../../shared/domain/action.ts';
import {
  EXPECTED,
  PROBE_ROWS,
  probeFact,
  type Level,
  type ProbeRow,
  type Seen,
} from '../../../shared/domain/probe-matrix.ts';
import { param } from '../param.ts';
import { isInAny, listed } from './cidr.ts';
import { addressesIn, isAimed, probe, seenBy, whereAmI, ZONE_OF } from './zone-probe.ts';

type Zone = (typeof ZONE_OF)[ProbeRow];

/** Rows that are probed at a level because they have to be open, or blocked; all of them for a look at how things are. */
export function rowsOf(context: StepContext, level: Level, wanted: 'open' | 'blocked' | 'all'): readonly ProbeRow[] {
  return PROBE_ROWS.filter((row) => isAimed(row, context) && (wanted === 'all' || EXPECTED[row][level] === wanted));
}

/** First where each probe stands, then the probes. */
export function matrixCommands(rows: readonly ProbeRow[], context: StepContext): readonly Command[] {
  return [...zonesOf(rows).map((zone) => whereAmI(zone, context)), ...rows.map((row) => probe(row, context))];
}

function zonesOf(rows: readonly ProbeRow[]): readonly Zone[] {
  return [...new Set(rows.map((row) => ZONE_OF[row]))];
}

export interface MatrixSeen {
  readonly rows: ReadonlyMap<ProbeRow, Seen>;
  /** Zones whose probes ran somewhere else, or nobody knows where. */
  readonly misplaced: readonly Zone[];
  readonly addresses: ReadonlyMap<Zone, readonly string[]>;
}

/** Reads the outputs of `matrixCommands` with the same rows. A probe from a wrong place is `unclear`, whatever it saw. */
export function readMatrix(
  rows: readonly ProbeRow[],
  outputs: readonly (Output | undefined)[],
  context: StepContext,
): MatrixSeen {
  const zones = zonesOf(rows);
  const addresses = new Map(zones.map((zone, i) => [zone, addressesIn(outputs[i])] as const));
  const misplaced = zones.filter((zone) => !standsIn(zone, addresses.get(zone) ?? [], context));
  const seen = rows.map((row, i): readonly [ProbeRow, Seen] => [
    row,
    misplaced.includes(ZONE_OF[row]) ? 'unclear' : seenBy(row, outputs[zones.length + i]),
  ]);
  return { rows: new Map(seen), misplaced, addresses };
}

function standsIn(zone: Zone, addresses: readonly string[], context: StepContext): boolean {
  const segment = listed(param(context, 'segment'));
  const forensic = listed(param(context, 'forensic'));
  if (zone === 'forensic') return addresses.some((address) => isInAny(address, forensic));
  if (zone === 'customer')
    return addresses.length > 0 && !addresses.some((address) => isInAny(address, [...segment, ...forensic]));
  return addresses.some((address) => isInAny(address, segment));
}

export function matrixFacts({ rows }: MatrixSeen): readonly { readonly name: string; readonly value: string }[] {
  return [...rows].map(([row, seen]) => probeFact(row, seen));
}
