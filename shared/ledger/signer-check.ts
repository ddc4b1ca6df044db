import { operatorKeyName } from './checkpoint.ts';
import type { FindingCode } from './finding.ts';
import type { Roster } from './roster.ts';
import type { LineState, NoteKey } from './signed-note.ts';

interface Fault {
  readonly code: FindingCode;
  readonly why: string;
}

/** What is asked of the signature lines of one checkpoint: by the roster as its last entry left it. */
export interface SignedRange {
  readonly origin: string;
  /** The entries it added, in words. */
  readonly range: string;
  /** Fingerprints of the operators who acted in them. */
  readonly operators: ReadonlySet<string>;
  /** One of them does not say who acted in it, so nobody is stray over it. */
  readonly unread: boolean;
  readonly stateOf: (key: NoteKey) => LineState;
}

/**
 * Attribution (docs/FORMAT.md 6.3): every console key that is due signed, and of the operators exactly the one who acted since the
 * last checkpoint. Tells the roster that its consoles have signed.
 */
export function signerFaults(
  roster: Roster,
  { origin, range, operators, unread, stateOf }: SignedRange,
): readonly Fault[] {
  const faults: Fault[] = [];
  for (const console of roster.consoles.due()) {
    const state = stateOf({ name: origin, publicKey: console.publicKey });
    if (state !== 'valid')
      faults.push({
        code: state === 'absent' ? 'CONSOLE_SIGNATURE_MISSING' : 'CONSOLE_SIGNATURE_INVALID',
        why: `the signature of the console under ${range} ${state === 'absent' ? 'is missing' : 'does not fit'}`,
      });
  }
  roster.consoles.sealed();
  if (operators.size > 1)
    faults.push({ code: 'OPERATORS_MIXED', why: `one checkpoint covers ${operators.size} people (${range})` });
  for (const key of roster.all()) {
    const state = stateOf({ name: operatorKeyName(key.fingerprint), publicKey: key.publicKey });
    const needed = operators.has(key.fingerprint);
    if (needed && state === 'absent')
      faults.push({ code: 'OPERATOR_SIGNATURE_MISSING', why: `${key.name} acted in ${range} but did not sign` });
    else if (state === 'invalid')
      faults.push({
        code: 'OPERATOR_SIGNATURE_INVALID',
        why: `the signature of ${key.name} under ${range} does not fit`,
      });
    else if (!needed && state === 'valid' && !unread)
      faults.push({ code: 'OPERATOR_SIGNATURE_STRAY', why: `${key.name} signed ${range} without acting in it` });
  }
  return faults;
}
