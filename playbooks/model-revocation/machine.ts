import { assign, setup } from 'xstate';
import { compareInstants, HOUR, MINUTE, plusMs, type Instant } from '../../shared/domain/instant.ts';
import { deadline, meet, noneOpen, nothingLeft, provenOrNone, withDeadline } from '../kit/board-questions.ts';
import type { RunContext, RunEvent, WatchPoint } from '../kit/playbook.ts';

/** Timers of reference PB2. */
const ALIAS_WITHIN = 10 * MINUTE;
const ACKNOWLEDGED_WITHIN = 24 * HOUR;
const WEEK = 7 * 24 * HOUR;
const WEEKS = 12;

function weeklyWatch(at: Instant): WatchPoint[] {
  return Array.from({ length: WEEKS }, (_, week) => ({
    label: `Fingerprint check, week ${week + 1}`,
    due: plusMs(at, (week + 1) * WEEK),
    state: 'ahead' as const,
  }));
}

function firstChecked(watch: readonly WatchPoint[]): WatchPoint[] {
  const next = watch.findIndex(({ state }) => state === 'ahead');
  return watch.map((point, at) => (at === next ? { ...point, state: 'clean' as const } : point));
}

/**
 * PB2, model revocation (reference PB2). Evidence and legal hold first; then alias, serving, artefacts, trust and deny-list side by
 * side; then what was derived from the model, who uses it, and who else may have it. Nothing closes with an action open.
 */
export const modelRevocationMachine = setup({
  types: { context: {} as RunContext, events: {} as RunEvent },
  actions: {
    startAliasClock: assign(({ context, event }) => ({
      deadlines: withDeadline(context.deadlines, deadline('alias', 'Alias withdrawn', event.at, ALIAS_WITHIN)),
    })),
    startAcknowledgement: assign(({ context, event }) => ({
      deadlines: withDeadline(
        context.deadlines,
        deadline('consumers', 'Consumers have acknowledged', event.at, ACKNOWLEDGED_WITHIN),
      ),
    })),
    met: assign(({ context }, params: { id: string }) => ({ deadlines: meet(context.deadlines, params.id) })),
    setWatch: assign(({ event }) => ({ watch: weeklyWatch(event.at) })),
    markChecked: assign(({ context }) => ({ watch: firstChecked(context.watch) })),
  },
  guards: {
    said: ({ event }) => event.detail !== '',
    holdSealed: ({ event }) => event.board.sealedHolds > 0,
    somethingArmed: ({ event }) =>
      event.board.inDoubt === 0 &&
      event.board.actions.some((action) => action.state === 'armed' || action.state === 'effective'),
    provenOrNone: ({ event }, params: { templates: readonly string[] }) => provenOrNone(event, ...params.templates),
    /** The version before may have leaked too, or have been trained on the same poisoned data. */
    priorVersionClean: ({ event }) =>
      event.choice === 'prior-clean' && event.detail !== '' && noneOpen(event.board, 'M03'),
    settled: ({ event }, params: { templates: readonly string[] }) =>
      event.detail !== '' && noneOpen(event.board, ...params.templates),
    /** There is nobody to tell: nothing was told and nothing is acknowledged. */
    noConsumer: ({ event }) => event.choice === 'none' && provenOrNone(event, 'M09'),
    /** A false alarm, or everything was undone. A check that only read (M10) stays as it is. */
    nothingToCut: ({ event }) =>
      event.detail !== '' &&
      nothingLeft(event.board) &&
      event.board.actions.every(({ state, template }) => state !== 'effective' || template === 'M10'),
    checkDue: ({ context, event }) => {
      const next = context.watch.find(({ state }) => state === 'ahead');
      return event.detail !== '' && next !== undefined && compareInstants(event.at, next.due) >= 0;
    },
    nothingLeft: ({ event }) => event.detail !== '' && nothingLeft(event.board),
  },
}).createMachine({
  id: 'model-revocation',
  context: { openWave: 0, watch: [], deadlines: [] },
  initial: 'identify',
  states: {
    identify: { on: { IDENTIFIED: { guard: 'said', target: 'legalHold' } } },
    legalHold: {
      on: {
        HOLD_SEALED: { guard: 'holdSealed', target: 'approvals' },
        HOLD_NOT_NEEDED: { guard: 'said', target: 'approvals' },
        MORE_FOUND: { guard: 'said', target: 'identify' },
      },
    },
    approvals: {
      on: {
        CUT: { guard: 'somethingArmed', target: 'cut', actions: 'startAliasClock' },
        NOTHING_TO_CUT: { guard: 'nothingToCut', target: 'exitCheck' },
        MORE_FOUND: { guard: 'said', target: 'identify' },
      },
    },
    cut: {
      type: 'parallel',
      on: { REPAIR: { guard: 'said', target: 'repair' } },
      onDone: 'aftermath',
      states: {
        alias: {
          initial: 'aliasUp',
          states: {
            aliasUp: {
              on: {
                ALIAS_WITHDRAWN: {
                  guard: { type: 'provenOrNone', params: { templates: ['M01'] } },
                  target: 'aliasWithdrawn',
                  actions: { type: 'met', params: { id: 'alias' } },
                },
              },
            },
            aliasWithdrawn: { type: 'final' },
          },
        },
        serving: {
          initial: 'servingUp',
          states: {
            servingUp: {
              on: {
                SERVING_STOPPED: {
                  guard: { type: 'provenOrNone', params: { templates: ['M03', 'M04'] } },
                  target: 'servingStopped',
                },
                SERVING_ROLLED_BACK: { guard: 'priorVersionClean', target: 'servingRolledBack' },
              },
            },
            servingStopped: { type: 'final' },
            servingRolledBack: { type: 'final' },
          },
        },
        artefacts: {
          initial: 'artefactsOpen',
          states: {
            artefactsOpen: {
              on: {
                ARTEFACTS_QUARANTINED: {
                  guard: { type: 'provenOrNone', params: { templates: ['M02', 'M02-DEL'] } },
                  target: 'artefactsQuarantined',
                },
              },
            },
            artefactsQuarantined: { type: 'final' },
          },
        },
        trust: {
          initial: 'trusted',
          states: {
            trusted: {
              on: {
                TRUST_REMOVED: {
                  guard: { type: 'provenOrNone', params: { templates: ['M05'] } },
                  target: 'trustRemoved',
                },
              },
            },
            trustRemoved: { type: 'final' },
          },
        },
        denyList: {
          initial: 'denyListOpen',
          states: {
            denyListOpen: {
              on: {
                DENY_LIST_IN_FORCE: {
                  guard: { type: 'provenOrNone', params: { templates: ['M06'] } },
                  target: 'denyListInForce',
                },
              },
            },
            denyListInForce: { type: 'final' },
          },
        },
      },
    },
    aftermath: {
      type: 'parallel',
      on: { REPAIR: { guard: 'said', target: 'repair' } },
      onDone: 'exitCheck',
      states: {
        derived: {
          initial: 'derivedOpen',
          states: {
            derivedOpen: {
              on: {
                DERIVED_SETTLED: {
                  guard: { type: 'settled', params: { templates: ['M04', 'M07', 'M08'] } },
                  target: 'derivedSettled',
                },
              },
            },
            derivedSettled: { type: 'final' },
          },
        },
        consumers: {
          initial: 'consumersOpen',
          states: {
            consumersOpen: {
              on: {
                CONSUMERS_TOLD: { guard: 'said', target: 'consumersTold', actions: 'startAcknowledgement' },
                CONSUMERS_ACKNOWLEDGED: { guard: 'noConsumer', target: 'consumersAcknowledged' },
              },
            },
            consumersTold: {
              on: {
                CONSUMERS_ACKNOWLEDGED: {
                  guard: { type: 'provenOrNone', params: { templates: ['M09'] } },
                  target: 'consumersAcknowledged',
                  actions: { type: 'met', params: { id: 'consumers' } },
                },
              },
            },
            consumersAcknowledged: { type: 'final' },
          },
        },
        copies: {
          initial: 'copiesUnwatched',
          states: {
            copiesUnwatched: { on: { WATCH_SET: { guard: 'said', target: 'copiesWatched', actions: 'setWatch' } } },
            copiesWatched: { type: 'final' },
          },
        },
        takedown: {
          initial: 'takedownOpen',
          states: {
            takedownOpen: {
              on: {
                TAKEDOWN_DONE: {
                  guard: { type: 'provenOrNone', params: { templates: ['M11'] } },
                  target: 'takedownDone',
                },
              },
            },
            takedownDone: { type: 'final' },
          },
        },
      },
    },
    /** Undo is ordered action by action; then everything is looked at again. */
    repair: { on: { REPAIRED: { guard: 'said', target: 'approvals' } } },
    exitCheck: {
      on: {
        CLOSE: { guard: 'nothingLeft', target: 'closed' },
        COPY_CHECKED: { guard: 'checkDue', actions: 'markChecked' },
        REPAIR: { guard: 'said', target: 'repair' },
      },
    },
    closed: {},
  },
});
