import { assign, setup } from 'xstate';
import type { LiveSession, QuorumRule, StepName, Verdict } from '../../shared/domain/action.ts';
import { compareInstants, MINUTE, plusMs, type Instant } from '../../shared/domain/instant.ts';
import { personOf, quorumMet, type Signature } from './quorum.ts';

/** Policy values of reference C0, "Timers": how long a dry run and an approval hold. */
export const DRY_RUN_VALID_MS = 15 * MINUTE;
export const APPROVAL_VALID_MS = 15 * MINUTE;
/** After this many rounds of ending sessions that keep coming back, a person has to look. */
const MAX_KILL_ROUNDS = 3;

export type Purpose = 'apply' | 'undo';

export interface Gate {
  readonly purpose: Purpose;
  readonly hash: string;
  readonly expiresAt: Instant;
  readonly signatures: readonly Signature[];
}

export interface ActionInput {
  readonly quorum: QuorumRule;
  readonly reversible: boolean;
}

export interface ActionContext extends ActionInput {
  readonly dryRunAt: Instant | null;
  readonly gate: Gate | null;
  readonly mustFail: Verdict | null;
  readonly sessions: readonly LiveSession[];
  readonly killRounds: number;
  /** Whether an undo was asked for while the action was effective: a rejected undo leads back there. */
  readonly wasEffective: boolean;
}

export type ActionEvent =
  | { readonly type: 'DRY_RUN' }
  | {
      readonly type: 'OUTCOME';
      readonly step: StepName;
      readonly verdict: Verdict;
      readonly sessions: readonly LiveSession[];
      readonly at: Instant;
    }
  /** A person says what became of a step that has no outcome. */
  | { readonly type: 'DOUBT_RESOLVED'; readonly step: StepName; readonly happened: 'yes' | 'no' | 'unknown' }
  | {
      readonly type: 'SUBMIT';
      readonly purpose: Purpose;
      readonly hash: string;
      readonly expiresAt: Instant;
      readonly by: Signature;
      readonly at: Instant;
    }
  | { readonly type: 'APPROVE'; readonly hash: string; readonly by: Signature; readonly at: Instant }
  | { readonly type: 'REJECT'; readonly hash: string }
  /** A key was revoked: what it signed and is still to be used does not count any more. */
  | { readonly type: 'KEY_REVOKED'; readonly fingerprint: string }
  | { readonly type: 'ORDER'; readonly purpose: Purpose | 'reprobe'; readonly at: Instant; readonly waveOpen: boolean }
  | { readonly type: 'WITHDRAW' };

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
        ? { gate: { purpose: event.purpose, hash: event.hash, expiresAt: event.expiresAt, signatures: [event.by] } }
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
    startOver: assign({ dryRunAt: null, gate: null, mustFail: null, sessions: [], killRounds: 0, wasEffective: false }),
    rememberEffective: assign({ wasEffective: true }),
    forgetProof: assign({ mustFail: null, sessions: [], killRounds: 0, wasEffective: false }),
  },
  guards: {
    said: ({ event }, params: { step: StepName; verdicts: readonly Verdict[] }) =>
      event.type === 'OUTCOME' && event.step === params.step && params.verdicts.includes(event.verdict),
    /** A second answer of the same round does not replace the first. */
    firstMustFail: ({ context, event }) =>
      event.type === 'OUTCOME' && event.step === 'mustFail' && context.mustFail === null,
    proven: ({ context, event }) =>
      event.type === 'OUTCOME' &&
      event.step === 'mustWork' &&
      event.verdict === 'passed' &&
      context.mustFail === 'blocked',
    brokeWithUndo: ({ context, event }) =>
      context.reversible && event.type === 'OUTCOME' && event.step === 'mustWork' && event.verdict === 'blocked',
    mayKillAgain: ({ context, event }) =>
      event.type === 'OUTCOME' &&
      event.step === 'residual' &&
      event.verdict === 'live' &&
      context.killRounds < MAX_KILL_ROUNDS,
    submitApply: ({ context, event }) =>
      event.type === 'SUBMIT' &&
      event.purpose === 'apply' &&
      context.dryRunAt !== null &&
      compareInstants(event.at, plusMs(context.dryRunAt, DRY_RUN_VALID_MS)) < 0,
    submitUndo: ({ context, event }) => event.type === 'SUBMIT' && event.purpose === 'undo' && context.reversible,
    mayApprove: ({ context, event }) =>
      event.type === 'APPROVE' && isOpen(context.gate, event.hash, event.at) && !hasSigned(context.gate, event.by),
    completesQuorum: ({ context, event }) =>
      event.type === 'APPROVE' &&
      isOpen(context.gate, event.hash, event.at) &&
      !hasSigned(context.gate, event.by) &&
      quorumMet(context.quorum, [...(context.gate?.signatures ?? []), event.by]),
    undoWasFromEffective: ({ context, event }) =>
      event.type === 'REJECT' && context.gate?.hash === event.hash && context.wasEffective,
    mayReject: ({ context, event }) => event.type === 'REJECT' && context.gate?.hash === event.hash,
    signedByRevoked: ({ context, event }) =>
      event.type === 'KEY_REVOKED' && signedWith(context.gate, event.fingerprint),
    revokedUndoOfEffective: ({ context, event }) =>
      event.type === 'KEY_REVOKED' && signedWith(context.gate, event.fingerprint) && context.wasEffective,
    orderApply: ({ context, event }) =>
      event.type === 'ORDER' && event.purpose === 'apply' && event.waveOpen && stands(context, 'apply', event.at),
    orderUndo: ({ context, event }) =>
      event.type === 'ORDER' && event.purpose === 'undo' && stands(context, 'undo', event.at),
    orderReprobe: ({ event }) => event.type === 'ORDER' && event.purpose === 'reprobe',
    /** The order never left, and no signature under it was revoked meanwhile: it may be given again. */
    nothingHappenedAndStands: ({ context, event }) =>
      event.type === 'DOUBT_RESOLVED' && event.happened === 'no' && context.gate !== null,
    resolvedAs: ({ event }, params: { happened: 'yes' | 'no' }) =>
      event.type === 'DOUBT_RESOLVED' && event.happened === params.happened,
  },
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
  }),
  initial: 'drafted',
  // Whatever is under way goes on; what the approval was still good for has to be approved again.
  on: { KEY_REVOKED: { guard: 'signedByRevoked', actions: 'closeGate' } },
  states: {
    drafted: { on: { DRY_RUN: dryRun(), WITHDRAW: 'withdrawn' } },
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
    dryRunRefused: { on: { DRY_RUN: dryRun(), WITHDRAW: 'withdrawn' } },
    dryRunOk: {
      on: {
        SUBMIT: { guard: 'submitApply', target: 'awaitingApproval', actions: 'openGate' },
        DRY_RUN: dryRun(),
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
        SUBMIT: { guard: 'submitApply', actions: 'openGate' },
        DRY_RUN: dryRun(),
        WITHDRAW: { target: 'withdrawn', actions: 'closeGate' },
      },
    },
    armed: {
      on: {
        ORDER: { guard: 'orderApply', target: 'applying', actions: perform('apply') },
        REJECT: { guard: 'mayReject', target: 'dryRunOk', actions: 'closeGate' },
        KEY_REVOKED: { guard: 'signedByRevoked', target: 'dryRunOk', actions: 'closeGate' },
        SUBMIT: { guard: 'submitApply', target: 'awaitingApproval', actions: 'openGate' },
        DRY_RUN: dryRun(),
        WITHDRAW: { target: 'withdrawn', actions: 'closeGate' },
      },
    },
    applying: {
      on: {
        OUTCOME: [
          { guard: said('apply', 'done'), target: 'probing', actions: perform('mustFail') },
          // Never "failed": whatever the exit code says, something may have happened. A person orders a probe.
          { target: 'unknown' },
        ],
        DOUBT_RESOLVED: [
          {
            guard: { type: 'resolvedAs', params: { happened: 'yes' } },
            target: 'probing',
            actions: perform('mustFail'),
          },
          { guard: 'nothingHappenedAndStands', target: 'armed' },
          { guard: { type: 'resolvedAs', params: { happened: 'no' } }, target: 'dryRunOk' },
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
          { guard: said('residual', 'none'), target: 'effective', actions: 'noteSessions' },
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
        SUBMIT: { guard: 'submitUndo', target: 'awaitingUndoApproval', actions: ['openGate', 'rememberEffective'] },
        ORDER: reprobe(),
      },
    },
    unknown: {
      on: {
        ORDER: [reprobe(), { guard: 'orderApply', target: 'applying', actions: ['forgetProof', perform('apply')] }],
        DRY_RUN: dryRun(),
        SUBMIT: { guard: 'submitUndo', target: 'awaitingUndoApproval', actions: 'openGate' },
      },
    },
    compensating: {
      on: {
        OUTCOME: [
          { guard: said('undo', 'done'), actions: perform('mustWork') },
          { guard: said('mustWork', 'passed'), target: 'compensated' },
          { target: 'compensationFailed' },
        ],
        DOUBT_RESOLVED: 'compensationFailed',
      },
    },
    compensated: { on: { DRY_RUN: dryRun(), WITHDRAW: 'withdrawn' } },
    compensationFailed: {
      on: { ORDER: reprobe(), SUBMIT: { guard: 'submitUndo', target: 'awaitingUndoApproval', actions: 'openGate' } },
    },
    awaitingUndoApproval: {
      on: {
        APPROVE: [
          { guard: 'completesQuorum', target: 'undoArmed', actions: 'sign' },
          { guard: 'mayApprove', actions: 'sign' },
        ],
        REJECT: undoRejected(),
        KEY_REVOKED: undoVoided(),
        SUBMIT: { guard: 'submitUndo', actions: 'openGate' },
        ORDER: reprobe(),
      },
    },
    undoArmed: {
      on: {
        // From here on nothing is proven any more, whatever becomes of the undo.
        ORDER: [{ guard: 'orderUndo', target: 'undoing', actions: ['forgetProof', perform('undo')] }, reprobe()],
        REJECT: undoRejected(),
        KEY_REVOKED: undoVoided(),
        SUBMIT: { guard: 'submitUndo', target: 'awaitingUndoApproval', actions: 'openGate' },
      },
    },
    undoing: {
      on: {
        OUTCOME: [
          // The undo step proves itself (a new password logs in, the list admits again); then the others must still work. The
          // old secret is not asked: a user brought back with a new password must go on refusing the old one.
          { guard: said('undo', 'done'), actions: perform('mustWork') },
          { guard: said('mustWork', 'passed'), target: 'undone', actions: 'closeGate' },
          { target: 'undoFailed' },
        ],
        DOUBT_RESOLVED: [
          { guard: 'nothingHappenedAndStands', target: 'undoArmed' },
          { guard: { type: 'resolvedAs', params: { happened: 'no' } }, target: 'unknown' },
          { target: 'undoFailed' },
        ],
      },
    },
    undone: { on: { DRY_RUN: dryRun(), WITHDRAW: 'withdrawn' } },
    undoFailed: {
      on: { ORDER: reprobe(), SUBMIT: { guard: 'submitUndo', target: 'awaitingUndoApproval', actions: 'openGate' } },
    },
    withdrawn: {},
  },
});

function isOpen(gate: Gate | null, hash: string, at: Instant): boolean {
  return gate !== null && gate.hash === hash && compareInstants(at, gate.expiresAt) < 0;
}

function signedWith(gate: Gate | null, fingerprint: string): boolean {
  return gate !== null && gate.signatures.some((one) => one.fingerprint === fingerprint);
}

function hasSigned(gate: Gate | null, by: Signature): boolean {
  return gate !== null && gate.signatures.some((one) => personOf(one) === personOf(by));
}

/** The quorum stands for this purpose and has not expired. Asked again at the moment of the order. */
function stands(context: ActionContext, purpose: Purpose, at: Instant): boolean {
  const { gate } = context;
  return (
    gate !== null &&
    gate.purpose === purpose &&
    isOpen(gate, gate.hash, at) &&
    quorumMet(context.quorum, gate.signatures)
  );
}

function perform(step: StepName) {
  return { type: 'perform', params: { step } } as const;
}

function said(step: StepName, ...verdicts: Verdict[]) {
  return { type: 'said', params: { step, verdicts } } as const;
}

function dryRun() {
  return { target: 'dryRunning', actions: ['startOver', perform('collect')] } as const;
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
