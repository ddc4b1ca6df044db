import { assign, setup } from 'xstate';
import { compareInstants, HOUR, type Instant } from '../../shared/domain/instant.ts';
import {
  allProven,
  dayNamed,
  deadline,
  isDue,
  meet,
  namesEvidence,
  nothingLeft,
  wait,
  withDeadline,
} from '../kit/board-questions.ts';
import type { RunContext, RunEvent } from '../kit/playbook.ts';
import { GATES, type GateId } from './gates.ts';

/** Timers of reference PB3. */
const DECIDED_WITHIN = 72 * HOUR;
const CANARY_SOAK = 24 * HOUR;
/** The one decision after which nothing is trained. */
const NO_TRAINING = 'rotate';

export interface RetrainingContext extends RunContext {
  /** Unknown counts as personal data: the data protection officer signs then. */
  readonly personalData: boolean;
  readonly green: readonly GateId[];
  readonly canarySince: Instant | null;
  /** Orders that were issued so far; the next move needs a newer one. */
  readonly issued: number;
}

/** One region a gate: open until somebody judged it; red goes back to training, and may be judged again. */
function gateRegion(id: GateId) {
  const judged = { type: 'ofGate', params: { gate: id } } as const;
  const green = { guard: judged, target: `${id}Green`, actions: { type: 'pass', params: { gate: id } } } as const;
  const red = { guard: judged, target: `${id}Red`, actions: { type: 'fail', params: { gate: id } } } as const;
  return {
    initial: `${id}Open`,
    states: {
      [`${id}Open`]: { on: { GATE_GREEN: green, GATE_RED: red } },
      [`${id}Green`]: { on: { GATE_RED: red } },
      [`${id}Red`]: { on: { GATE_GREEN: green } },
    },
  };
}

/** Rotated is with PB1 and by hand: there is nothing to order, to train or to release. */
function decided(personalData: boolean) {
  const actions = { type: 'met', params: { id: 'decision' } } as const;
  const by = (trains: boolean) => ({ type: 'decided', params: { personalData, trains } }) as const;
  return [
    { guard: by(true), target: 'order', actions },
    { guard: by(false), target: 'exitCheck', actions },
  ] as const;
}

/**
 * PB3, retraining trigger (reference PB3). Retraining un-leaks nothing: it answers unlawful or poisoned data, an order, or makes the
 * stolen copy stale. Two people decide, an order that machines can read goes out, every gate is green before two people release.
 */
export const retrainingMachine = setup({
  types: { context: {} as RetrainingContext, events: {} as RunEvent },
  actions: {
    noteScope: assign(({ event }) => ({ personalData: event.choice !== 'no-personal-data' })),
    startDecision: assign(({ context, event }) => ({
      deadlines: withDeadline(context.deadlines, deadline('decision', 'Decision taken', event.at, DECIDED_WITHIN)),
    })),
    noteIssued: assign(({ event }) => ({ issued: event.board.retrainOrders })),
    startReview: assign(({ context, event }) => ({
      deadlines: withDeadline(context.deadlines, {
        id: 'review',
        label: 'Deferred decision reviewed',
        due: dayNamed(event.detail) ?? event.at,
        met: false,
      }),
    })),
    met: assign(({ context }, params: { id: string }) => ({ deadlines: meet(context.deadlines, params.id) })),
    /** In the order of the gates, whatever order they were judged in. */
    pass: assign(({ context }, params: { gate: GateId }) => ({
      green: GATES.map(({ id }) => id).filter((id) => id === params.gate || context.green.includes(id)),
    })),
    fail: assign(({ context }, params: { gate: GateId }) => ({
      green: context.green.filter((gate) => gate !== params.gate),
    })),
    resetGates: assign({ green: [], canarySince: null }),
    startCanary: assign(({ context, event }) => ({
      canarySince: event.at,
      deadlines: withDeadline(context.deadlines, wait('canary', 'Canary has soaked', event.at, CANARY_SOAK)),
    })),
    endCanary: assign(({ context }) => ({
      canarySince: null,
      deadlines: (context.deadlines ?? []).filter(({ id }) => id !== 'canary'),
    })),
  },
  guards: {
    said: ({ event }) => event.detail !== '',
    ordered: ({ context, event }) => event.board.retrainOrders > context.issued && event.detail !== '',
    /** The clean room of reference PB3: cut off, by proof of this run or shown otherwise, and evidence for the rest. */
    roomReady: ({ event }) =>
      (event.choice === 'otherwise' || (event.choice === 'n01-cut' && allProven(event.board, 'N01-L3'))) &&
      namesEvidence(event),
    /** Of a day that has begun there is nothing left to wait for: it was mistyped. */
    namesDayAhead: ({ event }) => compareInstants(dayNamed(event.detail) ?? event.at, event.at) > 0,
    chose: ({ event }) => event.choice !== '' && event.detail !== '',
    /** Reference PB3: below 95 % the exclusion is widened to whole datasets. */
    lineageKnown: ({ event }) => ['complete', 'widened'].includes(event.choice) && event.detail !== '',
    decided: ({ context, event }, { personalData, trains }: { personalData: boolean; trains: boolean }) =>
      context.personalData === personalData &&
      event.choice !== '' &&
      (event.choice !== NO_TRAINING) === trains &&
      event.detail !== '',
    ofGate: ({ event }, params: { gate: GateId }) => event.choice === params.gate && event.detail !== '',
    allGreen: ({ context, event }) => GATES.every(({ id }) => context.green.includes(id)) && event.detail !== '',
    soaked: ({ context, event }) => isDue(event.at, context.canarySince, CANARY_SOAK) && event.detail !== '',
    nothingLeft: ({ event }) => event.detail !== '' && nothingLeft(event.board),
  },
}).createMachine({
  id: 'retraining',
  context: { openWave: 0, watch: [], deadlines: [], personalData: true, green: [], canarySince: null, issued: 0 },
  initial: 'scope',
  states: {
    scope: { on: { SCOPED: { guard: 'chose', target: 'lineage', actions: ['noteScope', 'startDecision'] } } },
    lineage: { on: { LINEAGE_TRACED: { guard: 'lineageKnown', target: 'matrix' } } },
    matrix: {
      on: { MATRIX_READ: { guard: 'chose', target: 'decision' }, SCOPE_AGAIN: { guard: 'said', target: 'scope' } },
    },
    decision: {
      on: {
        DECIDE: decided(false),
        DECIDE_WITH_DPO: decided(true),
        ACCEPT_RISK: { guard: 'said', target: 'exitCheck', actions: { type: 'met', params: { id: 'decision' } } },
        // To wait is a decision too: what is due from then on is its review, and after that the next decision.
        DEFER: {
          guard: 'namesDayAhead',
          target: 'deferred',
          actions: ['startReview', { type: 'met', params: { id: 'decision' } }],
        },
      },
    },
    deferred: {
      on: {
        REVIEW: {
          guard: 'said',
          target: 'matrix',
          actions: [{ type: 'met', params: { id: 'review' } }, 'startDecision'],
        },
      },
    },
    order: {
      on: {
        ORDER_ISSUED: { guard: 'ordered', target: 'cleanRoom', actions: 'noteIssued' },
        CANCEL: { guard: 'said', target: 'exitCheck' },
      },
    },
    cleanRoom: {
      on: {
        CLEAN_ROOM_READY: { guard: 'roomReady', target: 'train' },
        CANCEL: { guard: 'said', target: 'exitCheck' },
      },
    },
    train: {
      on: {
        TRAINED: { guard: 'said', target: 'evaluate', actions: 'resetGates' },
        CANCEL: { guard: 'said', target: 'exitCheck' },
      },
    },
    evaluate: {
      type: 'parallel',
      on: {
        RELEASE: { guard: 'allGreen', target: 'canary', actions: 'startCanary' },
        TRAIN_AGAIN: { guard: 'said', target: 'train' },
        REJECT: { guard: 'said', target: 'rejected' },
      },
      states: Object.fromEntries(GATES.map(({ id }) => [`${id}Gate`, gateRegion(id)])),
    },
    canary: {
      on: {
        CANARY_HELD: { guard: 'soaked', target: 'released', actions: { type: 'met', params: { id: 'canary' } } },
        CANARY_FAILED: { guard: 'said', target: 'rejected', actions: 'endCanary' },
      },
    },
    released: { on: { RELEASE_RECORDED: { guard: 'said', target: 'exitCheck' } } },
    rejected: {
      on: { NEW_ORDER: { guard: 'said', target: 'order' }, GIVE_UP: { guard: 'said', target: 'exitCheck' } },
    },
    exitCheck: {
      on: { CLOSE: { guard: 'nothingLeft', target: 'closed' }, SCOPE_AGAIN: { guard: 'said', target: 'scope' } },
    },
    closed: {},
  },
});
