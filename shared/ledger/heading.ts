import type { z } from 'zod';
import { isCanonicalText } from './canonical.ts';
import { areTimes, entryKinds, isSalt, MAX_ENTRY_BYTES, type EntryKind, type Times } from './entry.ts';
import { consoleKinds } from './kinds/console-kinds.ts';
import { exerciseKinds } from './kinds/exercise-kinds.ts';
import { ledgerKinds } from './kinds/ledger-kinds.ts';
import { peopleKinds } from './kinds/people-kinds.ts';
import { timestampKinds } from './kinds/timestamp-kinds.ts';

/** As much of an entry as the verifier needs where the body tells it nothing. */
export interface Heading {
  readonly actor: string;
  readonly at: Times;
}

/** Of these kinds all entries count, for the verifier or for whoever keeps some beside it. */
const FAMILIES = [ledgerKinds, consoleKinds, peopleKinds, exerciseKinds, timestampKinds];

/**
 * Kinds that tell something, by being there or by what they say. Of all others nothing counts but who and when, once they are known
 * to be sound (`test/unit/ledger/heading.test.ts` holds the verifier to that).
 */
export const TELLING: ReadonlySet<EntryKind> = new Set<EntryKind>([
  ...(FAMILIES.flatMap((kinds) => Object.keys(kinds)) as EntryKind[]),
  'incident.declared',
  'action.submitted',
  'gate.approved',
  'evidence.collected',
  'effect.completed',
  'notification.drafted',
  'notification.reviewed',
  'notification.locked',
  'notification.filed',
]);

/** The schemas of the others. */
const PLAIN: ReadonlyMap<string, z.ZodType> = new Map(
  Object.entries(entryKinds).filter(([kind]) => !TELLING.has(kind as EntryKind)),
);

const START = /^\{"actor":"((?:operator|console):[0-9a-f]{64})","at":(\{[^{}]*\}),"body":/;
const SALT_TO_END = '","v":1}';
const KIND_TO_SALT = '","salt":"';
const SALT_LENGTH = 24;
const BODY_DEPTH = 1;
/** No text of this length or less has more bytes than an entry may have. */
const CERTAIN_LENGTH = MAX_ENTRY_BYTES / 3;

/**
 * Reads entries whose body tells the verifier nothing, in a fraction of the time of `decodeEntry`: their text has one possible
 * frame around the body, and entries of one transaction start alike.
 */
export class HeadingReader {
  #start = '';
  #heading: Heading | null = null;

  /**
   * The heading of entry `index` when `text` is certain to be accepted by `decodeEntry` as that entry, of a kind that tells
   * nothing; the same object while headings are the same. Null says nothing but that somebody has to look.
   */
  read(text: string, index: number): Heading | null {
    if (text.length > CERTAIN_LENGTH) return null;
    try {
      // A slice and one comparison: `startsWith` looks at one character after the other.
      if (this.#heading === null || text.slice(0, this.#start.length) !== this.#start) this.#learn(text);
      return this.#heading !== null && isSoundAfter(text, this.#start.length, index) ? this.#heading : null;
    } catch {
      return null; // Not JSON, or not canonical: whoever looks at the whole entry says what is wrong.
    }
  }

  #learn(text: string): void {
    this.#heading = null;
    const [start = '', actor = '', times = ''] = START.exec(text) ?? [];
    if (start === '') return;
    const at: unknown = JSON.parse(times);
    if (areTimes(at) && isCanonicalText(times, at)) this.#heading = { actor, at };
    this.#start = start;
  }
}

/** Whether body, index, kind, salt and version follow in `text` from `start` on, spelt as they must be. */
function isSoundAfter(text: string, start: number, index: number): boolean {
  const saltEnd = text.length - SALT_TO_END.length;
  const kindEnd = saltEnd - SALT_LENGTH - KIND_TO_SALT.length;
  const mark = `,"index":${index},"kind":"`;
  const bodyEnd = text.lastIndexOf(mark, kindEnd);
  if (bodyEnd < start || !text.endsWith(SALT_TO_END) || !text.startsWith(KIND_TO_SALT, kindEnd)) return false;
  const schema = PLAIN.get(text.slice(bodyEnd + mark.length, kindEnd));
  if (!schema || !isSalt(text.slice(saltEnd - SALT_LENGTH, saltEnd))) return false;
  const spelt = text.slice(start, bodyEnd);
  const body: unknown = JSON.parse(spelt);
  return isCanonicalText(spelt, body, BODY_DEPTH) && schema.safeParse(body).success;
}
