import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeptEntries } from '../../../shared/bundle/kept-entries.ts';
import { canonical } from '../../../shared/ledger/canonical.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import { decodeEntry, entryKinds, type Entry, type EntryKind } from '../../../shared/ledger/entry.ts';
import type { Report } from '../../../shared/ledger/finding.ts';
import { HeadingReader, TELLING } from '../../../shared/ledger/heading.ts';
import type { ReadEntry, ReadHeading } from '../../../shared/ledger/reading.ts';
import { verifyLedger } from '../../../shared/ledger/verify.ts';
import { EXERCISE_ORIGIN, LedgerBuilder, LIVE_ORIGIN } from '../../support/ledger-builder.ts';
import { alice, crypto } from '../../support/parties.ts';
import { vectorFile } from '../../support/vector-file.ts';

const { entries } = vectorFile('worked-example.json') as { entries: readonly { text: string }[] };
const actor = `operator:${'a'.repeat(64)}`;
const recorded = '2026-11-21T20:01:30.250Z';

function noteText(index: number, over: Readonly<Record<string, unknown>> = {}): string {
  const salt = 'AQEBAQEBAQEBAQEBAQEBAQ==';
  const note = { v: 1, index, kind: 'note.added', actor, at: { recorded }, salt, body: { text: `note ${index}` } };
  return canonical({ ...note, ...over });
}

test('reads what tells nothing, one after the other, and the same heading is the same object', () => {
  const reader = new HeadingReader();
  const first = reader.read(noteText(1), 1);
  expect(first).toEqual({ actor, at: { recorded } });
  expect(reader.read(noteText(2), 2)).toBe(first);
  const at = { event: recorded, exercise: recorded, observed: recorded, recorded };
  expect(reader.read(noteText(3, { at }), 3)).toEqual({ actor, at });
  expect(reader.read(noteText(4), 4)).toEqual(first);
  const read = entries.filter(({ text }, i) => reader.read(text, i) !== null);
  expect(read.map(({ text }) => (JSON.parse(text) as Entry).kind)).toContain('note.added');
});

test('whatever it reads, decodeEntry accepts as the same entry; whatever it leaves is telling, faulty or of another index', () => {
  const texts = [...entries.map(({ text }) => text), noteText(7), noteText(7, { body: { text: 'ä "\\\n \u2028 🙂' } })];
  const inserted = fc.constantFrom(
    '"',
    '\\',
    '{',
    '}',
    ',',
    ' ',
    '\n',
    '0',
    '-0',
    'é',
    '\ufffd',
    '\\u0041',
    '"a":1,',
    '__proto__',
  );
  const edit = fc.record({ at: fc.nat(900), cut: fc.nat(3), put: fc.oneof(fc.constant(''), inserted, fc.string()) });
  const reader = new HeadingReader();
  let accepted = 0;
  fc.assert(
    fc.property(fc.nat(texts.length - 1), fc.array(edit, { maxLength: 2 }), fc.nat(8), (which, edits, index) => {
      let text = texts[which] ?? '';
      for (const { at, cut, put } of edits)
        text = text.slice(0, at % text.length) + put + text.slice((at % text.length) + cut);
      const heading = reader.read(text, index);
      const decoded = decodeEntry(utf8(text));
      const plain =
        decoded.ok && decoded.entry.index === index && !TELLING.has(decoded.entry.kind) && text.isWellFormed();
      expect(heading !== null).toBe(plain);
      if (!heading || !decoded.ok) return;
      accepted += 1;
      expect(heading).toEqual({ actor: decoded.entry.actor, at: decoded.entry.at });
    }),
    { numRuns: 5000 },
  );
  expect(accepted).toBeGreaterThan(20);
}, 240_000);

/** A ledger of one note, read as if it were an entry of that kind: whole, with a body that nobody may look at, or its heading alone. */
function judged(kind: EntryKind, origin: string, how: 'whole' | 'heading'): readonly [Report, KeptEntries] {
  const ledger = new LedgerBuilder({ origin }).note(alice, 'to be replaced');
  const read = ledger.list.map(({ bytes, leaf: hash }): ReadEntry | ReadHeading => {
    const parsed = decodeEntry(bytes);
    if (!parsed.ok || parsed.entry.index === 0) return { leaf: null, hash, parsed };
    const { actor: who, at } = parsed.entry;
    const body = new Proxy({}, { get: (_, name) => expect.fail(`${kind}: ${String(name)} was asked for`) });
    const entry = { ...parsed.entry, kind, body } as Entry;
    return how === 'whole' ? { leaf: null, hash, parsed: { ok: true, entry } } : { hash, heading: { actor: who, at } };
  });
  const kept = new KeptEntries();
  const reader = () => ({ entries: read, checkpoints: ledger.notes.map(({ note }) => ({ bytes: note })) });
  const none = { entries: [], checkpoints: [] };
  return [verifyLedger(none, {}, crypto, (entry) => kept.take(entry), reader), kept];
}

test('of entries that tell nothing nobody looks at the body, and the heading alone gives the same report', () => {
  const kinds = (Object.keys(entryKinds) as EntryKind[]).filter((kind) => !TELLING.has(kind));
  expect(kinds.length).toBeGreaterThan(20);
  for (const kind of kinds) {
    for (const origin of [LIVE_ORIGIN, EXERCISE_ORIGIN]) {
      const whole = judged(kind, origin, 'whole');
      expect([kind, ...judged(kind, origin, 'heading')]).toEqual([kind, ...whole]);
      expect([kind, whole[0].verified, whole[1].entries.length]).toEqual([kind, true, 1]);
    }
  }
});
