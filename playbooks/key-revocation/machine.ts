import { assign, setup } from 'xstate';
import { compareInstants, HOUR, MINUTE, plusMs, type Instant } from '../../shared/domain/instant.ts';
import type { Wave } from '../../shared/domain/asset.ts';
import { deadline, meet, noLeaseOpen, withDeadline } from '../kit/board-questions.ts';
import type { Board, RunContext, RunEvent, WatchPoint } from '../kit/playbook.ts';

/** Re-mint checks of reference C0, "Timers". They are instants in the state: asked, never waited for. */
const WATCH: readonly { readonly label: string; readonly offset: number }[] = [
  { label: '15 minutes', offset: 15 * MINUTE },
  { label: '1 hour', offset: HOUR },
  { label: '24 hours', offset: 24 * HOUR },
];

/** From the first wave to the last: a denied call is the attacker's alarm (reference PB1, "Order"). */
const WINDOW = 5 * MINUTE;
/** How long old and new secret may both work where revocation is staged under suspicion (reference PB1, "Strategy rule"). */
const MAX_OVERLAP = HOUR;

export interface KeyRevocationContext extends RunContext {
  /** New secrets have to lie ready at their consumers before the old ones go. */
  readonly rotating: boolean;
}

function watchFrom(at: Instant): WatchPoint[] {
  return WATCH.map(({ label, offset }) => ({ label, due: plusMs(at, offset), state: 'ahead' as const }));
}

/** The first check that was not made yet. */
function nextCheck(watch: readonly WatchPoint[]): WatchPoint | undefined {
  return watch.find((point) => point.state === 'ahead');
}

function mark(watch: readonly WatchPoint[], state: 'clean' | 'remint'): WatchPoint[] {
  const next = nextCheck(watch);
  return watch.map((point) => (point === next ? { ...point, state } : point));
}

const allWaves: readonly Wave[] = [1, 2, 3];

function everyWave(board: Board, done: (wave: Board['waves'][Wave]) => boolean): boolean {
  return allWaves.every((wave) => done(board.waves[wave]));
}

function settledUpTo(board: Board, last: Wave): boolean {
  return (
    board.inDoubt === 0 &&
    allWaves.every((wave) => wave > last || board.waves[wave].settled === board.waves[wave].total)
  );
}

function settled(wave: Wave) {
  return { type: 'settledUpTo', params: { wave } } as const;
}

function openWave(wave: 0 | Wave) {
  return { type: 'openWave', params: { wave } } as const;
}

function evidenceHeld({ choice, board, detail }: RunEvent): boolean {
  return (choice === 'held' && board.exhibits > 0) || (choice === 'skipped' && detail !== '');
}

/**
 * PB1, key and credential revocation (reference PB1). Minters first, then issuers, then the data plane; everything is armed
 * before the first wave fires, and a wave opens only when the one before it is settled. Closing needs three clean checks.
 */
export const keyRevocationMachine = setup({
  types: { context: {} as KeyRevocationContext, events: {} as RunEvent },
  actions: {
    openWave: assign((_, params: { wave: 0 | Wave }) => ({ openWave: params.wave })),
    noteStrategy: assign(({ context, event }) => ({
      rotating: event.choice === 'rotate-then-revoke',
      deadlines:
        event.choice === 'staged'
          ? withDeadline(
              context.deadlines,
              deadline('overlap', 'Old secrets revoked (60 minutes at most)', event.at, MAX_OVERLAP),
            )
          : (context.deadlines ?? []).filter(({ id }) => id !== 'overlap'),
    })),
    startWindow: assign(({ context, event }) => ({
      openWave: 1 as const,
      deadlines: withDeadline(context.deadlines, deadline('window', 'All waves through', event.at, WINDOW)),
    })),
    allThrough: assign(({ context }) => ({ deadlines: meet(meet(context.deadlines, 'window'), 'overlap') })),
    startWatch: assign(({ event }) => ({ watch: watchFrom(event.at) })),
    markClean: assign(({ context }) => ({ watch: mark(context.watch, 'clean') })),
    markRemint: assign(({ context }) => ({ watch: mark(context.watch, 'remint'), openWave: 0 as const })),
  },
  guards: {
    hasCredentials: ({ event }) => event.board.credentials > 0,
    choseBlast: ({ event }) =>
      event.choice === 'consumers-known' || (event.choice === 'outage-accepted' && event.detail !== ''),
    choseStrategy: ({ event }) =>
      ['revoke-now', 'rotate-then-revoke', 'staged'].includes(event.choice) && event.detail !== '',
    evidenceHeld: ({ event }) => evidenceHeld(event),
    evidenceHeldRotating: ({ context, event }) => evidenceHeld(event) && context.rotating,
    allArmed: ({ event }) =>
      event.board.inDoubt === 0 && everyWave(event.board, (wave) => wave.armed + wave.settled === wave.total),
    // A minter found late, or put back by an undo, holds up every wave after the first.
    settledUpTo: ({ event }, params: { wave: Wave }) => settledUpTo(event.board, params.wave),
    checkDue: ({ context, event }) => {
      const open = context.watch.filter((point) => point.state === 'ahead');
      const [next] = open;
      // The last check closes the run, so it has a guard of its own and may not slip through here.
      return open.length > 1 && next !== undefined && compareInstants(event.at, next.due) >= 0;
    },
    lastCheckDue: ({ context, event }) => {
      const open = context.watch.filter((point) => point.state === 'ahead');
      const [only] = open;
      return (
        open.length === 1 &&
        only !== undefined &&
        compareInstants(event.at, only.due) >= 0 &&
        settledUpTo(event.board, 3) &&
        noLeaseOpen(event.board)
      );
    },
    gaveReason: ({ event }) => event.detail !== '',
  },
}).createMachine({
  id: 'key-revocation',
  context: { openWave: 0, watch: [], deadlines: [], rotating: false },
  initial: 'intake',
  states: {
    intake: { on: { KEY_SUSPECTED: { guard: 'gaveReason', target: 'inventory' } } },
    inventory: { on: { INVENTORY_DONE: { guard: 'hasCredentials', target: 'blastRadius' } } },
    blastRadius: { on: { BLAST_ASSESSED: { guard: 'choseBlast', target: 'strategy' }, CREDENTIAL_FOUND: 'inventory' } },
    strategy: {
      on: {
        STRATEGY_CHOSEN: { guard: 'choseStrategy', target: 'preposition', actions: 'noteStrategy' },
        CREDENTIAL_FOUND: 'inventory',
      },
    },
    preposition: {
      on: {
        EVIDENCE_HELD: [
          { guard: 'evidenceHeldRotating', target: 'newSecrets' },
          { guard: 'evidenceHeld', target: 'approvals' },
        ],
        CREDENTIAL_FOUND: 'inventory',
      },
    },
    /** Only where the strategy rotates first. */
    newSecrets: {
      on: { NEW_SECRETS_READY: { guard: 'gaveReason', target: 'approvals' }, CREDENTIAL_FOUND: 'inventory' },
    },
    approvals: { on: { ALL_ARMED: { guard: 'allArmed', target: 'quiet' }, CREDENTIAL_FOUND: 'inventory' } },
    quiet: {
      on: {
        FIRE: { guard: 'allArmed', target: 'wave1', actions: 'startWindow' },
        STAND_DOWN: { guard: 'gaveReason', target: 'approvals' },
      },
    },
    wave1: {
      on: {
        WAVE_DONE: { guard: settled(1), target: 'wave2', actions: openWave(2) },
        ROLL_BACK: { guard: 'gaveReason', target: 'compensating', actions: openWave(0) },
      },
    },
    wave2: {
      on: {
        WAVE_DONE: { guard: settled(2), target: 'wave3', actions: openWave(3) },
        ROLL_BACK: { guard: 'gaveReason', target: 'compensating', actions: openWave(0) },
      },
    },
    wave3: {
      on: {
        WAVE_DONE: { guard: settled(3), target: 'residualSweep', actions: 'allThrough' },
        ROLL_BACK: { guard: 'gaveReason', target: 'compensating', actions: openWave(0) },
      },
    },
    /** Undo is ordered action by action; nothing more fires while people are repairing. */
    compensating: { on: { REPAIRED: { guard: 'gaveReason', target: 'approvals' } } },
    residualSweep: {
      on: {
        SWEEP_DONE: { guard: settled(3), target: 'remintWatch', actions: 'startWatch' },
        REMINT_DETECTED: { target: 'reopened', actions: 'markRemint' },
      },
    },
    remintWatch: {
      on: {
        CHECK_CLEAN: [
          { guard: 'lastCheckDue', target: 'closed', actions: 'markClean' },
          { guard: 'checkDue', actions: 'markClean' },
        ],
        REMINT_DETECTED: { target: 'reopened', actions: 'markRemint' },
      },
    },
    reopened: { on: { RESUME: { guard: 'gaveReason', target: 'inventory' } } },
    closed: {},
  },
});
