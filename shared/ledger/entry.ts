import { z } from 'zod';
import { InstantSchema } from '../domain/ids.ts';
import { isInstant } from '../domain/instant.ts';
import { canonical, isCanonicalText } from './canonical.ts';
import { fromUtf8, utf8 } from './encoding.ts';
import { consoleKinds } from './kinds/console-kinds.ts';
import { decisionKinds } from './kinds/decision-kinds.ts';
import { exerciseKinds } from './kinds/exercise-kinds.ts';
import { incidentKinds } from './kinds/incident-kinds.ts';
import { lawKinds } from './kinds/law-kinds.ts';
import { ledgerKinds } from './kinds/ledger-kinds.ts';
import { peopleKinds } from './kinds/people-kinds.ts';
import { permitKinds } from './kinds/permit-kinds.ts';
import { runKinds } from './kinds/run-kinds.ts';
import { signOffKinds } from './kinds/sign-off-kinds.ts';
import { timestampKinds } from './kinds/timestamp-kinds.ts';

/** What can have happened. Adding a kind here makes the compiler list every fold that has to handle it. */
export const entryKinds = {
  ...ledgerKinds,
  ...consoleKinds,
  ...peopleKinds,
  ...incidentKinds,
  ...decisionKinds,
  ...lawKinds,
  ...signOffKinds,
  ...runKinds,
  ...exerciseKinds,
  ...timestampKinds,
  ...permitKinds,
} as const;
export type EntryKind = keyof typeof entryKinds;
export type EntryBody<K extends EntryKind> = z.infer<(typeof entryKinds)[K]>;

/** C2SP tlog-tiles entry bundles carry a 16-bit length; larger content lives in the vault, by hash. */
export const MAX_ENTRY_BYTES = 65_535;

/** Four times kept apart: when it happened, when someone saw it, when it was written, and the exercise clock. */
const Times = z.strictObject({
  recorded: InstantSchema,
  observed: InstantSchema.optional(),
  event: InstantSchema.optional(),
  exercise: InstantSchema.optional(),
});
export type Times = z.infer<typeof Times>;

const ACTOR = /^(operator|console):[0-9a-f]{64}$/;
const SALT = /^[A-Za-z0-9+/]{21}[AQgw]==$/;

export const Envelope = z.strictObject({
  v: z.literal(1),
  index: z.int().min(0),
  kind: z.string(),
  /** `operator:<fingerprint>` or `console:<fingerprint>`. */
  actor: z.string().regex(ACTOR),
  at: Times,
  /** 16 random bytes in base64: without it the hash of a "yes" could be guessed from a sibling in a proof. */
  salt: z.string().regex(SALT),
  body: z.unknown(),
});

interface EntryOf<K extends EntryKind> {
  readonly v: 1;
  readonly index: number;
  readonly kind: K;
  readonly actor: string;
  readonly at: Times;
  readonly salt: string;
  readonly body: EntryBody<K>;
}
/** Closed union, discriminated by `kind`. */
export type Entry = { [K in EntryKind]: EntryOf<K> }[EntryKind];
/** What a use case wants recorded; index, salt, recorded time and actor are added by the one writer. */
export type NewEntry = {
  [K in EntryKind]: { readonly kind: K; readonly body: EntryBody<K>; readonly at?: Omit<Times, 'recorded'> };
}[EntryKind];

export type ParsedEntry =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly code: EntryFault; readonly why: string };
export type EntryFault = 'ENTRY_TOO_LARGE' | 'ENTRY_NOT_CANONICAL' | 'ENTRY_MALFORMED' | 'ENTRY_KIND_UNKNOWN';

/** Canonical bytes of an entry. Throws NotCanonicalError or RangeError: the writer must not get this far with a bad value. */
export function encodeEntry(entry: Entry): Uint8Array {
  const bytes = utf8(canonical(entry));
  if (bytes.length > MAX_ENTRY_BYTES) throw new RangeError(`entry of ${bytes.length} bytes, limit ${MAX_ENTRY_BYTES}`);
  return bytes;
}

/**
 * Bytes to entry, strictly: UTF-8, one JSON value whose canonical form is these very bytes (so no duplicate key, no second
 * spelling), known kind, exact body. A leading byte-order mark, an unknown field and a trailing newline are all refused.
 */
export function decodeEntry(bytes: Uint8Array): ParsedEntry {
  if (bytes.length > MAX_ENTRY_BYTES)
    return fault('ENTRY_TOO_LARGE', `has ${bytes.length} bytes, an entry has at most ${MAX_ENTRY_BYTES}`);
  const text = fromUtf8(bytes);
  if (text === null) return fault('ENTRY_NOT_CANONICAL', 'not UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fault('ENTRY_NOT_CANONICAL', bytes.length === 0 ? 'is empty' : 'is not JSON');
  }
  try {
    // Well-formed text and its bytes stand for each other, so comparing text is comparing bytes.
    if (!isCanonicalText(text, value)) return fault('ENTRY_NOT_CANONICAL', 'another spelling of the same value');
  } catch (error) {
    return fault('ENTRY_NOT_CANONICAL', error instanceof Error ? error.message : 'not canonical');
  }
  if (!isPlainEnvelope(value)) {
    const envelope = Envelope.safeParse(value);
    return fault('ENTRY_MALFORMED', envelope.success ? 'not the fields of an entry' : firstIssue(envelope.error));
  }
  const { kind } = value;
  if (!isEntryKind(kind)) return fault('ENTRY_KIND_UNKNOWN', `is of a kind that this program does not know: ${kind}`);
  const body = entryKinds[kind].safeParse(value.body);
  if (!body.success) return fault('ENTRY_MALFORMED', `${kind}: ${firstIssue(body.error)}`);
  // The schemas check and change nothing, so what was parsed is the entry.
  return { ok: true, entry: value as Entry };
}

const TIMES: ReadonlySet<string> = new Set(Object.keys(Times.shape));

/** `Envelope` by hand: every entry of every ledger passes here, and this is half the time of the schema. A test holds it to that. */
export function isPlainEnvelope(value: unknown): value is z.infer<typeof Envelope> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 7) return false;
  const { v, index, kind, actor, at, salt } = value as Readonly<Record<string, unknown>>;
  return (
    v === 1 &&
    typeof index === 'number' &&
    Number.isSafeInteger(index) &&
    index >= 0 &&
    typeof kind === 'string' &&
    typeof actor === 'string' &&
    ACTOR.test(actor) &&
    typeof salt === 'string' &&
    isSalt(salt) &&
    Object.hasOwn(value, 'body') &&
    areTimes(at)
  );
}

export function isSalt(text: string): boolean {
  return SALT.test(text);
}

/** `Times` by hand, for the same reason. */
export function areTimes(value: unknown): value is Times {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'recorded')) return false;
  for (const [name, time] of Object.entries(value))
    if (!TIMES.has(name) || typeof time !== 'string' || !isInstant(time)) return false;
  return true;
}

/** The entry of bytes that `decodeEntry` has accepted, elsewhere. It adds nothing to what was parsed, so parsing is enough. */
export function acceptedEntry(bytes: Uint8Array): Entry {
  return JSON.parse(fromUtf8(bytes) ?? '') as Entry;
}

export function isEntryKind(kind: string): kind is EntryKind {
  return Object.hasOwn(entryKinds, kind);
}

function fault(code: EntryFault, why: string): ParsedEntry {
  return { ok: false, code, why };
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || 'value'}: ${issue.message}` : 'malformed';
}
