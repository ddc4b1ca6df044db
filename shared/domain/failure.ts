/**
 * Everything that can go wrong at a boundary, as one closed union. A failure crosses hosts whole: code for programs,
 * message and hint for the person, retry for the button.
 */
export const FAILURES = {
  BAD_INPUT: { hint: 'Correct the marked fields and send again.', retry: 'never' },
  CANCELLED: {
    hint: 'It was stopped on request; nothing was left half done. Start it again when you like.',
    retry: 'same',
  },
  UNKNOWN_OPERATION: {
    hint: 'This console does not offer that operation; it may be of another version.',
    retry: 'never',
  },
  NOT_SET_UP: { hint: 'Set the console up first: organisation and first operator.', retry: 'never' },
  ALREADY_SET_UP: { hint: 'This home already has an organisation and operators; unlock one of them.', retry: 'never' },
  LOCKED: { hint: 'Unlock your operator key with its passphrase.', retry: 'after-unlock' },
  PASSPHRASE_WRONG: {
    hint: 'Check keyboard layout and caps lock. Five wrong tries in a row are followed by a pause of 30 seconds.',
    retry: 'same',
  },
  PASSPHRASE_WEAK: { hint: 'Use at least 12 characters; four unrelated words work well.', retry: 'never' },
  PASSPHRASE_PAUSED: {
    hint: 'Too many wrong tries in a row. Wait for the stated time, then try again.',
    retry: 'same',
  },
  KEY_NOT_AVAILABLE: {
    hint: 'The sealed key file is missing or damaged. Restore it from a backup, or enrol again with two others.',
    retry: 'never',
  },
  KEY_REVOKED: { hint: 'This key no longer counts. Another operator has to act.', retry: 'never' },
  KEY_REPLACED: { hint: 'This person has a newer key. Sign in with that one.', retry: 'never' },
  KEY_PENDING: {
    hint: 'The key was named but does not count yet. Enrol the person again, with two others at the console.',
    retry: 'never',
  },
  KEY_UNACCEPTABLE: {
    hint: 'Signatures under this public key would be judged differently by different programs. Make a fresh key.',
    retry: 'never',
  },
  OPERATOR_LAST: { hint: 'Someone has to be left who can sign here. Enrol another person first.', retry: 'never' },
  OPERATOR_UNKNOWN: { hint: 'Enrol the person first.', retry: 'never' },
  OPERATOR_NOT_ALLOWED: { hint: 'Someone with the named role or seat has to do this.', retry: 'never' },
  INCIDENT_UNKNOWN: { hint: 'Look at the list of incidents; the id may belong to another home.', retry: 'never' },
  INCIDENT_MOVED: { hint: 'Something was recorded since you looked. Look again, then decide.', retry: 'after-refresh' },
  HEAD_MOVED: { hint: 'Another writer recorded first. Look again, then decide.', retry: 'after-refresh' },
  RUN_UNKNOWN: { hint: 'Start the playbook first.', retry: 'never' },
  ACTION_UNKNOWN: { hint: 'Draft the action first.', retry: 'never' },
  STEP_NOT_POSSIBLE: {
    hint: 'The statechart does not allow this now; the run shows what it waits for.',
    retry: 'after-refresh',
  },
  WAVE_NOT_OPEN: {
    hint: 'Earlier waves come first: whoever can create credentials is revoked before anything else.',
    retry: 'after-refresh',
  },
  HOLD_MISSING: {
    hint: 'Take a sealed copy in as evidence and place a legal hold that names it; then order again.',
    retry: 'after-refresh',
  },
  PLAYBOOK_NOT_AVAILABLE: {
    hint: 'This run follows a version of the playbook that this console does not have. It stays readable and can be exported.',
    retry: 'never',
  },
  APPROVAL_MISMATCH: {
    hint: 'What you approve is not what is on the table any more. Read it again.',
    retry: 'after-refresh',
  },
  APPROVAL_EXPIRED: { hint: 'Approvals hold for 15 minutes. Dry run and submit again.', retry: 'never' },
  SIGN_OFF_MISSING: {
    hint: 'Have the version reviewed and signed first. If time runs out, file and record the reason why it was not locked.',
    retry: 'after-refresh',
  },
  APPROVAL_SAME_PERSON: { hint: 'A second person has to sign with their own key.', retry: 'never' },
  DRY_RUN_EXPIRED: { hint: 'A dry run holds for 15 minutes. Repeat it.', retry: 'never' },
  EFFECT_IN_DOUBT: {
    hint: 'Say first what became of the step that has no recorded outcome. Look at the real system.',
    retry: 'never',
  },
  EFFECT_UNKNOWN: { hint: 'That step is not waiting for output.', retry: 'after-refresh' },
  EXEC_NOT_ARMED: {
    hint: 'Two people arm it under People and keys. Until then use card mode and run the commands by hand.',
    retry: 'never',
  },
  HOST_NOT_REGISTERED: {
    hint: 'Add it under Assets to what it belongs to: a host as an endpoint, a context, region or profile as the form says. Or use card mode. This console goes only where the register says.',
    retry: 'never',
  },
  REGISTER_CHANGED: {
    hint: 'Correct the asset if the register is wrong. If the system moved, withdraw the action and draft it anew with the address that holds now.',
    retry: 'after-refresh',
  },
  PROGRAM_MISSING: {
    hint: 'Install the named program, or use card mode and run the commands elsewhere.',
    retry: 'same',
  },
  FILE_NOT_READABLE: { hint: 'Check the path and the permissions.', retry: 'same' },
  FILE_NOT_TAKEN: {
    hint: 'Nothing of it was recorded. Correct the file, then choose it again.',
    retry: 'never',
  },
  FILE_CHANGED: { hint: 'The file changed while it was read. Collect it again from a quiet copy.', retry: 'same' },
  EVIDENCE_MISSING: {
    hint: 'The vault lacks bytes that the ledger names. Restore them from a copy; the hash tells which.',
    retry: 'never',
  },
  BUNDLE_UNREADABLE: {
    hint: 'Point at the folder that holds bagit.txt. A truncated copy has to be fetched again.',
    retry: 'same',
  },
  DESTINATION_EXISTS: { hint: 'Choose another folder; nothing is overwritten.', retry: 'same' },
  LEDGER_DAMAGED: {
    hint: 'Stop deciding on this ledger. Run fsck, keep the file as it is, work from a verified bundle.',
    retry: 'never',
  },
  LEDGER_FOREIGN: { hint: 'The file is not a ledger of this console. Move it away; do not rename it.', retry: 'never' },
  CANNOT_RECORD: {
    hint: 'The ledger could not be written, so nothing was decided. Free disk space or make the home writable, then try again.',
    retry: 'same',
  },
  WITNESS_UNKNOWN: {
    hint: 'Compare the key with the witness over another channel, then trust it here; after that its answers count.',
    retry: 'never',
  },
  COSIGNATURE_INVALID: {
    hint: 'Take the answer over again, whole lines from the long dash on. It has to answer a request of this very incident.',
    retry: 'never',
  },
  WITNESS_STALE: { hint: 'Make the request again from the size that the witness names.', retry: 'never' },
  LEDGER_ROLLED_BACK: {
    hint: 'Stop deciding on this ledger. Entries that a witness saw are gone: keep the file as it is, look for the newest copy, tell the people who rely on it.',
    retry: 'never',
  },
  LEDGER_FORKED: {
    hint: 'Stop deciding on this ledger. Two histories carry its name: keep both, and find out which machine wrote the other.',
    retry: 'never',
  },
  REQUEST_UNREADABLE: {
    hint: 'Take the request over again, whole, from the line that begins with “old” to the last line. It was made by another console under Handoff, Witness.',
    retry: 'never',
  },
  LOG_UNKNOWN: {
    hint: 'Get the verifier key of that ledger from its people by another way than the request, compare the fingerprint, then trust it here.',
    retry: 'never',
  },
  LOG_KEY_WRONG: {
    hint: 'Do not answer. Ask the people of that console, by another way, whether it has a new key; if not, someone else made this request.',
    retry: 'never',
  },
  REQUEST_STALE: {
    hint: 'Send the number that this witness saw last back; the other console makes its request again from there.',
    retry: 'never',
  },
  REQUEST_BEHIND: {
    hint: 'Ask for a request made now. If the other console has no more entries than this, its record was put back to an older copy: tell its people, and keep this request.',
    retry: 'never',
  },
  LOG_FORKED: {
    hint: 'Do not answer. Two histories are signed under one name: keep this request and the checkpoint seen last, together they prove it; tell the people who rely on that record.',
    retry: 'never',
  },
  PROOF_INVALID: {
    hint: 'Do not answer. Ask for a request made now; if that one does not hold either, entries that this witness saw were changed or removed.',
    retry: 'never',
  },
  LEDGER_OWN: {
    hint: 'A witness has to be someone else: take the request to a console whose people do not keep this record.',
    retry: 'never',
  },
  WITNESS_BUSY: {
    hint: 'Another program answers from the folder of this witness at this moment. Try again.',
    retry: 'same',
  },
  TIMESTAMP_UNREADABLE: {
    hint: 'Take the reply file over again, whole; it is what the authority answered to the request, not the web page around it.',
    retry: 'never',
  },
  TIMESTAMP_REFUSED: { hint: 'Ask another authority, or the same one again, with a new request.', retry: 'never' },
  TIMESTAMP_MISMATCH: { hint: 'The reply is over other bytes. Import it where its request was made.', retry: 'never' },
  TIMESTAMP_NONCE_WRONG: {
    hint: 'The reply answers another request over the same bytes. Send the request file of this console, and import what comes back.',
    retry: 'never',
  },
  TIMESTAMP_INVALID: {
    hint: 'The reply was changed on the way or is not by who it says. Fetch it again from the authority.',
    retry: 'never',
  },
  TIMESTAMP_WRONG_PURPOSE: { hint: 'The certificate may not make time-stamps. Ask another authority.', retry: 'never' },
  TIMESTAMP_CHAIN_BROKEN: {
    hint: 'Give the root certificate of this authority, and the certificates in between where the reply lacks them; compare the root with what the authority publishes.',
    retry: 'never',
  },
  TIMESTAMP_CERTIFICATE_EXPIRED: {
    hint: 'A certificate was not valid at the time in the reply. Ask another authority.',
    retry: 'never',
  },
  HOME_BUSY: { hint: 'Another console has this home open. Close it, or use another home.', retry: 'same' },
  HOME_UNUSABLE: { hint: 'Choose a local folder that this account may write to.', retry: 'never' },
  HOST_REFUSED: { hint: 'Open the console by the address it printed, in the same browser.', retry: 'never' },
  INTERNAL: { hint: 'This is a defect. The ledger is unharmed; the log names the place.', retry: 'same' },
} as const satisfies Record<string, { hint: string; retry: 'never' | 'same' | 'after-refresh' | 'after-unlock' }>;

export type FailureCode = keyof typeof FAILURES;
export type Retry = (typeof FAILURES)[FailureCode]['retry'];

export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  readonly hint: string;
  readonly retry: Retry;
  /** Fields at fault, seconds to wait, missing programs: short texts only, never a secret. */
  readonly details: readonly string[];
}

export const FAILURE_CODES = Object.keys(FAILURES) as FailureCode[];

export class BulkheadError extends Error {
  readonly code: FailureCode;
  readonly details: readonly string[];

  constructor(code: FailureCode, message: string, options: { details?: readonly string[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'BulkheadError';
    this.code = code;
    this.details = options.details ?? [];
  }

  toFailure(): Failure {
    return { code: this.code, message: this.message, ...FAILURES[this.code], details: this.details };
  }
}

/** Throws. Usable as an expression: `find(id) ?? fail('RUN_UNKNOWN', ...)`. */
export function fail(code: FailureCode, message: string, details: readonly string[] = []): never {
  throw new BulkheadError(code, message, { details });
}

/** For the default branch of a switch over a closed union: a type error at compile time, a loud one at run time. */
export function never(value: never, what: string): never {
  throw new Error(`unhandled ${what}: ${JSON.stringify(value)}`);
}
