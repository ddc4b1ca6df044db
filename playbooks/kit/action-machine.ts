import { assign, setup } from 'xstate';
import type { StepName, Verdict } from '../../shared/domain/action.ts';
import { plusMs, type Instant } from '../../shared/domain/instant.ts';
import { actionGuards, RATIFY_MS } from './action-guards.ts';
import type { ActionContext, ActionEvent, ActionInput, Gate } from './action-types.ts';
import type { Signature } from './quorum.ts';

type Performs = { readonly step: StepName };

/**
 * The statechart of every action (reference C0): no timers, no invocations. It is driven by `transition()` alone; `perform`
 * comes back as data and is carried out only after it is on record. Instants come in with the events.
 */
export const actionMachine = setup({
  types: { context: {} as ActionContext, events: {} as ActionEvent, input: {} as ActionInput },
  actions: {
    perform: (_, _params: Performs) => {},
    openGate: assign(({ event }) =>
      event.type === 'SUBMIT'
        ? {
            gate: {
              purpose: event.purpose,
              hash: event.hash,
              expiresAt: event.expiresAt,
              signatures: [event.by],
              breakGlass: event.breakGlass,
            },
          }
        : {},
    ),
    sign: assign(({ context, event }) =>
      event.type === 'APPROVE' && context.gate
        ? { gate: { ...context.gate, signatures: [...context.gate.signatures, event.by] } }
        : {},
    ),
    closeGate: assign({ gate: null }),
    noteDryRun: assign(({ event }) => (event.type === 'OUTCOME' ? { dryRunAt: event.at } : {})),
    noteMustFail: assign(({ event }) => (event.type === 'OUTCOME' ? { mustFail: event.verdict } : {})),
    noteSessions: assign(({ event }) => (event.type === 'OUTCOME' ? { sessions: event.sessions } : {})),
    countKill: assign(({ context }) => ({ killRounds: context.killRounds + 1 })),
    /** What may be in force after an unclear order keeps its lease, and whoever has to ratify it stays asked. */
    startOver: assign({
      dryRunAt: null,
      gate: null,
      mustFail: null,
      sessions: [],
      killRounds: 0,
      wasEffective: false,
    }),
    noteOrder: assign(({ context, event }) =>
      event.type === 'ORDER'
        ? {
            orderedAt: event.at,
            unratified: brokeGlass(context, event.at) ?? (event.purpose === 'renew' ? context.unratified : null),
          }
        : {},
    ),
    ratify: assign(({ context, event }) =>
      event.type === 'RATIFY' ? { unratified: null, gate: ratified(context, event.by) } : {},
    ),
    /**
     * From the order, not from the outcome: nobody knows when within the step it took effect. A proof that something is in force does not
     * say since when: a lease that was known before an unclear renewal goes on as it was.
     */
    startLease: assign(({ context: { leaseMs, orderedAt, leaseUntil }, event }) =>
      event.type === 'OUTCOME' && event.step === 'residual' && leaseUntil !== null
        ? {}
        : { leaseUntil: leaseMs === null || orderedAt === null ? null : plusMs(orderedAt, leaseMs) },
    ),
    endLease: assign({ orderedAt: null, leaseUntil: null, unratified: null }),
    rememberEffective: assign({ wasEffective: true }),
    forgetProof: assign({ mustFail: null, sessions: [], killRounds: 0, wasEffective: false }),
  },
  guards: actionGuards,
}).createMachine({
  id: 'action',
  context: ({ input }) => ({
    ...input,
    dryRunAt: null,
    gate: null,
    mustFail: null,
    sessions: [],
    killRounds: 0,
    wasEffective: false,
    orderedAt: null,
    leaseUntil: null,
    unratified: null,
  }),
  initial: 'drafted',
  // Whatever is under way goes on; what the approval was still good for has to be approved again.
  on: {
    KEY_REVOKED: { guard: 'signedByRevoked', actions: 'closeGate' },
    RATIFY: { guard: 'mayRatify', actions: 'ratify' },
  },
  states: {
    drafted: { on: { DRY_RUN: dryRuns(), WITHDRAW: 'withdrawn' } },
    dryRunning: {
      on: {
        OUTCOME: [
          { guard: said('collect', 'done'), actions: perform('dryRun') },
          { guard: said('dryRun', 'ok'), target: 'dryRunOk', actions: 'noteDryRun' },
          { target: 'dryRunRefused' },
        ],
        DOUBT_RESOLVED: { target: 'drafted', actions: 'startOver' },
      },
    },
    dryRunRefused: { on: { DRY_RUN: dryRuns(), WITHDRAW: 'withdrawn' } },
    dryRunOk: {
      on: {
        SUBMIT: submitApply(),
        DRY_RUN: dryRuns(),
        WITHDRAW: 'withdrawn',
      },
    },
    awaitingApproval: {
      on: {
        APPROVE: [
          { guard: 'completesQuorum', target: 'armed', actions: 'sign' },
          { guard: 'mayApprove', actions: 'sign' },
        ],
        REJECT: { guard: 'mayReject', target: 'dryRunOk', actions: 'closeGate' },
        KEY_REVOKED: { guard: 'signedByRevoked', target: 'dryRunOk', actions: 'closeGate' },
        SUBMIT: submitApply(),
        DRY_RUN: dryRuns(),
        WITHDRAW: { target: 'withdrawn', actions: 'closeGate' },
      },
    },
    armed: {
      on: {
        ORDER: applyNow(),
        REJECT: { guard: 'mayReject', target: 'dryRunOk', actions: 'closeGate' },
        KEY_REVOKED: { guard: 'signedByRevoked', target: 'dryRunOk', actions: 'closeGate' },
        SUBMIT: submitApply(),
        DRY_RUN: dryRuns(),
        WITHDRAW: { target: 'withdrawn', actions: 'closeGate' },
      },
    },
    applying: {
      on: {
        OUTCOME: [
          { guard: 'readAll', target: 'effective' },
          { guard: said('apply', 'done'), target: 'probing', actions: ['startLease', perform('mustFail')] },
          // Never "failed": whatever the exit code says, something may have happened. A person orders a probe.
          { target: 'unknown' },
        ],
        DOUBT_RESOLVED: [
          {
            guard: { type: 'resolvedAs', params: { happened: 'yes' } },
            target: 'probing',
            actions: ['startLease', perform('mustFail')],
          },
          { guard: 'nothingAppliedAndStands', target: 'armed', actions: 'endLease' },
          { guard: 'nothingApplied', target: 'dryRunOk', actions: 'endLease' },
          { target: 'unknown' },
        ],
      },
    },
    probing: {
      on: {
        OUTCOME: [
          { guard: 'firstMustFail', actions: ['noteMustFail', perform('mustWork')] },
          { guard: 'proven', target: 'residual', actions: perform('residual') },
          // The approval was for something that breaks nothing: whoever wants to apply again asks again.
          { guard: 'brokeWithUndo', target: 'compensating', actions: ['closeGate', perform('undo')] },
          { target: 'unknown' },
        ],
        DOUBT_RESOLVED: 'unknown',
      },
    },
    residual: {
      on: {
        OUTCOME: [
          { guard: said('residual', 'none'), target: 'effective', actions: ['noteSessions', 'startLease'] },
          { guard: 'mayKillAgain', target: 'killing', actions: ['noteSessions', 'countKill', perform('killSessions')] },
          { target: 'unknown' },
        ],
        DOUBT_RESOLVED: 'unknown',
      },
    },
    killing: {
      on: {
        OUTCOME: [
          { guard: said('killSessions', 'done'), target: 'residual', actions: perform('residual') },
          { target: 'unknown' },
        ],
        DOUBT_RESOLVED: 'unknown',
      },
    },
    effective: {
      on: {
        SUBMIT: submitUndo('openGate', 'rememberEffective'),
        ORDER: [
          reprobe(),
          { guard: 'orderRenew', target: 'applying', actions: ['forgetProof', 'noteOrder', perform('apply')] },
        ],
      },
    },
    unknown: {
      on: {
        ORDER: [reprobe(), applyNow()],
        DRY_RUN: dryRuns(),
        SUBMIT: submitUndo('openGate'),
      },
    },
    compensating: {
      on: {
        OUTCOME: [
          { guard: said('undo', 'done'), actions: perform('mustWork') },
          { guard: said('mustWork', 'passed'), target: 'compensated', actions: 'endLease' },
          { target: 'compensationFailed' },
        ],
        DOUBT_RESOLVED: 'compensationFailed',
      },
    },
    compensated: { on: { DRY_RUN: dryRuns(), WITHDRAW: 'withdrawn' } },
    compensationFailed: {
      on: { ORDER: reprobe(), SUBMIT: submitUndo('openGate') },
    },
    awaitingUndoApproval: {
      on: {
        APPROVE: [
          { guard: 'completesQuorum', target: 'undoArmed', actions: 'sign' },
          { guard: 'mayApprove', actions: 'sign' },
        ],
        REJECT: undoRejected(),
        KEY_REVOKED: undoVoided(),
        SUBMIT: submitUndo('openGate'),
        ORDER: reprobe(),
      },
    },
    undoArmed: {
      on: {
        // From here on nothing is proven any more, whatever becomes of the undo.
        ORDER: [{ guard: 'orderUndo', target: 'undoing', actions: ['forgetProof', perform('undo')] }, reprobe()],
        REJECT: undoRejected(),
        KEY_REVOKED: undoVoided(),
        SUBMIT: submitUndo('openGate'),
      },
    },
    undoing: {
      on: {
        OUTCOME: [
          // The undo step proves itself (a new password logs in, the list admits again); then the others must still work. The
          // old secret is not asked: a user brought back with a new password must go on refusing the old one.
          { guard: said('undo', 'done'), actions: perform('mustWork') },
          { guard: said('mustWork', 'passed'), target: 'undone', actions: ['closeGate', 'endLease'] },
          { target: 'undoFailed' },
        ],
        DOUBT_RESOLVED: [
          { guard: 'nothingHappenedAndStands', target: 'undoArmed' },
          { guard: { type: 'resolvedAs', params: { happened: 'no' } }, target: 'unknown' },
          { target: 'undoFailed' },
        ],
      },
    },
    undone: { on: { DRY_RUN: dryRuns(), WITHDRAW: 'withdrawn' } },
    undoFailed: {
      on: { ORDER: reprobe(), SUBMIT: submitUndo('openGate') },
    },
    withdrawn: {},
  },
});

/** The gate at hand with the second signature, if it is the one that was used; one that was opened since is another matter. */
function ratified({ gate, unratified }: ActionContext, by: Signature): Gate | null {
  const [first] = gate?.signatures ?? [];
  const used =
    gate?.breakGlass === true && gate.hash === unratified?.hash && first?.fingerprint === unratified.by.fingerprint;
  return gate && used ? { ...gate, signatures: [...gate.signatures, by], breakGlass: false } : gate;
}

/** The one person whose word armed this, and how long it stands alone; null for what a quorum approved. */
function brokeGlass({ gate }: ActionContext, at: Instant): ActionContext['unratified'] {
  const [by] = gate?.signatures ?? [];
  return gate?.breakGlass && by ? { by, hash: gate.hash, until: plusMs(at, RATIFY_MS) } : null;
}

function perform(step: StepName) {
  return { type: 'perform', params: { step } } as const;
}

function said(step: StepName, ...verdicts: Verdict[]) {
  return { type: 'said', params: { step, verdicts } } as const;
}

/** Collect before cut; leaving that out is the commander's decision, with a reason on record. */
function dryRuns() {
  return [
    { guard: 'skipsCollect', target: 'dryRunning', actions: ['startOver', perform('dryRun')] },
    { target: 'dryRunning', actions: ['startOver', perform('collect')] },
  ] as const;
}

function submitApply() {
  return [
    { guard: 'submitsAloneApply', target: 'armed', actions: 'openGate' },
    { guard: 'submitApply', target: 'awaitingApproval', actions: 'openGate' },
  ] as const;
}

function submitUndo(...actions: ('openGate' | 'rememberEffective')[]) {
  return [
    { guard: 'submitsAloneUndo', target: 'undoArmed', actions },
    { guard: 'submitUndo', target: 'awaitingUndoApproval', actions },
  ] as const;
}

function applyNow() {
  return { guard: 'orderApply', target: 'applying', actions: ['forgetProof', 'noteOrder', perform('apply')] } as const;
}

function reprobe() {
  return { guard: 'orderReprobe', target: 'probing', actions: ['forgetProof', perform('mustFail')] } as const;
}

function undoRejected() {
  return [
    { guard: 'undoWasFromEffective', target: 'effective', actions: 'closeGate' },
    { guard: 'mayReject', target: 'unknown', actions: 'closeGate' },
  ] as const;
}

function undoVoided() {
  return [
    { guard: 'revokedUndoOfEffective', target: 'effective', actions: 'closeGate' },
    { guard: 'signedByRevoked', target: 'unknown', actions: 'closeGate' },
  ] as const;
}
