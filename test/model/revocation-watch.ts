import { HOUR, isInstant, MINUTE, msOf, plusMs, type Instant } from '../../shared/domain/instant.ts';
import type { Wave } from '../../shared/domain/asset.ts';
import type { Board, RunContext, RunEvent } from '../../playbooks/kit/playbook.ts';
import { moves } from '../../playbooks/key-revocation/texts.ts';
import type { Edge, Walkable } from '../support/walk-machine.ts';
import { emptyBoard } from '../support/empty-board.ts';

type Cell = Board['waves'][Wave];
const cells: readonly Cell[] = [
  { total: 0, armed: 0, settled: 0 },
  { total: 2, armed: 1, settled: 0 },
  { total: 2, armed: 2, settled: 0 },
  { total: 2, armed: 1, settled: 1 },
  { total: 2, armed: 0, settled: 1 },
  { total: 2, armed: 0, settled: 2 },
];

/** Every wave empty, half armed, armed, half settled with the rest armed or not, settled; each with nothing and one effect in doubt. */
const boards: readonly Board[] = cells.flatMap((one) =>
  cells.flatMap((two) =>
    cells.flatMap((three) =>
      [0, 1].map((inDoubt) => ({
        ...emptyBoard,
        waves: { 1: one, 2: two, 3: three },
        credentials: one.total + two.total + three.total,
        exhibits: 1,
        inDoubt,
      })),
    ),
  ),
);

function start(): Instant {
  const text = '2026-11-22T02:00:00.000Z';
  if (!isInstant(text)) throw new Error(text);
  return text;
}
export const T0 = start();
/** Just before each check is due, and just then. */
const instants = [15 * MINUTE, HOUR, 24 * HOUR].flatMap((due) => [plusMs(T0, due - 1), plusMs(T0, due)]);

/** Every move there is, with every choice on offer and one that is not, with and without a reason. */
function eventsOf(type: string): readonly RunEvent[] {
  const move = moves.find(({ event }) => event === type);
  const choices = move && move.choices.length > 0 ? [...move.choices.map(({ value }) => value), 'made up'] : [''];
  const [quiet] = boards;
  if (!quiet) throw new Error('no boards');
  if (['ALL_ARMED', 'FIRE', 'WAVE_DONE', 'SWEEP_DONE'].includes(type))
    return boards.map((board) => ({ type, choice: '', detail: '', at: T0, board, signatures: [] }));
  if (type === 'CHECK_CLEAN')
    return instants.flatMap((at) =>
      boards.map((board) => ({ type, choice: '', detail: '', at, board, signatures: [] })),
    );
  const details = ['', 'a reason'];
  const views = [
    quiet,
    { ...quiet, credentials: 1, exhibits: 1 },
    { ...quiet, credentials: 1, exhibits: 0 },
    { ...quiet, exhibits: 1 },
  ];
  return choices.flatMap((choice) =>
    details.flatMap((detail) => views.map((board) => ({ type, choice, detail, at: T0, board, signatures: [] }))),
  );
}

const byType = new Map(moves.map(({ event }) => [event, eventsOf(event)]));
export const revocationEvents: readonly RunEvent[] = [...byType.values()].flat();

export interface Memory {
  readonly inventoried: boolean;
  /** Instants of the clean checks since the last sweep. */
  readonly checks: readonly Instant[];
  readonly sweptAt: Instant | null;
}
export const unwatched: Memory = { inventoried: false, checks: [], sweptAt: null };

export type RunSnapshot = Walkable & { readonly value: unknown; readonly context: RunContext };

const settled = (board: Board, ...waves: Wave[]): boolean =>
  waves.every((wave) => board.waves[wave].settled === board.waves[wave].total);
const armedOrSettled = (board: Board): boolean =>
  ([1, 2, 3] as const).every((wave) => board.waves[wave].armed + board.waves[wave].settled === board.waves[wave].total);

/** Follows one accepted move; throws when the playbook let something through that its order forbids. */
export function watchRun(memory: Memory, { before, event, after }: Edge<RunSnapshot, RunEvent>): Memory {
  const { board } = event;
  const opened = after.context.openWave;
  const was = before.context.openWave;
  if (opened > was) {
    check(board.inDoubt === 0, `wave ${opened} opened with an effect in doubt`);
    check(opened === was + 1, `wave ${opened} opened after wave ${was}`);
    if (opened === 1) check(armedOrSettled(board), 'wave 1 opened before everything was armed');
    if (opened === 2) check(settled(board, 1), 'wave 2 opened before wave 1 was settled');
    if (opened === 3) check(settled(board, 1, 2), 'wave 3 opened before waves 1 and 2 were settled');
  }
  const firing = ['wave1', 'wave2', 'wave3', 'residualSweep', 'remintWatch', 'closed'].includes(String(after.value));
  const wave = /^wave(\d)$/.exec(String(after.value))?.[1];
  check(wave === undefined || opened === Number(wave), `wave ${opened} is open in ${String(after.value)}`);
  check(firing || opened === 0, `wave ${opened} is open in ${String(after.value)}`);
  if (after.value === 'closed') {
    check(board.inDoubt === 0 && settled(board, 1, 2, 3), 'closed with something unsettled or in doubt');
    check(memory.checks.length === 2, `closed after ${memory.checks.length + 1} checks`);
  }
  if (['REMINT_DETECTED', 'SWEEP_DONE'].includes(event.type)) {
    if (event.type === 'SWEEP_DONE')
      check(board.inDoubt === 0 && settled(board, 1, 2, 3), 'swept with something unsettled or in doubt');
    return { ...memory, checks: [], sweptAt: event.type === 'SWEEP_DONE' ? event.at : null };
  }
  if (event.type === 'CHECK_CLEAN') {
    const due = [15 * MINUTE, HOUR, 24 * HOUR][memory.checks.length] ?? Number.POSITIVE_INFINITY;
    check(
      memory.sweptAt !== null && msOf(event.at) >= msOf(memory.sweptAt) + due,
      `check ${memory.checks.length + 1} was made before it was due`,
    );
    check(memory.checks.length < 2 || after.value === 'closed', 'the last check was spent without closing');
    return { ...memory, checks: [...memory.checks, event.at] };
  }
  if (event.type === 'INVENTORY_DONE') check(board.credentials > 0, 'an empty inventory');
  if (event.type === 'EVIDENCE_HELD' && event.choice === 'held')
    check(board.exhibits > 0, 'evidence held without an exhibit');
  const typed = ['KEY_SUSPECTED', 'STRATEGY_CHOSEN', 'STAND_DOWN', 'ROLL_BACK', 'REPAIRED', 'RESUME'].includes(
    event.type,
  );
  if (typed || ['skipped', 'outage-accepted'].includes(event.choice))
    check(event.detail !== '', `${event.type} ${event.choice} without a reason`);
  check(event.choice !== 'made up', `${event.type} took a choice that nobody offers`);
  return { ...memory, inventoried: memory.inventoried || event.type === 'INVENTORY_DONE' };
}

function check(holds: boolean, broken: string): void {
  if (!holds) throw new Error(broken);
}
