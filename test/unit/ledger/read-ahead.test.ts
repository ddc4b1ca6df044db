import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256OfText } from '../../../main/adapters/crypto/node-crypto.ts';
import { readStretch } from '../../../main/adapters/verification/read-stretch.ts';
import { instantFromMs } from '../../../shared/domain/instant.ts';
import { KeptEntries } from '../../../shared/bundle/kept-entries.ts';
import { concatBytes } from '../../../shared/ledger/encoding.ts';
import type { Report } from '../../../shared/ledger/finding.ts';

import { readBatch, type Batch, type BatchRead } from '../../../shared/ledger/read-batch.ts';
import { readAhead, type Hands } from '../../../shared/ledger/read-ahead.ts';
import { readHere, type LedgerBytes } from '../../../shared/ledger/reading.ts';
import { verifyLedger, type Trust } from '../../../shared/ledger/verify.ts';
import { LedgerBuilder, rosterLine } from '../../support/ledger-builder.ts';
import { alice, bob, consoleParty, crypto, mallory } from '../../support/parties.ts';

/** Others that answer at once, over a copy of what crosses a thread; counts what they were asked for. */
function handsHere(depth: number, ledger: LedgerBytes): Hands & { readonly asked: Record<Batch['what'], number> } {
  const answers = new Map<number, BatchRead>();
  const asked = { entries: 0, notes: 0, stretch: 0 };
  let last = 0;
  return {
    depth,
    asked,
    give: (batch) => {
      asked[batch.what] += 1;
      answers.set((last += 1), structuredClone(answerTo(structuredClone(batch), ledger)));
      return last;
    },
    take: (ticket) => {
      const answer = answers.get(ticket);
      if (!answer) throw new Error('asked twice, or for nothing');
      answers.delete(ticket);
      return answer;
    },
  };
}

function answerTo(batch: Batch, ledger: LedgerBytes): BatchRead {
  if (batch.what !== 'stretch') return readBatch(batch, crypto);
  const stored = [...ledger.entries].slice(batch.from, batch.from + batch.count);
  return readStretch(batch, {
    sha256: crypto.sha256,
    sha256OfText,
    source: {
      read: () => ({
        prefixed: stored.map(({ bytes }) => `\0${Buffer.from(bytes).toString()}`),
        leaves: new Uint8Array(concatBytes(...stored.map(({ leaf }) => leaf ?? new Uint8Array(32)))),
      }),
      body: (index) => stored[index - batch.from]?.bytes ?? new Uint8Array(),
    },
  });
}

/** The report and whatever is kept: on the spot, in batches that are handed over, and in stretches that others read. */
function everyWay(given: LedgerBytes, trust: Trust = {}): readonly [Report, KeptEntries][] {
  const entries = [...given.entries];
  const ledger = { ...given, entries, size: entries.length };
  const parted = { ...ledger, from: (index: number) => entries.slice(index) };
  return ([readHere, readAhead(handsHere(3, ledger)), readAhead(handsHere(3, ledger))] as const).map((reader, i) => {
    const kept = new KeptEntries();
    const report = verifyLedger(i === 2 ? parted : ledger, trust, crypto, (entry) => kept.take(entry), reader);
    return [report, kept];
  });
}

/** Everything that changes who may sign, in between notes by several people; one speaks of the exercise clock in a live case. */
function busyLedger(): { entries: { bytes: Uint8Array; leaf: Uint8Array | null }[]; checkpoints: Uint8Array[] } {
  const ledger = new LedgerBuilder({ roster: [alice, bob] });
  for (let i = 0; i < 12; i += 1) ledger.note(i % 2 === 0 ? alice : bob, `note ${i}`);
  ledger.write(alice, { kind: 'operator.enrolled', body: rosterLine(mallory) });
  ledger.write(mallory, { kind: 'operator.confirmed', body: { fingerprint: mallory.signer.fingerprint } });
  for (let i = 0; i < 12; i += 1) ledger.note(mallory, `later ${i}`);
  const exercise = instantFromMs(Date.parse('2026-11-21T20:00:00.000Z'));
  ledger.write(alice, { kind: 'note.added', body: { text: 'rehearsed' }, at: { exercise } });
  ledger.write(bob, { kind: 'note.added', body: { text: 'the replacement character, by right: \ufffd' } });
  ledger.write(alice, { kind: 'operator.revoked', body: { fingerprint: bob.signer.fingerprint, reason: 'lost' } });
  ledger.note(bob, 'after the end').note(consoleParty, 'by the console');
  return {
    entries: ledger.list.map(({ bytes, leaf }) => ({ bytes, leaf })),
    checkpoints: ledger.notes.map(({ note }) => note),
  };
}

const flipped = (bytes: Uint8Array, at: number, bit: number): Uint8Array => {
  const copy = new Uint8Array(bytes);
  if (copy.length > 0) copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ (1 << bit);
  return copy;
};

test('a ledger read ahead gives the same report and the same entries, and the work was done ahead', () => {
  const { entries, checkpoints } = busyLedger();
  const [here, ahead, parted] = everyWay({ entries, checkpoints });
  expect(ahead).toEqual(here);
  expect(parted).toEqual(here);
  expect(here?.[0].findings.map(({ code }) => code)).toContain('KEY_REVOKED');
  let checkedHere = 0;
  const counting = {
    ...crypto,
    verifyEd25519: (...given: Parameters<typeof crypto.verifyEd25519>) => {
      checkedHere += 1;
      return crypto.verifyEd25519(...given);
    },
  };
  const long = new LedgerBuilder();
  for (let i = 0; i < 600; i += 1) long.note(alice, `note ${i}`);
  const bytes = { entries: long.list, checkpoints: long.notes.map(({ note }) => note), size: long.list.length };
  for (const ledger of [bytes, { ...bytes, from: (index: number) => long.list.slice(index) }]) {
    const hands = handsHere(2, ledger);
    const seen: string[] = [];
    const reader = readAhead(hands);
    expect(verifyLedger(ledger, {}, counting, ({ kind }) => seen.push(kind), reader).verified).toBe(true);
    expect(checkedHere).toBe(0);
    expect(hands.asked.notes).toBeGreaterThan(1);
    expect(hands.asked['from' in ledger ? 'stretch' : 'entries']).toBeGreaterThan(0);
    expect(hands.asked['from' in ledger ? 'entries' : 'stretch']).toBe(0);
    expect(seen).toHaveLength('from' in ledger ? 1 : 601);
  }
});

test('whatever is changed, cut out, doubled or swapped: the findings are the same, in the same order', () => {
  const { entries, checkpoints } = busyLedger();
  const change = fc.record({
    what: fc.constantFrom('flip', 'leaf', 'drop', 'double', 'swap', 'note', 'drop note', 'cut', 'cut notes', 'empty'),
    at: fc.nat(entries.length - 1),
    byte: fc.nat(2000),
    bit: fc.nat(7),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      let [e, c] = [[...entries], [...checkpoints]];
      for (const { what, at, byte, bit } of changes) {
        const one = e[at];
        const note = c[at % Math.max(1, c.length)];
        if (what === 'flip' && one) e[at] = { ...one, bytes: flipped(one.bytes, byte, bit) };
        else if (what === 'leaf' && one) e[at] = { ...one, leaf: flipped(one.leaf ?? new Uint8Array(32), byte, bit) };
        else if (what === 'drop') e.splice(at, 1);
        else if (what === 'double' && one) e.splice(at, 0, one);
        else if (what === 'swap') e = [...e.slice(at), ...e.slice(0, at)];
        else if (what === 'note' && note) c[at % c.length] = flipped(note, byte, bit);
        else if (what === 'drop note') c.splice(at % Math.max(1, c.length), 1);
        else if (what === 'cut') e = e.slice(0, at);
        else if (what === 'cut notes') c = c.slice(0, at);
        else if (what === 'empty') e = [];
      }
      const known = checkpoints[7];
      const [here, ahead, parted] = everyWay({ entries: e, checkpoints: c }, known ? { known } : {});
      expect(ahead).toEqual(here);
      expect(parted).toEqual(here);
    }),
    { numRuns: 150 },
  );
}, 240_000);
