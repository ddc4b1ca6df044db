import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import type { Report } from '../../../shared/ledger/finding.ts';
import { verifyLedger } from '../../../shared/ledger/verify.ts';
import { EXERCISE_ORIGIN, LedgerBuilder, LIVE_ORIGIN, rosterLine } from '../../support/ledger-builder.ts';
import { alice, bob, consoleParty, crypto, mallory, otherConsole } from '../../support/parties.ts';

const codes = (report: Report): string[] => [...new Set(report.findings.map(({ code }) => code))];
const text = (body: string): { kind: 'note.added'; body: { text: string } } => ({
  kind: 'note.added',
  body: { text: body },
});
const both = (): LedgerBuilder => new LedgerBuilder({ roster: [alice, bob] });

describe('attribution', () => {
  test('a person for each checkpoint, and the console beside them', () => {
    const ledger = both().note(alice, 'a').note(bob, 'b').write(consoleParty, text('c'));
    ledger
      .append(consoleParty, text('beside'))
      .append(alice, text('d'))
      .seal({ lines: [alice] });
    const report = ledger.verify();
    expect(report.findings).toEqual([]);
    expect(report.summary.operators).toEqual([
      { name: alice.name, fingerprint: alice.signer.fingerprint, signed: 2 },
      { name: bob.name, fingerprint: bob.signer.fingerprint, signed: 1 },
    ]);
  });

  test('an entry by one under the line of another', () => {
    const report = both()
      .append(alice, text('a'))
      .seal({ lines: [bob] })
      .verify();
    expect(report.findings.map(({ code, entry, checkpoint }) => ({ code, entry, checkpoint }))).toEqual([
      { code: 'OPERATOR_SIGNATURE_MISSING', entry: 1, checkpoint: 2 },
      { code: 'OPERATOR_SIGNATURE_STRAY', entry: 1, checkpoint: 2 },
    ]);
  });

  test('an entry under nobody’s line', () => {
    expect(codes(both().append(alice, text('a')).seal().verify())).toEqual(['OPERATOR_SIGNATURE_MISSING']);
  });

  test('a second signature by someone who did not act', () => {
    expect(
      codes(
        both()
          .append(alice, text('a'))
          .seal({ lines: [alice, bob] })
          .verify(),
      ),
    ).toEqual(['OPERATOR_SIGNATURE_STRAY']);
    expect(
      codes(
        both()
          .append(consoleParty, text('a'))
          .seal({ lines: [bob] })
          .verify(),
      ),
    ).toEqual(['OPERATOR_SIGNATURE_STRAY']);
  });

  test('two people in one checkpoint, even when both signed', () => {
    const ledger = both()
      .append(alice, text('a'))
      .append(bob, text('b'))
      .seal({ lines: [alice, bob] });
    expect(codes(ledger.verify())).toEqual(['OPERATORS_MIXED']);
  });

  test('no line of the console, and one of another console', () => {
    expect(
      codes(
        both()
          .append(alice, text('a'))
          .seal({ lines: [alice], console: null })
          .verify(),
      ),
    ).toEqual(['CONSOLE_SIGNATURE_MISSING']);
    expect(
      codes(
        both()
          .append(alice, text('a'))
          .seal({ lines: [alice], console: otherConsole })
          .verify(),
      ),
    ).toEqual(['CONSOLE_SIGNATURE_MISSING']);
    expect(codes(both().write(otherConsole, text('a')).verify())).toContain('ENTRY_ACTOR_UNKNOWN');
  });

  test('a signature of the right key over something else', () => {
    const ledger = both().note(alice, 'a').note(alice, 'b');
    const [, first, second] = ledger.notes.map(({ note }) => new TextDecoder().decode(note).split('\n'));
    // The lines of checkpoint 2 under the text of checkpoint 3.
    ledger.notes[2] = { size: 3, note: utf8([...(second ?? []).slice(0, 4), ...(first ?? []).slice(4)].join('\n')) };
    expect(codes(ledger.verify())).toEqual(['CONSOLE_SIGNATURE_INVALID', 'OPERATOR_SIGNATURE_INVALID']);
  });

  test('someone who was never enrolled', () => {
    expect(codes(both().note(mallory, 'm').verify())).toEqual(['ENTRY_ACTOR_UNKNOWN']);
  });
});

describe('the roster', () => {
  const enrol = (who: typeof bob) => ({ kind: 'operator.enrolled' as const, body: rosterLine(who) });
  const revoke = (who: typeof bob) => ({
    kind: 'operator.revoked' as const,
    body: { fingerprint: who.signer.fingerprint, reason: 'left' },
  });

  test('an enrolled person acts from then on, not before', () => {
    expect(new LedgerBuilder().write(alice, enrol(bob)).note(bob, 'b').verify().findings).toEqual([]);
    expect(codes(new LedgerBuilder().note(bob, 'b').write(alice, enrol(bob)).verify())).toEqual([
      'ENTRY_ACTOR_UNKNOWN',
    ]);
  });

  test('the first person enrols himself', () => {
    expect(new LedgerBuilder({ roster: [] }).write(alice, enrol(alice), text('a')).verify().findings).toEqual([]);
  });

  test('nobody joins or is removed without someone who is on the roster', () => {
    expect(codes(new LedgerBuilder().write(mallory, enrol(mallory)).verify())).toEqual(['ENROLMENT_UNVOUCHED']);
    expect(codes(new LedgerBuilder().write(consoleParty, enrol(mallory)).verify())).toEqual(['ENROLMENT_UNVOUCHED']);
    expect(codes(both().write(consoleParty, revoke(bob)).verify())).toEqual(['ENROLMENT_UNVOUCHED']);
    expect(codes(new LedgerBuilder({ roster: [] }).write(consoleParty, enrol(alice)).verify())).toEqual([
      'ENROLMENT_UNVOUCHED',
    ]);
  });

  test('a revoked key: what came before stands, what comes after does not', () => {
    const ledger = both().note(bob, 'before').write(alice, revoke(bob));
    expect(ledger.verify().findings).toEqual([]);
    const report = ledger.note(bob, 'after').verify();
    expect(report.findings).toMatchObject([{ code: 'KEY_REVOKED', entry: 3 }]);
  });

  test('revoking oneself is the last thing one signs', () => {
    expect(both().write(bob, revoke(bob)).verify().findings).toEqual([]);
    expect(codes(both().write(bob, revoke(bob), text('more')).verify())).toEqual(['KEY_REVOKED']);
  });

  test('enrolling again does not lift a revocation', () => {
    expect(codes(both().write(alice, revoke(bob)).write(alice, enrol(bob)).note(bob, 'b').verify())).toEqual([
      'KEY_REVOKED',
    ]);
  });

  test('one key in two roles', () => {
    const asConsole = {
      ...rosterLine(bob),
      fingerprint: consoleParty.signer.fingerprint,
      publicKey: Buffer.from(consoleParty.signer.publicKey).toString('base64'),
    };
    expect(codes(both().write(alice, { kind: 'operator.enrolled', body: asConsole }).verify())).toEqual([
      'KEY_TWO_ROLES',
    ]);
    const asTwoPeople = { ...rosterLine(bob), name: 'Robert' };
    expect(codes(both().write(alice, { kind: 'operator.enrolled', body: asTwoPeople }).verify())).toEqual([
      'KEY_TWO_ROLES',
    ]);
    expect(both().write(alice, enrol(bob)).verify().findings).toEqual([]);
  });

  test('a fingerprint of another key, and a key of small order', () => {
    const lying = { ...rosterLine(bob), fingerprint: mallory.signer.fingerprint };
    expect(codes(both().write(alice, { kind: 'operator.enrolled', body: lying }).verify())).toEqual([
      'KEY_FINGERPRINT_WRONG',
    ]);
    const weak = { ...rosterLine(bob), publicKey: Buffer.alloc(32).toString('base64') };
    expect(codes(both().write(alice, { kind: 'operator.enrolled', body: weak }).verify())).toEqual([
      'KEY_UNACCEPTABLE',
    ]);
  });
});

describe('structure', () => {
  const ledger = (): LedgerBuilder => both().note(alice, 'a').note(bob, 'b').note(alice, 'c');

  test('an altered entry is named, and later checkpoints are not blamed for it', () => {
    const it = ledger();
    const entry = it.list[2];
    if (!entry) throw new Error('no entry');
    it.list[2] = { ...entry, bytes: utf8(new TextDecoder().decode(entry.bytes).replace('"b"', '"B"')) };
    expect(it.verify().findings).toMatchObject([{ code: 'ENTRY_ALTERED', entry: 2 }]);
  });

  test('a damaged leaf hash is told from a damaged entry', () => {
    const it = ledger();
    const entry = it.list[2];
    if (!entry) throw new Error('no entry');
    it.list[2] = { ...entry, leaf: new Uint8Array(32) };
    expect(it.verify().findings).toMatchObject([{ code: 'LEAF_HASH_WRONG', entry: 2 }]);
  });

  test('an entry changed together with its leaf hash: the range is named, once', () => {
    const it = ledger();
    const other = both().note(alice, 'a').note(bob, 'x');
    it.list[2] =
      other.list[2] ??
      (() => {
        throw new Error('no entry');
      })();
    expect(it.verify().findings).toMatchObject([{ code: 'CHECKPOINT_ROOT_WRONG', entry: 2, checkpoint: 3 }]);
  });

  test('removed, repeated and swapped entries', () => {
    const removed = ledger();
    removed.list.splice(2, 1);
    expect(codes(removed.verify())).toEqual(
      expect.arrayContaining(['ENTRY_INDEX_WRONG', 'CHECKPOINT_ROOT_WRONG', 'LEDGER_TRUNCATED']),
    );
    const cut = ledger();
    cut.list.pop();
    expect(codes(cut.verify())).toEqual(['LEDGER_TRUNCATED']);
    const swapped = ledger();
    swapped.list.reverse();
    expect(codes(swapped.verify())).toContain('GENESIS_MISSING');
    const twice = ledger();
    twice.list.splice(1, 0, twice.list[0] as (typeof twice.list)[0]);
    expect(codes(twice.verify())).toEqual(expect.arrayContaining(['GENESIS_REPEATED', 'ENTRY_INDEX_WRONG']));
  });

  test('entries under no checkpoint, no checkpoint, no entry', () => {
    expect(ledger().append(alice, text('loose')).verify().findings).toMatchObject([
      { code: 'ENTRY_UNSEALED', entry: 4 },
    ]);
    expect(codes(verifyLedger({ entries: ledger().list, checkpoints: [] }, {}, crypto))).toEqual([
      'ENTRY_UNSEALED',
      'CHECKPOINT_MISSING',
    ]);
    expect(codes(verifyLedger({ entries: [], checkpoints: [] }, {}, crypto))).toEqual(['LEDGER_EMPTY']);
  });

  test('checkpoints out of order, of another log, unreadable', () => {
    const reversed = ledger();
    reversed.notes.reverse();
    expect(codes(reversed.verify())).toContain('CHECKPOINT_ORDER');
    const foreign = both()
      .append(alice, text('a'))
      .seal({ lines: [alice], origin: EXERCISE_ORIGIN });
    expect(codes(foreign.verify())).toEqual(['ORIGIN_MISMATCH']);
    const broken = ledger();
    broken.notes[1] = { size: 2, note: utf8('nonsense') };
    expect(codes(broken.verify())).toContain('CHECKPOINT_MALFORMED');
  });

  test('a wrong root, rightly signed', () => {
    const report = both()
      .append(alice, text('a'))
      .seal({ lines: [alice], root: new Uint8Array(32) })
      .verify();
    expect(codes(report)).toEqual(['CHECKPOINT_ROOT_WRONG']);
  });

  test('a recorded time that goes back is a warning, and none after the jump was recorded', () => {
    const early = Date.parse('2026-11-21T19:00:00.000Z');
    const silent = both()
      .append(alice, text('a'), 1, early)
      .seal({ lines: [alice] })
      .verify();
    expect(silent).toMatchObject({
      verified: true,
      findings: [{ code: 'ENTRY_TIME_BACKWARDS', severity: 'warning', entry: 1 }],
    });
    const jump = {
      kind: 'clock.jumped' as const,
      body: { lastRecorded: '2026-11-21T20:00:00.000Z', now: '2026-11-21T19:00:00.000Z', driftMs: null } as never,
    };
    const said = both()
      .append(consoleParty, jump, 1, early)
      .append(alice, text('a'), 2, early)
      .seal({ lines: [alice] })
      .verify();
    expect(said.findings).toEqual([]);
  });
});

describe('what the verifying person brings', () => {
  const ledger = (): LedgerBuilder => both().note(alice, 'a').note(bob, 'b');
  const note = (it: LedgerBuilder, at: number): Uint8Array => it.notes[at]?.note ?? new Uint8Array();

  test('the right console key, the wrong one, none', () => {
    const right = ledger().verify({ consoleFingerprint: consoleParty.signer.fingerprint });
    expect(right.findings).toEqual([]);
    expect(right.statements.join('\n')).not.toContain('taken from the record itself');
    expect(codes(ledger().verify({ consoleFingerprint: otherConsole.signer.fingerprint }))).toEqual(['TRUST_MISMATCH']);
    expect(ledger().verify().statements.join('\n')).toContain('taken from the record itself');
  });

  test('an older checkpoint of the same record', () => {
    const report = ledger().verify({ known: note(ledger(), 1) });
    expect(report.findings).toEqual([]);
    expect(report.statements.join('\n')).toContain('was not rolled back behind it');
  });

  test('a newer checkpoint: the record was rolled back', () => {
    expect(codes(ledger().verify({ known: note(ledger().note(alice, 'later'), 3) }))).toEqual([
      'KNOWN_CHECKPOINT_AHEAD',
    ]);
  });

  test('a checkpoint of another story', () => {
    const fork = both().note(alice, 'another a').note(bob, 'b');
    expect(ledger().verify({ known: note(fork, 1) }).findings).toMatchObject([
      { code: 'KNOWN_CHECKPOINT_FORK', checkpoint: 2 },
    ]);
    expect(codes(ledger().verify({ known: utf8('nonsense') }))).toEqual(['CHECKPOINT_MALFORMED']);
  });

  test('without one, rollback is said not to be excluded', () => {
    expect(ledger().verify().statements.join('\n')).toContain('Rollback cannot be excluded');
  });
});

const playClock = {
  kind: 'exercise.clock-set',
  body: { time: '2026-11-21T20:00:00.000Z' as never, pace: 15, running: true, why: '' },
} as const;

describe('rehearsals', () => {
  test('are said to be rehearsals', () => {
    const report = new LedgerBuilder({ origin: EXERCISE_ORIGIN }).note(alice, 'a').verify();
    expect(report).toMatchObject({ verified: true, summary: { type: 'exercise' } });
    expect(report.statements[0]).toMatch(/^EXERCISE/);
  });

  test('cannot take a live origin, nor live records that of a rehearsal', () => {
    expect(codes(new LedgerBuilder({ origin: LIVE_ORIGIN, genesis: { type: 'exercise' } }).verify())).toEqual([
      'EXERCISE_MIXED',
    ]);
    expect(codes(new LedgerBuilder({ origin: EXERCISE_ORIGIN, genesis: { type: 'incident' } }).verify())).toEqual([
      'EXERCISE_MIXED',
    ]);
  });

  test('exercise time has no place in a live record', () => {
    const entry = { ...text('a'), at: { exercise: '2026-11-21T20:00:00.000Z' as never } };
    expect(codes(new LedgerBuilder().write(alice, entry).verify())).toEqual(['EXERCISE_MIXED']);
    expect(new LedgerBuilder({ origin: EXERCISE_ORIGIN }).write(alice, entry).verify().findings).toEqual([]);
    expect(codes(new LedgerBuilder().write(alice, playClock).verify())).toEqual(['EXERCISE_MIXED']);
    expect(new LedgerBuilder({ origin: EXERCISE_ORIGIN }).write(alice, playClock).verify().findings).toEqual([]);
    const inject = { kind: 'inject.released', body: { inject: '1', channel: 'Pager', text: 'It begins.' } } as const;
    expect(codes(new LedgerBuilder().write(alice, inject).verify())).toEqual(['EXERCISE_MIXED']);
  });
});

describe('one thing is told once', () => {
  const five = (): LedgerBuilder => {
    const ledger = new LedgerBuilder();
    for (let i = 0; i < 4; i += 1) ledger.note(alice, `note ${i}`);
    return ledger;
  };

  test('a missing entry: where, and not again for every entry behind it', () => {
    const ledger = five();
    ledger.list.splice(2, 1);
    const found = ledger.verify().findings;
    expect(found.filter(({ code }) => code === 'ENTRY_INDEX_WRONG')).toMatchObject([
      { entry: 2, message: 'stands at place 2 and says it is entry 3' },
    ]);
  });

  test('an entry that cannot be read accuses nobody of a stray signature', () => {
    const ledger = five();
    const entry = ledger.list[2];
    if (!entry) throw new Error('no entry');
    ledger.list[2] = { ...entry, bytes: utf8('{}') };
    expect(codes(ledger.verify())).toEqual(['ENTRY_MALFORMED', 'ENTRY_ALTERED']);
  });

  test('a signature says whose it is and what it is under', () => {
    const ledger = new LedgerBuilder().append(alice, { kind: 'note.added', body: { text: 'a' } });
    const { findings } = ledger.seal({ console: null, lines: [alice] }).verify();
    expect(findings.map(({ message }) => message)).toEqual(['the signature of the console under entry 1 is missing']);
  });
});
