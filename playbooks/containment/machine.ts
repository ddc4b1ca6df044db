import { and, assign, or, setup, stateIn } from 'xstate';
import { plusMs, type Instant } from '../../shared/domain/instant.ts';
import type { Deadline, RunEvent } from '../kit/playbook.ts';
import { containmentGuards, SOAK_MS, type ContainmentContext } from './guards.ts';
import { asLevel, below, highest } from './levels.ts';

const IN = (state: string) => stateIn({ open: { containment: state } });

/** Where a level may be planned. The region of the exit asks the same, so that the event moves both or neither. */
const PLANNABLE = and(['mayPlan', or([IN('normal'), IN('held'), IN('red')])]);

/** When the level may be lowered, for people who wait for it. */
function soakEnds(at: Instant): Deadline {
  return {
    id: 'soak',
    label: 'Held for 15 minutes: stepping down is possible',
    due: plusMs(at, SOAK_MS),
    met: false,
    wait: true,
  };
}

/**
 * PB4, containment of one network segment (reference PB4), one run a segment. Raising goes to any higher level; lowering one level at a
 * time, after the level held for 15 minutes, by two people. A level is held on a lease, and every change ends in fresh probes. Business
 * impact and the criteria of the exit are regions of their own: checkout is watched while the network is cut.
 */
export const containmentMachine = setup({
  types: { context: {} as ContainmentContext, events: {} as RunEvent },
  actions: {
    plan: assign(({ event }) => ({ planned: asLevel(event.choice) ?? null })),
    forgetPlan: assign(({ context }) => ({ planned: context.level })),
    /** What the board shows is what there is, whatever was meant. */
    planActual: assign(({ event }) => ({ planned: highest(event.board) })),
    askFresh: assign(({ event }) => ({ freshSince: event.at })),
    planBelow: assign(({ context }) => ({ planned: below(context.level) })),
    hold: assign(({ context, event }) => ({
      level: context.planned,
      heldSince: context.planned === null ? null : event.at,
      deadlines: context.planned === null ? [] : [soakEnds(event.at)],
    })),
  },
  guards: containmentGuards,
}).createMachine({
  id: 'containment',
  context: { openWave: 0, watch: [], planned: null, level: null, heldSince: null, freshSince: null, deadlines: [] },
  initial: 'open',
  states: {
    open: {
      type: 'parallel',
      on: {
        CLOSE: {
          guard: and([
            'mayClose',
            IN('normal'),
            stateIn({ open: { business: 'serving' } }),
            stateIn({ open: { exit: 'ready' } }),
          ]),
          target: 'closed',
        },
      },
      states: {
        containment: {
          initial: 'normal',
          states: {
            normal: { on: { PLAN: { guard: PLANNABLE, target: 'planning', actions: 'plan' } } },
            planning: { on: { ARMED: { guard: 'armed', target: 'armed' }, STAND_DOWN: standDown() } },
            armed: {
              on: {
                RAISE: (['observe', 'restrict', 'isolate', 'cut'] as const).map((level, i) => ({
                  guard: and(['armed', { type: 'planned', params: { level } }]),
                  target: `level${i}`,
                  actions: 'askFresh',
                })),
                STAND_DOWN: standDown(),
              },
            },
            level0: { on: raising() },
            level1: { on: raising() },
            level2: { on: raising() },
            level3: { on: raising() },
            verifying: {
              on: {
                VERIFIED: [
                  { guard: and(['verified', 'goesNormal']), target: 'normal', actions: 'hold' },
                  { guard: 'verified', target: 'held', actions: 'hold' },
                ],
                PROBE_RED: { guard: 'gaveReason', target: 'red' },
              },
            },
            held: {
              on: {
                PLAN: { guard: PLANNABLE, target: 'planning', actions: 'plan' },
                LOWER: { guard: 'soaked', target: 'steppingDown', actions: ['planBelow', 'askFresh'] },
                LEASE_OVER: { guard: 'leaseOver', target: 'leaseDecision' },
                PROBE_RED: { guard: 'gaveReason', target: 'red' },
              },
            },
            leaseDecision: {
              on: {
                RENEW: { guard: and(['mayRenew', 'gaveReason']), target: 'verifying', actions: 'askFresh' },
                LIFT: { guard: 'soaked', target: 'steppingDown', actions: ['planBelow', 'askFresh'] },
              },
            },
            red: {
              on: {
                REPAIRED: { guard: 'gaveReason', target: 'verifying', actions: 'askFresh' },
                LOST: { guard: 'notApplied', target: 'verifying', actions: ['planActual', 'askFresh'] },
                PLAN: { guard: PLANNABLE, target: 'planning', actions: 'plan' },
              },
            },
            steppingDown: {
              on: {
                STEPPED: { guard: 'steppedDown', target: 'verifying' },
                PROBE_RED: { guard: 'gaveReason', target: 'red', actions: 'forgetPlan' },
              },
            },
          },
        },
        business: {
          initial: 'serving',
          states: {
            serving: { on: { BUSINESS_IMPACT: { guard: 'impact', target: 'impacted' } } },
            impacted: {
              on: {
                BREAKER_OPEN: { guard: 'onFallback', target: 'fallback' },
                RECOVERED: { guard: 'recovered', target: 'serving' },
              },
            },
            fallback: {
              on: {
                BUSINESS_IMPACT: { guard: 'impact', target: 'impacted' },
                RECOVERED: { guard: 'recovered', target: 'serving' },
              },
            },
          },
        },
        exit: {
          initial: 'causeOpen',
          states: {
            causeOpen: { on: { CAUSE_REMOVED: { guard: 'gaveReason', target: 'keysOpen' } } },
            keysOpen: {
              on: {
                KEYS_SETTLED: { guard: 'settledKeys', target: 'baselineOpen' },
                PLAN: { guard: PLANNABLE, target: 'causeOpen' },
              },
            },
            baselineOpen: {
              on: {
                BASELINE_SAME: { guard: and(['liftedAll', IN('normal')]), target: 'ready' },
                PLAN: { guard: PLANNABLE, target: 'causeOpen' },
              },
            },
            ready: { on: { PLAN: { guard: PLANNABLE, target: 'causeOpen' } } },
          },
        },
      },
    },
    closed: {},
  },
});

/** Back to what there is: to normal where nothing holds, else to a fresh proof of what does. */
function standDown() {
  return [
    { guard: and(['notApplied', 'nothingHeld']), target: 'normal', actions: 'forgetPlan' },
    { guard: 'notApplied', target: 'verifying', actions: ['planActual', 'askFresh'] },
  ] as const;
}

function raising() {
  return {
    APPLIED: { guard: 'applied', target: 'verifying' },
    STAND_DOWN: standDown(),
    PROBE_RED: { guard: 'gaveReason', target: 'red' },
  } as const;
}
