import type { StepName, Verdict } from '../../shared/domain/action.ts';
import { MINUTE, msOf, type Instant } from '../../shared/domain/instant.ts';
import type { SnapshotFrom } from 'xstate';
import type { actionMachine } from '../../playbooks/kit/action-machine.ts';
import type { ActionEvent, ActionInput } from '../../playbooks/kit/action-types.ts';
import type { Edge } from '../support/walk-machine.ts';
import { people } from './action-events.ts';

/** What someone who reads the record from the start would hold against the console; computed from events alone, not from the machine. */
export interface Memory {
  readonly gate: {
    readonly purpose: 'apply' | 'undo';
    readonly hash: string;
    readonly expiresAt: Instant;
    readonly signers: readonly string[];
    readonly breakGlass: boolean;
  } | null;
  readonly dryRunAt: Instant | null;
  /** Answers since the last apply, undo or reprobe. */
  readonly proof: { readonly mustFail?: Verdict; readonly mustWork?: Verdict; readonly residual?: Verdict };
  readonly unclear: boolean;
  readonly open: StepName | null;
  /** It was shown effective, and nothing came between. */
  readonly proven: boolean;
  /** Done under break-glass, with no second signature. */
  readonly unratified: string | null;
}

export const nothing: Memory = {
  gate: null,
  dryRunAt: null,
  proof: {},
  unclear: false,
  open: null,
  proven: false,
  unratified: null,
};

type ActionEdge = Edge<SnapshotFrom<typeof actionMachine>, ActionEvent>;

/**
 * Follows one accepted event and throws when a promise is broken. `strict`: outcomes come only for the step that is open, as
 * the engine guarantees; without it every outcome may come at any time, and the promises hold all the same.
 */
export function watchAction(options: {
  strict: boolean;
  input: ActionInput;
}): (memory: Memory, edge: ActionEdge) => Memory | null {
  return (memory, edge) => {
    const { before, event, after, performs } = edge;
    const answers = event.type === 'OUTCOME' || event.type === 'DOUBT_RESOLVED';
    if (options.strict && event.type === 'OUTCOME' && event.step !== memory.open) return null;
    if (options.strict && event.type === 'DOUBT_RESOLVED' && memory.open === null) return null;
    // A key can be revoked while a step runs.
    if (options.strict)
      check(
        answers || event.type === 'KEY_REVOKED' || event.type === 'RATIFY' || memory.open === null,
        `${event.type} was taken while ${memory.open} has no outcome`,
      );
    check(performs.length <= 1, 'more than one step at once');

    const next = remember(memory, edge);
    const { gate } = after.context;
    const asked = gate && {
      purpose: gate.purpose,
      hash: gate.hash,
      expiresAt: gate.expiresAt,
      signers: gate.signatures.map(({ fingerprint }) => fingerprint).toSorted(),
      breakGlass: gate.breakGlass,
    };
    check(
      JSON.stringify(asked) === JSON.stringify(next.gate),
      `the machine holds ${JSON.stringify(asked)}, on record is ${JSON.stringify(next.gate)}`,
    );
    if (performs.includes('apply')) checkApply(memory, event, after.value, options.input);
    check(
      (after.value === 'applying') <= (performs.includes('apply') || before.value === 'applying'),
      'applying was entered without an order to apply',
    );
    if (performs.includes('undo')) checkUndo(memory, event, after.value, options.input.reversible);
    check(
      (after.value === 'undoing') <= (performs.includes('undo') || before.value === 'undoing'),
      'undoing was entered without an order to undo',
    );
    if (after.value === 'armed' || after.value === 'undoArmed')
      check(standing(next.gate, after.value === 'armed' ? 'apply' : 'undo'), `${after.value} without a quorum`);
    if (after.value === 'effective') {
      const { mustFail, mustWork, residual } = next.proof;
      check(
        mustFail === 'blocked' && mustWork === 'passed' && residual === 'none',
        `effective on ${JSON.stringify(next.proof)}`,
      );
      check(!next.unclear, 'effective after an unclear answer');
    }
    return next;
  };
}

function checkApply(memory: Memory, event: ActionEdge['event'], state: unknown, input: ActionInput): void {
  check(state === 'applying', `apply performed in ${String(state)}`);
  if (event.type === 'ORDER' && event.purpose === 'renew') {
    check(input.leaseMs !== null, 'renewed what has no lease');
    return check(memory.proven && memory.unratified === null, 'renewed what was not in force, or not ratified');
  }
  check(event.type === 'ORDER' && event.purpose === 'apply', `apply performed on ${event.type}`);
  check(event.type === 'ORDER' && (event.held || !input.needsHold), 'destroyed evidence without a legal hold');
  check(memory.gate?.breakGlass !== true || input.breakGlass, 'broke glass for something else than containment');
  check(event.type === 'ORDER' && event.waveOpen, 'apply performed with the wave closed');
  check(standing(memory.gate, 'apply'), `apply performed on ${JSON.stringify(memory.gate)}`);
  check(
    event.type === 'ORDER' && memory.gate !== null && msOf(event.at) < msOf(memory.gate.expiresAt),
    'apply performed on an expired approval',
  );
}

function checkUndo(memory: Memory, event: ActionEdge['event'], state: unknown, reversible: boolean): void {
  check(reversible, 'undo of something irreversible');
  // Compensation is part of what was approved: the approver saw that what must keep working is put back when it breaks.
  if (state === 'compensating')
    return check(
      event.type === 'OUTCOME' && event.step === 'mustWork' && event.verdict === 'blocked',
      'compensated without need',
    );
  check(
    event.type === 'ORDER' && event.purpose === 'undo' && state === 'undoing',
    `undo performed on ${event.type} in ${String(state)}`,
  );
  check(standing(memory.gate, 'undo'), `undo performed on ${JSON.stringify(memory.gate)}`);
  check(
    event.type === 'ORDER' && memory.gate !== null && msOf(event.at) < msOf(memory.gate.expiresAt),
    'undo performed on an expired approval',
  );
}

/** Two different people, one of them the commander, the other with a custodian's role. */
function standing(gate: Memory['gate'], purpose: 'apply' | 'undo'): boolean {
  if (gate?.purpose !== purpose) return false;
  if (gate.breakGlass) return purpose === 'apply' && gate.signers.length === 1 && gate.signers[0] === 'commander';
  if (new Set(gate.signers).size < 2) return false;
  return gate.signers.some(
    (one) =>
      people[one]?.roles.includes('commander') &&
      gate.signers.some((other) => other !== one && people[other]?.roles.includes('key-custodian')),
  );
}

function remember(memory: Memory, { event, after, performs }: ActionEdge): Memory {
  const open = (performs[0] as StepName | undefined) ?? null;
  switch (event.type) {
    case 'DRY_RUN':
      // Whatever may be in force still waits for its second signature.
      return { ...nothing, open, unratified: memory.unratified };
    case 'OUTCOME': {
      const unclear = memory.unclear || event.verdict === 'unclear';
      const dryRunAt =
        event.step === 'dryRun' && event.verdict === 'ok' && after.value === 'dryRunOk' ? event.at : memory.dryRunAt;
      const proof = ['mustFail', 'mustWork', 'residual'].includes(event.step)
        ? { ...memory.proof, [event.step]: event.verdict }
        : memory.proof;
      // An approval does not outlive what it led to: neither a repair nor an undo.
      const gate = after.value === 'compensating' || after.value === 'undone' ? null : memory.gate;
      const lifted = after.value === 'compensated' || after.value === 'undone';
      const proven = after.value === 'effective';
      return { ...memory, gate, dryRunAt, proof, unclear, open, proven, unratified: lifted ? null : memory.unratified };
    }
    case 'DOUBT_RESOLVED':
      if (after.value === 'drafted') return { ...nothing, unratified: memory.unratified };
      // Nothing happened: nothing waits to be ratified either.
      return { ...memory, open, unratified: ['armed', 'dryRunOk'].includes(after.value) ? null : memory.unratified };
    case 'SUBMIT':
      if (event.purpose === 'apply')
        check(
          memory.dryRunAt !== null && msOf(event.at) - msOf(memory.dryRunAt) < 15 * MINUTE,
          'submitted without a valid dry run',
        );
      return {
        ...memory,
        gate: {
          purpose: event.purpose,
          hash: event.hash,
          expiresAt: event.expiresAt,
          signers: [event.by.fingerprint],
          breakGlass: event.breakGlass,
        },
        open,
      };
    case 'APPROVE': {
      const { gate } = memory;
      if (gate?.hash !== event.hash) throw new Error('approved something else than what was submitted');
      check(msOf(event.at) < msOf(gate.expiresAt), 'approved after expiry');
      check(!gate.signers.includes(event.by.fingerprint), 'signed twice by one person');
      return { ...memory, gate: { ...gate, signers: [...gate.signers, event.by.fingerprint].toSorted() }, open };
    }
    case 'REJECT':
      check(memory.gate?.hash === event.hash, 'rejected something else than what was submitted');
      return { ...memory, gate: null, open };
    case 'KEY_REVOKED':
      check(
        memory.gate?.signers.includes(event.fingerprint) === true,
        'voided an approval which that key had not signed',
      );
      return { ...memory, gate: null };
    case 'ORDER': {
      const applied = event.purpose === 'apply';
      const broke = memory.gate?.breakGlass === true ? (memory.gate.signers[0] ?? null) : null;
      const unratified = applied ? broke : memory.unratified;
      return { ...memory, proof: {}, unclear: false, open, proven: false, unratified };
    }
    case 'RATIFY': {
      const { gate, unratified } = memory;
      if (unratified === null) throw new Error('ratified what did not wait for it');
      check(unratified !== event.by.fingerprint, 'ratified by whoever ordered it');
      const signers = [unratified, event.by.fingerprint].toSorted();
      const both = { purpose: 'apply', hash: '', expiresAt: event.at, breakGlass: false, signers } as const;
      check(standing(both, 'apply'), 'ratified by someone who could not approve');
      // A gate that was opened since, by somebody else, is not the one that is ratified.
      const used = gate?.breakGlass === true && gate.signers[0] === unratified;
      const ratified = gate && used ? { ...gate, breakGlass: false, signers } : gate;
      return { ...memory, gate: ratified, unratified: null };
    }
    case 'WITHDRAW':
      return { ...nothing, open, unratified: memory.unratified };
  }
}

function check(holds: boolean, broken: string): void {
  if (!holds) throw new Error(broken);
}
