import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromUtf8, toBase64, utf8 } from '../../../shared/ledger/encoding.ts';
import type { NewEntry } from '../../../shared/ledger/entry.ts';
import type { Report } from '../../../shared/ledger/finding.ts';
import { verifyLedger } from '../../../shared/ledger/verify.ts';
import { confirmsHandOver, handedOver, handedOverVector, handsOver } from '../../support/handed-over-ledger.ts';
import { LedgerBuilder } from '../../support/ledger-builder.ts';
import { alice, bob, consoleParty, crypto, mallory, otherConsole, type Party } from '../../support/parties.ts';

const codes = (report: Report): string[] => report.findings.map(({ code }) => code);
const id = ({ signer }: Party): string => signer.fingerprint;
const third = crypto.signer(new Uint8Array(32).fill(0xdd));
const thirdConsole: Party = { name: 'a third console', signer: third, actor: `console:${third.fingerprint}` };

const note: NewEntry = { kind: 'note.added', body: { text: 'after' } };
const both = [consoleParty, otherConsole];

describe('a console key that was handed over', () => {
  test('verifies before and after, and either fingerprint is one to compare', () => {
    const ledger = handedOver()
      .append(alice, note)
      .seal({ lines: [alice], console: otherConsole });
    ledger.append(otherConsole, { kind: 'session.closed', body: { fingerprint: id(alice), why: 'idle' } });
    ledger.seal({ console: otherConsole });
    for (const trusted of both) {
      const report = ledger.verify({ consoleFingerprint: id(trusted) });
      expect(report.findings).toEqual([]);
      expect(report.summary.consoleFingerprint).toBe(id(otherConsole));
      expect(report.statements.join('\n')).toContain(`Entry 3 handed over from console key ${id(consoleParty)} to`);
    }
    expect(codes(ledger.verify({ consoleFingerprint: id(thirdConsole) }))).toEqual(['TRUST_MISMATCH']);
  });

  test('the old key signs nothing after it', () => {
    expect(codes(handedOver().note(alice, 'by the old one').verify())).toEqual(['CONSOLE_SIGNATURE_MISSING']);
    const late = handedOver().append(consoleParty, {
      kind: 'session.closed',
      body: { fingerprint: id(alice), why: 'idle' },
    });
    expect(codes(late.seal({ console: otherConsole }).verify())).toEqual(['ENTRY_ACTOR_UNKNOWN']);
  });

  test.each([
    ['the old key', [otherConsole]],
    ['the new key', [consoleParty]],
  ])('the checkpoint over it lacks the line of %s', (_, consoles) => {
    const ledger = new LedgerBuilder({ roster: [alice, bob] })
      .write(alice, handsOver(otherConsole))
      .append(bob, confirmsHandOver(otherConsole, 1))
      .seal({ lines: [bob], consoles });
    expect(codes(ledger.verify())).toEqual(['CONSOLE_SIGNATURE_MISSING']);
  });

  test('until a second person confirms, the old key signs on; another one may be named instead', () => {
    const waiting = new LedgerBuilder({ roster: [alice, bob] }).write(alice, handsOver(otherConsole));
    expect(waiting.note(alice, 'still the old one').verify().findings).toEqual([]);
    waiting.write(alice, handsOver(thirdConsole));
    waiting
      .append(bob, confirmsHandOver(thirdConsole, 3))
      .seal({ lines: [bob], consoles: [consoleParty, thirdConsole] });
    waiting.append(alice, note).seal({ lines: [alice], console: thirdConsole });
    expect(waiting.verify().findings).toEqual([]);
  });

  test('one person suffices where one is all there is, even twice under one checkpoint', () => {
    const ledger = new LedgerBuilder()
      .append(alice, handsOver(otherConsole))
      .append(alice, handsOver(thirdConsole, otherConsole))
      .seal({ lines: [alice], consoles: [...both, thirdConsole] });
    ledger.append(alice, note).seal({ lines: [alice], console: thirdConsole });
    expect(ledger.verify().findings).toEqual([]);
  });
});

describe('the frozen ledger with a hand-over', () => {
  const vector = JSON.parse(readFileSync(join('test/vectors', 'console-handover.json'), 'utf8')) as {
    entries: string[];
    checkpoints: string[];
    consoles: string[];
    root: string;
  };
  const check = (checkpoints = vector.checkpoints): Report =>
    verifyLedger(
      {
        entries: vector.entries.map((text) => ({ bytes: utf8(text), leaf: null })),
        checkpoints: checkpoints.map(utf8),
      },
      {},
      crypto,
    );

  test('verifies, and is what is written today', () => {
    expect(check()).toMatchObject({
      findings: [],
      summary: { root: vector.root, consoleFingerprint: vector.consoles[1] },
    });
    const made = handedOverVector();
    expect(made.list.map(({ bytes }) => fromUtf8(bytes))).toEqual(vector.entries);
    expect(made.notes.map(({ note: bytes }) => fromUtf8(bytes))).toEqual(vector.checkpoints);
  });

  test('without any one line of a console key it does not', () => {
    const lines = vector.checkpoints.flatMap((text, at) =>
      text.split('\n').flatMap((line) => (line.startsWith('— bulkhead/incident/') ? [{ at, line: `${line}\n` }] : [])),
    );
    expect(lines).toHaveLength(vector.checkpoints.length + 1);
    for (const { at, line } of lines) {
      const without = vector.checkpoints.map((text, i) => (i === at ? text.replace(line, '') : text));
      expect(check(without).verified).toBe(false);
    }
  });
});

describe('a forged hand-over', () => {
  const two = () => new LedgerBuilder({ roster: [alice, bob] });
  const begun = () => two().write(alice, handsOver(otherConsole));

  test.each<readonly [string, () => LedgerBuilder]>([
    ['by the console key alone', () => two().append(consoleParty, handsOver(otherConsole)).seal({ consoles: both })],
    [
      'by a stranger',
      () =>
        two()
          .append(mallory, handsOver(otherConsole))
          .seal({ lines: [mallory], consoles: both }),
    ],
    [
      'confirmed by who began it',
      () =>
        begun()
          .append(alice, confirmsHandOver(otherConsole, 1))
          .seal({ lines: [alice], consoles: both }),
    ],
    ['confirmed for another key', () => begun().write(bob, confirmsHandOver(thirdConsole, 1))],
    ['confirmed for another entry', () => begun().write(bob, confirmsHandOver(otherConsole, 0))],
    ['confirmed and never begun', () => two().write(bob, confirmsHandOver(otherConsole, 0))],
    ['from another key', () => two().write(alice, handsOver(otherConsole, thirdConsole))],
    ['to the key of a person', () => two().write(alice, handsOver(bob))],
    ['to itself', () => two().write(alice, handsOver(consoleParty))],
  ])('%s changes nothing: the old key signs on', (_, make) => {
    const report = make().verify();
    expect(codes(report)).toContain('CONSOLE_HANDOVER_UNVOUCHED');
    expect(report.summary.consoleFingerprint).toBe(id(consoleParty));
  });

  test('to a key that splits verifiers, or under a wrong name', () => {
    const to = (fingerprint: string, publicKey: Uint8Array): NewEntry => ({
      kind: 'console.rotated',
      body: { fingerprint: id(consoleParty), next: { fingerprint, publicKey: toBase64(publicKey) }, reason: 'x' },
    });
    const zero = new Uint8Array(32);
    expect(
      codes(
        two()
          .write(alice, to('a'.repeat(64), zero))
          .verify(),
      ),
    ).toEqual(['KEY_UNACCEPTABLE']);
    const wrong = to('a'.repeat(64), otherConsole.signer.publicKey);
    expect(codes(two().write(alice, wrong).verify())).toEqual(['KEY_FINGERPRINT_WRONG']);
  });
  test('no person gets a key that once was the console’s', () => {
    const ledger = handedOver().append(alice, {
      kind: 'operator.enrolled',
      body: {
        fingerprint: id(consoleParty),
        publicKey: toBase64(consoleParty.signer.publicKey),
        name: 'X',
        roles: ['legal'],
      },
    });
    expect(codes(ledger.seal({ lines: [alice], console: otherConsole }).verify())).toContain('KEY_TWO_ROLES');
  });
});
