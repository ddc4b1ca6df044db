import { assign, setup } from 'xstate';
import { compareInstants, HOUR, plusMs, type Instant } from '../../shared/domain/instant.ts';
import { deadline, isDue, meet, namesEvidence, nothingLeft, wait, withDeadline } from '../kit/board-questions.ts';
import type { Deadline, RunContext, RunEvent } from '../kit/playbook.ts';
import { CONTROLS, type ControlId } from './controls.ts';

const DAY = 24 * HOUR;
/** Guard of the dossier (reference PB6): probes not older than this. */
const PROBES_FRESH = DAY;
/** Exit of reference PB6: indicators of the limited re-entry met for this long. */
const LIMITED_FOR = 14 * DAY;

type Verified = Readonly<Partial<Record<ControlId, Instant>>>;

export interface RecoveryContext extends RunContext {
  /** When each control was last verified; a control said not to apply is verified at that moment. */
  readonly verified: Verified;
  readonly limitedSince: Instant | null;
}

type Standing = 'open' | 'fresh' | 'old';

function standing(verified: Verified, id: ControlId, at: Instant): Standing {
  const since = verified[id];
  if (since === undefined) return 'open';
  const freshMs = freshFor(id);
  return freshMs !== null && compareInstants(at, plusMs(since, freshMs)) > 0 ? 'old' : 'fresh';
}

function freshFor(id: ControlId): number | null {
  return CONTROLS.find((one) => one.id === id)?.freshMs ?? null;
}

function stale(verified: Verified, at: Instant): boolean {
  return CONTROLS.some(({ id }) => standing(verified, id, at) !== 'fresh');
}

const again = (id: ControlId): string => `again-${id}`;

/** Until when the proof of a control is fresh; of one that does not age, nothing. */
function withAge(deadlines: readonly Deadline[] | undefined, id: ControlId, since: Instant | undefined) {
  const control = CONTROLS.find((one) => one.id === id);
  if (since === undefined || !control || control.freshMs === null) return deadlines ?? [];
  return withDeadline(deadlines, deadline(again(id), `${control.title}: verified again`, since, control.freshMs));
}

function without(deadlines: readonly Deadline[] | undefined, ...ids: readonly string[]): readonly Deadline[] {
  return (deadlines ?? []).filter(({ id }) => !ids.includes(id));
}

/**
 * planned, implemented, tested, evidenced, verified: one step at a time, each with what shows it; back to tested when it is doubted. Whoever
 * comes back to the controls finds verified what still is, and what grew old meanwhile where a doubt would have put it.
 */
function controlRegion(id: ControlId) {
  const of = { type: 'ofControl', params: { control: id } } as const;
  const note = { type: 'verify', params: { control: id } } as const;
  const drop = { type: 'doubt', params: { control: id } } as const;
  const stands = (how: Standing) => ({ type: 'stands', params: { control: id, how } }) as const;
  const steps = ['Planned', 'Implemented', 'Tested', 'Evidenced', 'Verified'].map((step) => `${id}${step}`);
  const shown = { type: 'shownOf', params: { control: id } } as const;
  const next = (from: number) => ({
    // Evidenced and verified rest on something that can be looked at.
    guard: from >= 2 ? shown : of,
    target: steps[from + 1] ?? `${id}Verified`,
    ...(from === 3 ? { actions: note } : {}),
  });
  const notNeeded = {
    guard: { type: 'mayBeLeftOut', params: { control: id } } as const,
    target: `${id}Verified`,
    actions: note,
  };
  return {
    initial: `${id}Planned`,
    states: {
      [`${id}Planned`]: {
        always: [
          {
            guard: stands('fresh'),
            target: `${id}Verified`,
            actions: { type: 'watchAge', params: { control: id } } as const,
          },
          { guard: stands('old'), target: `${id}Tested`, actions: drop },
        ],
        on: { CONTROL_NEXT: next(0), CONTROL_NOT_NEEDED: notNeeded },
      },
      [`${id}Implemented`]: { on: { CONTROL_NEXT: next(1) } },
      [`${id}Tested`]: { on: { CONTROL_NEXT: next(2) } },
      [`${id}Evidenced`]: { on: { CONTROL_NEXT: next(3) } },
      [`${id}Verified`]: { on: { CONTROL_DOUBTED: { guard: of, target: `${id}Tested`, actions: drop } } },
    },
  };
}

/**
 * PB6, sovereign recovery and re-entry (reference PB6). Ten controls side by side, each with evidence; residency, baseline and an
 * independent review; a dossier that two people sign only while every control is verified and fresh, probes are of today and no
 * containment is leased; then limited and full re-entry, and back to the lockout when a probe turns red.
 */
export const sovereignRecoveryMachine = setup({
  types: { context: {} as RecoveryContext, events: {} as RunEvent },
  actions: {
    verify: assign(({ context, event }, params: { control: ControlId }) => ({
      verified: { ...context.verified, [params.control]: event.at },
      deadlines: withAge(context.deadlines, params.control, event.at),
    })),
    watchAge: assign(({ context }, params: { control: ControlId }) => ({
      deadlines: withAge(context.deadlines, params.control, context.verified[params.control]),
    })),
    doubt: assign(({ context }, params: { control: ControlId }) => {
      const { [params.control]: _, ...rest } = context.verified;
      return { verified: rest, deadlines: without(context.deadlines, again(params.control)) };
    }),
    startOver: assign({ verified: {}, limitedSince: null, deadlines: [] }),
    /** What the dossier was signed on is not verified again for the sake of that dossier. */
    endAges: assign(({ context }) => ({
      deadlines: without(context.deadlines, ...CONTROLS.map(({ id }) => again(id))),
    })),
    endLimited: assign(({ context }) => ({ deadlines: without(context.deadlines, 'limited') })),
    startLimited: assign(({ context, event }) => ({
      limitedSince: event.at,
      deadlines: withDeadline(
        context.deadlines,
        wait('limited', 'Indicators of the limited re-entry met for 14 days', event.at, LIMITED_FOR),
      ),
    })),
    met: assign(({ context }, params: { id: string }) => ({ deadlines: meet(context.deadlines, params.id) })),
  },
  guards: {
    said: ({ event }) => event.detail !== '',
    chose: ({ event }, params: { choice: string }) => event.choice === params.choice && event.detail !== '',
    choseAny: ({ event }) => event.choice !== '' && event.detail !== '',
    ofControl: ({ event }, params: { control: ControlId }) => event.choice === params.control && event.detail !== '',
    shownOf: ({ event }, params: { control: ControlId }) => event.choice === params.control && namesEvidence(event),
    mayBeLeftOut: ({ event }, params: { control: ControlId }) =>
      event.choice === params.control &&
      event.detail !== '' &&
      CONTROLS.some(({ id, optional }) => id === params.control && optional),
    stands: ({ context, event }, params: { control: ControlId; how: Standing }) =>
      standing(context.verified, params.control, event.at) === params.how,
    allVerified: ({ context, event }) => !stale(context.verified, event.at) && event.detail !== '',
    dossierReady: ({ context, event }) =>
      !stale(context.verified, event.at) &&
      event.board.openLeases === 0 &&
      event.board.lastProvenAt !== null &&
      compareInstants(event.at, plusMs(event.board.lastProvenAt, PROBES_FRESH)) <= 0 &&
      event.detail !== '',
    limitedLongEnough: ({ context, event }) =>
      isDue(event.at, context.limitedSince, LIMITED_FOR) && event.detail !== '',
    nothingLeft: ({ event }) => event.detail !== '' && nothingLeft(event.board) && event.board.openLeases === 0,
  },
}).createMachine({
  id: 'sovereign-recovery',
  context: { openWave: 0, watch: [], deadlines: [], verified: {}, limitedSince: null },
  initial: 'lockout',
  states: {
    lockout: { on: { LOCKOUT_STATED: { guard: 'choseAny', target: 'scopeLift', actions: 'startOver' } } },
    scopeLift: { on: { DEMANDS_MAPPED: { guard: 'said', target: 'controls' } } },
    controls: {
      type: 'parallel',
      on: { CONTROLS_DONE: { guard: 'allVerified', target: 'residencyProof' } },
      states: Object.fromEntries(CONTROLS.map(({ id }) => [`${id}Control`, controlRegion(id)])),
    },
    residencyProof: {
      on: {
        RESIDENCY_PROVEN: { guard: { type: 'chose', params: { choice: 'covered' } }, target: 'baselineProof' },
        BACK_TO_CONTROLS: { guard: 'said', target: 'controls' },
      },
    },
    baselineProof: {
      on: {
        BASELINE_PROVEN: { guard: 'said', target: 'independentReview' },
        BACK_TO_CONTROLS: { guard: 'said', target: 'controls' },
      },
    },
    independentReview: {
      on: {
        REVIEWED: { guard: { type: 'chose', params: { choice: 'passed' } }, target: 'dossier' },
        BACK_TO_CONTROLS: { guard: 'said', target: 'controls' },
      },
    },
    dossier: {
      on: {
        DOSSIER_SIGNED: { guard: 'dossierReady', target: 'submitted', actions: 'endAges' },
        BACK_TO_CONTROLS: { guard: 'said', target: 'controls' },
      },
    },
    submitted: {
      on: {
        REENTRY_GRANTED: { guard: 'said', target: 'limitedReentry', actions: 'startLimited' },
        REENTRY_REFUSED: { guard: 'said', target: 'refused' },
      },
    },
    limitedReentry: {
      on: {
        FULL_REENTRY: {
          guard: 'limitedLongEnough',
          target: 'fullReentry',
          actions: { type: 'met', params: { id: 'limited' } },
        },
        PROBE_RED: { guard: 'said', target: 'lockout', actions: 'endLimited' },
      },
    },
    fullReentry: {
      on: {
        CLOSE: { guard: 'nothingLeft', target: 'closed' },
        PROBE_RED: { guard: 'said', target: 'lockout', actions: 'endLimited' },
      },
    },
    refused: { on: { BACK_TO_CONTROLS: { guard: 'said', target: 'controls' } } },
    closed: {},
  },
});
