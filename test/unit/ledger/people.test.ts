import { describe, expect, test } from 'vitest';
import { verifyLedger } from '../../../shared/ledger/verify.ts';
import { toBase64 } from '../../../shared/ledger/encoding.ts';
import type { NewEntry } from '../../../shared/ledger/entry.ts';
import type { Report } from '../../../shared/ledger/finding.ts';
import { Roster } from '../../../shared/ledger/roster.ts';
import { LedgerBuilder, rosterLine } from '../../support/ledger-builder.ts';
import { alice, bob, consoleParty, crypto, mallory, type Party } from '../../support/parties.ts';

const of = (seed: number, name: string): Party => {
  const signer = crypto.signer(new Uint8Array(32).fill(seed));
  return { name, signer, actor: `operator:${signer.fingerprint}` };
};
const carol = of(0xc0, 'Carol');
const alice2 = of(0xa2, alice.name);
const bob2 = of(0xb2, bob.name);
const bob3 = of(0xb3, bob.name);

const id = ({ signer }: Party): string => signer.fingerprint;
const three = () => new LedgerBuilder({ roster: [alice, bob, carol] });
const codes = (report: Report): string[] => report.findings.map(({ code }) => code);

const confirmed = (who: Party): NewEntry => ({ kind: 'operator.confirmed', body: { fingerprint: id(who) } });
const vouched = (who: Party): NewEntry => ({ kind: 'operator.vouched', body: { fingerprint: id(who) } });
const revoked = (who: Party): NewEntry => ({
  kind: 'operator.revoked',
  body: { fingerprint: id(who), reason: 'left' },
});
const seconded = (who: Party, revocation: number): NewEntry => ({
  kind: 'operator.revocation-confirmed',
  body: { fingerprint: id(who), revocation },
});
const assigned = (who: Party): NewEntry => ({
  kind: 'operator.assigned',
  body: { fingerprint: id(who), roles: ['observer'] },
});
const rotated = (from: Party, to: Party): NewEntry => ({
  kind: 'operator.rotated',
  body: { fingerprint: id(from), next: { fingerprint: id(to), publicKey: toBase64(to.signer.publicKey) } },
});
const reenrolled = (from: Party, to: Party): NewEntry => ({
  kind: 'operator.reenrolled',
  body: { ...rosterLine(to), replaces: id(from), reason: 'lost passphrase' },
});

/** The roster after a whole ledger. */
function rosterOf(ledger: LedgerBuilder): Roster {
  const roster = new Roster(crypto.sha256);
  verifyLedger(
    { entries: ledger.list, checkpoints: ledger.notes.map(({ note }) => note) },
    {},
    crypto,
    (entry) => void roster.apply(entry),
  );
  return roster;
}

describe('roles', () => {
  test('are given by another person who is commander or management', () => {
    const ledger = three().write(alice, assigned(bob));
    expect(ledger.verify().findings).toEqual([]);
    expect(rosterOf(ledger).get(id(bob))?.roles).toEqual(['observer']);
    // Bob is an observer by now.
    expect(codes(ledger.write(bob, assigned(alice)).verify())).toEqual(['ENROLMENT_UNVOUCHED']);
  });

  test.each([
    ['oneself', alice, alice],
    ['by a stranger', mallory, bob],
    ['by the console', consoleParty, bob],
    ['for a stranger', alice, mallory],
  ])('not %s', (_, by, to) => {
    expect(codes(three().write(by, assigned(to)).verify())).toContain('ENROLMENT_UNVOUCHED');
  });
});

const enrolled = (who: Party): NewEntry => ({ kind: 'operator.enrolled', body: rosterLine(who) });
const raised = (who: Party): NewEntry => ({
  kind: 'operator.assigned',
  body: { fingerprint: id(who), roles: ['commander', 'key-custodian'] },
});
const raiseConfirmed = (who: Party, assignment: number): NewEntry => ({
  kind: 'operator.assignment-confirmed',
  body: { fingerprint: id(who), assignment },
});
const dora = of(0xd0, 'Dora');

describe('in a ledger that asks for two vouchers', () => {
  const two = (roster: readonly Party[] = [alice, bob, carol]) =>
    new LedgerBuilder({ roster, genesis: { vouchers: 2 } });

  test('someone new counts from the second voucher on', () => {
    const alone = two().write(alice, enrolled(dora));
    expect(codes(alone.note(dora, 'too early').verify())).toEqual(['KEY_UNCONFIRMED']);
    const both = two().write(alice, enrolled(dora)).write(bob, vouched(dora)).note(dora, 'in time');
    expect(both.verify().findings).toEqual([]);
  });

  test.each([
    ['the first voucher again', alice],
    ['the new one', dora],
    ['a stranger', mallory],
    ['the console', consoleParty],
  ])('%s is no second voucher', (_, by) => {
    expect(codes(two().write(alice, enrolled(dora)).write(by, vouched(dora)).verify())).toContain(
      'ENROLMENT_UNVOUCHED',
    );
  });

  test('one suffices while one is all there is, and another can vouch later, once', () => {
    const ledger = two([alice]).write(alice, enrolled(bob)).note(bob, 'second person');
    expect(ledger.verify().findings).toEqual([]);
    ledger.write(alice, enrolled(carol)).write(bob, vouched(carol)).write(carol, vouched(bob));
    expect(ledger.verify().findings).toEqual([]);
    expect(codes(ledger.write(carol, vouched(bob)).verify())).toEqual(['ENROLMENT_UNVOUCHED']);
  });

  test('a role that lets act counts from the second signature on', () => {
    const ledger = two().write(alice, raised(bob));
    expect(rosterOf(ledger).get(id(bob))?.roles).toEqual(['commander']);
    ledger.write(carol, raiseConfirmed(bob, 1));
    expect(ledger.verify().findings).toEqual([]);
    expect(rosterOf(ledger).get(id(bob))?.roles).toEqual(['commander', 'key-custodian']);
  });

  test.each([
    ['by who gave it', alice, 1],
    ['by who gets it', bob, 1],
    ['of another entry', carol, 0],
  ])('a role is not confirmed %s', (_, by, entry) => {
    const ledger = two().write(alice, raised(bob)).write(by, raiseConfirmed(bob, entry));
    expect(codes(ledger.verify())).toEqual(['ENROLMENT_UNVOUCHED']);
  });
});

describe('in a ledger from before', () => {
  test('someone new counts at once, and the reader is told that one alone vouched', () => {
    const ledger = three().write(alice, enrolled(dora)).note(dora, 'here');
    expect(ledger.verify()).toMatchObject({
      verified: true,
      findings: [{ code: 'ENROLMENT_BY_ONE', entry: 1, severity: 'warning' }],
    });
    expect(ledger.write(bob, vouched(dora)).verify().findings).toEqual([]);
  });
});

describe('an approval', () => {
  const asked = (by: Party, approver: Party, roster: readonly Party[], vouchedBy: readonly Party[]) => {
    const hash = 'a'.repeat(64);
    const lines = roster.map((who) => ({ ...rosterLine(who), ...(who === bob && { vouchedBy: vouchedBy.map(id) }) }));
    return new LedgerBuilder({ genesis: { vouchers: 2, roster: lines } })
      .write(by, {
        kind: 'action.submitted',
        body: {
          action: 'act-0000000000000001',
          purpose: 'apply',
          approvalHash: hash,
          expiresAt: '2026-11-21T21:00:00.000Z' as never,
        },
      })
      .write(approver, {
        kind: 'gate.approved',
        body: { action: 'act-0000000000000001', approvalHash: hash, note: '' },
      });
  };

  test.each([
    ['by someone whom only the requester vouched for', alice, bob, [alice], true],
    ['by the only voucher of the requester', bob, alice, [alice], true],
    ['by someone whom two vouched for', alice, bob, [alice, carol], false],
    ['by someone whom only a third one vouched for', alice, bob, [carol], false],
    ['by who opened the console', alice, bob, [bob], false],
  ])('%s', (_, by, approver, vouchers, leans) => {
    const report = asked(by, approver, [alice, bob, carol], vouchers).verify();
    expect(report.verified).toBe(true);
    expect(codes(report)).toEqual(leans ? ['QUORUM_BY_ONE'] : []);
  });
});

describe('a new key in place of the old one', () => {
  const replaced = () => three().write(bob, rotated(bob, bob2)).write(bob2, confirmed(bob2));

  test('takes over name, roles and person', () => {
    const ledger = replaced().note(bob2, 'with the new key');
    expect(ledger.verify().findings).toEqual([]);
    expect(rosterOf(ledger).get(id(bob2))).toMatchObject({
      name: 'Bob',
      person: id(bob),
      pending: false,
      revokedAt: null,
    });
    expect(rosterOf(ledger).get(id(bob))).toMatchObject({ revokedAt: 1 });
  });

  test('the old one has signed its last entry', () => {
    expect(replaced().note(bob, 'once more').verify().findings).toMatchObject([{ code: 'KEY_REVOKED', entry: 3 }]);
    expect(codes(replaced().write(bob, rotated(bob, bob3)).verify())).toContain('KEY_REVOKED');
  });

  test('the new one counts once it has signed', () => {
    expect(codes(three().write(bob, rotated(bob, bob2)).note(bob2, 'too early').verify())).toEqual(['KEY_UNCONFIRMED']);
  });

  test('nobody replaces the key of someone else, or takes a key that is taken', () => {
    expect(codes(three().write(alice, rotated(bob, bob2)).verify())).toEqual(['ENROLMENT_UNVOUCHED']);
    expect(codes(three().write(bob, rotated(bob, carol)).verify())).toEqual(['ENROLMENT_UNVOUCHED']);
    expect(codes(three().write(carol, rotated(bob, bob2)).write(bob2, confirmed(bob2)).verify())).toEqual([
      'ENROLMENT_UNVOUCHED',
    ]);
  });

  test('nobody confirms for someone else', () => {
    expect(codes(three().write(bob, rotated(bob, bob2)).write(alice, confirmed(bob2)).verify())).toEqual([
      'ENROLMENT_UNVOUCHED',
    ]);
  });

  test('over several keys it is one person', () => {
    const ledger = replaced().write(bob2, rotated(bob2, bob3)).write(bob3, confirmed(bob3));
    expect(ledger.verify().findings).toEqual([]);
    expect(rosterOf(ledger).people.personOf(id(bob3))).toBe(id(bob));
    expect(rosterOf(ledger).people.latest(id(bob))).toBe(id(bob3));
    expect(
      rosterOf(ledger)
        .people.usable()
        .map(({ name }) => name),
    ).toEqual(['Alice Büro', 'Carol', 'Bob']);
  });
});

describe('a revocation', () => {
  test('is confirmed by a second person', () => {
    expect(three().write(alice, revoked(bob)).write(carol, seconded(bob, 1)).verify().findings).toEqual([]);
  });

  test('counts without it, and the reader is warned', () => {
    const report = three().write(alice, revoked(bob)).note(bob, 'still here').verify();
    expect(report.findings).toMatchObject([
      { code: 'KEY_REVOKED', entry: 2 },
      { code: 'REVOCATION_UNCONFIRMED', entry: 1, severity: 'warning' },
    ]);
    expect(three().write(alice, revoked(bob)).verify().verified).toBe(true);
  });

  test('needs none where nobody else is left', () => {
    expect(new LedgerBuilder({ roster: [alice, bob] }).write(alice, revoked(bob)).verify().findings).toEqual([]);
  });

  test.each([
    ['who revoked', alice, 1],
    ['who is revoked', bob, 1],
    ['another entry', carol, 0],
  ])('cannot be confirmed by or for %s', (_, by, entry) => {
    expect(codes(three().write(alice, revoked(bob)).write(by, seconded(bob, entry)).verify())).toContain(
      'ENROLMENT_UNVOUCHED',
    );
  });

  test('a new key of the revoker is not a second person', () => {
    const ledger = three()
      .write(alice, revoked(bob))
      .write(alice, rotated(alice, alice2))
      .write(alice2, confirmed(alice2))
      .write(alice2, seconded(bob, 1));
    expect(codes(ledger.verify())).toContain('ENROLMENT_UNVOUCHED');
  });
});

describe('enrolling a person again', () => {
  const asked = () => three().write(alice, revoked(bob), reenrolled(bob, bob2));

  test('two others vouch, the new key confirms, the person is the same', () => {
    const ledger = asked()
      .write(carol, seconded(bob, 1), vouched(bob2))
      .write(bob2, confirmed(bob2))
      .note(bob2, 'back');
    expect(ledger.verify().findings).toEqual([]);
    expect(rosterOf(ledger).get(id(bob2))).toMatchObject({ person: id(bob), pending: false });
  });

  test('without the second voucher the key does not count', () => {
    expect(codes(asked().write(bob2, confirmed(bob2)).note(bob2, 'too early').verify())).toContain('KEY_UNCONFIRMED');
    expect(codes(asked().write(alice, vouched(bob2)).verify())).toContain('ENROLMENT_UNVOUCHED');
    expect(codes(asked().write(bob2, vouched(bob2)).verify())).toContain('ENROLMENT_UNVOUCHED');
  });

  test('a key that counts, or was replaced, is not replaced this way', () => {
    expect(codes(three().write(alice, reenrolled(bob, bob2)).verify())).toEqual(['ENROLMENT_UNVOUCHED']);
    const again = asked()
      .write(carol, seconded(bob, 1), vouched(bob2))
      .write(bob2, confirmed(bob2))
      .write(alice, reenrolled(bob, bob3));
    expect(codes(again.verify())).toEqual(['ENROLMENT_UNVOUCHED']);
  });

  test('a key that was named and never counted may be replaced by another', () => {
    const ledger = asked()
      .write(alice, reenrolled(bob, bob3))
      .write(carol, seconded(bob, 1), vouched(bob3))
      .write(bob3, confirmed(bob3));
    expect(ledger.verify().findings).toEqual([]);
    expect(codes(ledger.write(bob2, confirmed(bob2)).verify())).toEqual(['ENROLMENT_UNVOUCHED']);
  });
});
