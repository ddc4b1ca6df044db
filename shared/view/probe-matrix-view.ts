import type { Instant } from '../domain/instant.ts';
import {
  EXPECTED,
  LEVELS,
  PROBE_ROWS,
  probesIn,
  type Level,
  type ProbeRow,
  type Seen,
} from '../domain/probe-matrix.ts';
import type { ActionState } from '../domain/action-states.ts';
import type { ActionView } from './action-view.ts';

export interface MatrixRow {
  readonly row: ProbeRow;
  readonly expected: Readonly<Record<Level, 'open' | 'blocked'>>;
  /** Null: never probed in this run. */
  readonly seen: Seen | null;
  readonly at: Instant | null;
  /** Whether what was seen is what the level in force asks for; null where no level is, or nothing clear was seen. */
  readonly fits: boolean | null;
  /** The probe is older than the last change of what is in force: it says how things were. */
  readonly stale: boolean;
}

export interface ProbeMatrix {
  /** The highest level of which an action is in force or may be; null: none. */
  readonly level: Level | null;
  readonly rows: readonly MatrixRow[];
}

/** Nothing of the action is in force yet, or any more. */
const AT_REST: ReadonlySet<ActionState> = new Set([
  'drafted',
  'dryRunning',
  'dryRunOk',
  'dryRunRefused',
  'awaitingApproval',
  'armed',
  'compensated',
  'undone',
  'withdrawn',
]);

/** Steps after which a probe from before says nothing any more. */
const CHANGES: ReadonlySet<string> = new Set(['apply', 'undo', 'killSessions']);

function levelOf(template: string): Level | undefined {
  const number = /^N01-L([0-3])$/.exec(template)?.[1];
  return number === undefined ? undefined : LEVELS[Number(number)];
}

/** What the probes of a containment saw last, row by row, beside what each level asks for. Reads the facts of the readings. */
export function probeMatrix(actions: readonly ActionView[], run: string): ProbeMatrix {
  const mine = actions.filter((action) => action.run === run && levelOf(action.template) !== undefined);
  const effects = mine
    .flatMap((action) => action.effects)
    .flatMap(({ step, reading, completedAt }) => (completedAt === null ? [] : [{ step, reading, completedAt }]))
    .toSorted((a, b) => a.completedAt.localeCompare(b.completedAt));
  const level =
    LEVELS.findLast((one) => mine.some(({ template, state }) => levelOf(template) === one && !AT_REST.has(state))) ??
    null;
  const changed = effects.findLast(({ step }) => CHANGES.has(step))?.completedAt ?? null;
  const rows = PROBE_ROWS.map((row): MatrixRow => {
    const last = effects.findLast(({ reading }) => probesIn(reading?.facts ?? []).has(row));
    const seen = probesIn(last?.reading?.facts ?? []).get(row) ?? null;
    const at = last?.completedAt ?? null;
    return {
      row,
      expected: EXPECTED[row],
      seen,
      at,
      fits:
        level === null || seen === null || seen === 'unclear'
          ? null
          : (seen === 'open') === (EXPECTED[row][level] === 'open'),
      stale: at !== null && changed !== null && at < changed,
    };
  });
  return { level, rows };
}
