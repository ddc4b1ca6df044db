import { fromHex, toBase64 } from '../../shared/ledger/encoding.ts';
import type { NewEntry } from '../../shared/ledger/entry.ts';
import { keyFingerprint } from '../../shared/ledger/key.ts';
import { confirmsHandOver, handedOver, handsOver } from './handed-over-ledger.ts';
import { carries, journalOf, type Departure } from './carried-rotation.ts';
import { LedgerBuilder, LIVE_ORIGIN, rosterLine } from './ledger-builder.ts';
import { alice, bob, consoleParty, crypto, mallory, otherConsole, type Party } from './parties.ts';

const note = (text: string): NewEntry => ({ kind: 'note.added', body: { text } });
const enrol = (who: Party): NewEntry => ({ kind: 'operator.enrolled', body: rosterLine(who) });
const of = ({ signer }: Party): string => signer.fingerprint;
const revoke = (who: Party): NewEntry => ({ kind: 'operator.revoked', body: { fingerprint: of(who), reason: 'lost' } });
const confirm = (who: Party): NewEntry => ({ kind: 'operator.confirmed', body: { fingerprint: of(who) } });
const vouch = (who: Party): NewEntry => ({ kind: 'operator.vouched', body: { fingerprint: of(who) } });
const rotate = (from: Party, to: Party): NewEntry => ({
  kind: 'operator.rotated',
  body: { fingerprint: of(from), next: { fingerprint: of(to), publicKey: toBase64(to.signer.publicKey) } },
});
const reenrol = (from: Party, to: Party): NewEntry => ({
  kind: 'operator.reenrolled',
  body: { ...rosterLine(to), name: from.name, replaces: of(from), reason: 'new laptop' },
});
const assign = (who: Party): NewEntry => ({
  kind: 'operator.assigned',
  body: { fingerprint: of(who), roles: ['legal'] },
});
const confirmRevocation = (who: Party, revocation: number): NewEntry => ({
  kind: 'operator.revocation-confirmed',
  body: { fingerprint: of(who), revocation },
});

const fresh = { ...mallory, name: 'Bob' };
const carol = { ...otherConsole, name: 'Carol', actor: `operator:${of(otherConsole)}` };
const raise = (who: Party): NewEntry => ({
  kind: 'operator.assigned',
  body: { fingerprint: of(who), roles: ['key-custodian'] },
});
const confirmRoles = (who: Party, assignment: number): NewEntry => ({
  kind: 'operator.assignment-confirmed',
  body: { fingerprint: of(who), assignment },
});

const two = (): LedgerBuilder => new LedgerBuilder({ roster: [alice, bob, carol], genesis: { vouchers: 2 } });
const three = (): LedgerBuilder => new LedgerBuilder({ roster: [alice, bob, carol] });

/** Somebody under these 32 bytes, which are no key that verifiers agree about. */
const keyed = (publicKey: Uint8Array): Party => ({
  ...mallory,
  signer: { ...mallory.signer, publicKey, fingerprint: keyFingerprint(crypto.sha256, publicKey) },
});
const SMALL_ORDER = fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85') ?? new Uint8Array();
const NOT_CANONICAL = fromHex(`ee${'ff'.repeat(30)}7f`) ?? new Uint8Array();

const next = otherConsole;
const pair = (): LedgerBuilder => new LedgerBuilder({ roster: [alice, bob] });
/** Ledgers that keep and break each rule about who may act. Every verifier has to say the same of each; the third is the console key at the end. */
export const rosterStories: readonly (readonly [string, () => LedgerBuilder, Party?])[] = [
  [
    'a console key handed over by two',
    () =>
      handedOver()
        .append(alice, note('a'))
        .seal({ lines: [alice], console: next }),
    next,
  ],
  ['a console key handed over, and the old one signing on', () => handedOver().note(alice, 'a'), next],
  ['a hand-over without the line of the new key', () => handedOver([consoleParty]), next],
  ['a hand-over without the line of the old key', () => handedOver([next]), next],
  [
    'a hand-over by the console alone',
    () =>
      pair()
        .append(consoleParty, handsOver(next))
        .seal({ consoles: [consoleParty, next] }),
  ],
  ['a hand-over by a stranger', () => pair().write(mallory, handsOver(next))],
  ['a hand-over that waits', () => pair().write(alice, handsOver(next)).note(alice, 'a')],
  [
    'a hand-over confirmed by the same person',
    () => pair().write(alice, handsOver(next)).write(alice, confirmsHandOver(next, 1)),
  ],
  [
    'a hand-over confirmed for another entry',
    () => pair().write(alice, handsOver(next)).write(bob, confirmsHandOver(next, 0)),
  ],
  [
    'a hand-over from another key, to one that is taken',
    () => pair().write(alice, handsOver(next, mallory)).write(alice, handsOver(bob)),
  ],
  [
    'a hand-over by the only person there is',
    () =>
      new LedgerBuilder()
        .append(alice, handsOver(next))
        .seal({ lines: [alice], consoles: [consoleParty, next] })
        .append(alice, note('a'))
        .seal({ lines: [alice], console: next }),
    next,
  ],
  ['three people, in turn', () => three().note(alice, 'a').note(bob, 'b').note(carol, 'c')],
  [
    'a new person, by one of several, in a record from before',
    () => three().write(alice, enrol(mallory)).note(mallory, 'm'),
  ],
  ['a new person, by one of several', () => two().write(alice, enrol(mallory)).note(mallory, 'm')],
  [
    'a new person, by two',
    () => two().write(alice, enrol(mallory)).write(bob, vouch(mallory)).note(mallory, 'm').write(carol, vouch(mallory)),
  ],
  ['a new person, twice by the same', () => two().write(alice, enrol(mallory)).write(alice, vouch(mallory))],
  [
    'a second person, by the only one, and another voucher later',
    () =>
      new LedgerBuilder({ roster: [alice], genesis: { vouchers: 2 } })
        .write(alice, enrol(bob))
        .write(bob, vouch(bob))
        .write(alice, enrol(carol))
        .write(bob, vouch(carol))
        .write(carol, vouch(bob)),
  ],
  [
    'a role that lets act, given by one and by two',
    () =>
      two()
        .write(alice, raise(bob))
        .write(bob, confirmRoles(bob, 1))
        .write(alice, confirmRoles(bob, 1))
        .write(carol, confirmRoles(bob, 1))
        .write(carol, confirmRoles(bob, 1)),
  ],
  [
    'the clock of an exercise in a live record',
    () =>
      three().write(alice, {
        kind: 'exercise.clock-set',
        body: { time: '2026-11-21T20:00:00.000Z' as never, pace: 15, running: true, why: '' },
      }),
  ],
  [
    'the script of an exercise, what came of it and a lesson in a live record',
    () =>
      three().write(
        alice,
        { kind: 'inject.released', body: { inject: '1', channel: 'Pager', text: 'A pull of 13.6 GB.' } },
        { kind: 'lesson.recorded', body: { text: 'Two people on call.', owner: 'Carol', due: '' } },
        { kind: 'exercise.ended', body: { note: '' } },
      ),
  ],
  [
    'a key whose encoding is not canonical, and one of small order',
    () =>
      three()
        .write(alice, enrol(keyed(NOT_CANONICAL)))
        .write(bob, enrol(keyed(SMALL_ORDER))),
  ],
  ['someone unknown', () => three().note(mallory, 'm')],
  ['someone enrols himself', () => three().write(mallory, enrol(mallory), note('m'))],
  ['the console enrols someone', () => three().write(consoleParty, enrol(mallory)).note(mallory, 'm')],
  ['a first person', () => new LedgerBuilder({ roster: [] }).write(alice, enrol(alice)).note(alice, 'a')],
  ['acting after revocation', () => three().note(bob, 'b').write(alice, revoke(bob)).note(bob, 'late')],
  ['revoked twice, by one who is not there', () => three().write(alice, revoke(bob)).write(mallory, revoke(alice))],
  [
    'a new key in the place of the old one',
    () => three().write(bob, rotate(bob, fresh)).write(fresh, confirm(fresh)).note(fresh, 'b'),
  ],
  ['a new key that acts too early', () => three().write(bob, rotate(bob, fresh)).note(fresh, 'b')],
  ['an old key that acts on', () => three().write(bob, rotate(bob, fresh)).write(fresh, confirm(fresh)).note(bob, 'b')],
  ['the key of someone else replaced', () => three().write(alice, rotate(bob, fresh)).write(fresh, confirm(fresh))],
  ...carriedStories(),
  [
    'enrolled again, vouched for, confirmed',
    () =>
      three()
        .write(alice, revoke(bob))
        .write(alice, reenrol(bob, fresh))
        .write(carol, vouch(fresh))
        .write(fresh, confirm(fresh))
        .note(fresh, 'b'),
  ],
  [
    'enrolled again, vouched for by the same person',
    () =>
      three()
        .write(alice, revoke(bob))
        .write(alice, reenrol(bob, fresh))
        .write(alice, vouch(fresh))
        .write(fresh, confirm(fresh))
        .note(fresh, 'b'),
  ],
  ['enrolled again without having been revoked', () => three().write(alice, reenrol(bob, fresh))],
  [
    'roles given to oneself, and to another',
    () => three().write(alice, assign(bob)).write(bob, assign(alice)).write(alice, assign(alice)),
  ],
  [
    'a revocation confirmed by a second person',
    () => three().write(alice, revoke(bob)).write(carol, confirmRevocation(bob, 1)),
  ],
  [
    'a revocation confirmed by the same person, and of another entry',
    () =>
      three().write(alice, revoke(bob)).write(alice, confirmRevocation(bob, 1)).write(carol, confirmRevocation(bob, 2)),
  ],
  [
    'two people under one checkpoint',
    () =>
      three()
        .append(alice, note('a'))
        .append(bob, note('b'))
        .seal({ lines: [alice, bob] }),
  ],
  ['no line of the person', () => three().append(alice, note('a')).seal()],
  [
    'the line of another',
    () =>
      three()
        .append(alice, note('a'))
        .seal({ lines: [bob] }),
  ],
  [
    'exercise time in a live record',
    () => three().write(alice, { ...note('a'), at: { exercise: '2026-11-21T20:00:00.000Z' as never } }),
  ],
  [
    'a checkpoint of another origin',
    () =>
      three()
        .append(alice, note('a'))
        .seal({ lines: [alice], origin: `${LIVE_ORIGIN.slice(0, -1)}0` }),
  ],
  [
    'a root that is signed and wrong',
    () =>
      three()
        .append(alice, note('a'))
        .seal({ lines: [alice], root: new Uint8Array(32) }),
  ],
];

/** A record that missed Bob's new key: he brings the journal's rotation along, once as it should be and then in every way that it should not. */
function carriedStories(): readonly (readonly [string, () => LedgerBuilder])[] {
  const brings =
    (departure: Departure = {}): (() => LedgerBuilder) =>
    () =>
      three()
        .write(fresh, carries(bob, fresh, departure))
        .note(fresh, 'b');
  const chain = [bob, carol, fresh];
  return [
    ['a new key carried from the journal', brings()],
    ['a new key carried, and the old one acting on', () => brings()().note(bob, 'late')],
    ['a new key carried twice', () => brings()().write(fresh, carries(bob, fresh))],
    ['a new key carried by somebody else', () => three().write(alice, carries(bob, fresh))],
    ['a new key carried by the console', () => three().write(consoleParty, carries(bob, fresh))],
    [
      'a new key carried for one that was revoked',
      () => three().write(alice, revoke(bob)).write(fresh, carries(bob, fresh)),
    ],
    ['a new key carried for nobody here', () => pair().write(fresh, carries(carol, fresh))],
    [
      'a new key carried over two rotations',
      () =>
        pair()
          .write(fresh, carries(bob, fresh, { journal: journalOf(chain) }))
          .note(fresh, 'b'),
    ],
    [
      'a new key carried over two rotations, of which one is left out',
      () => pair().write(fresh, carries(bob, fresh, { journal: journalOf(chain), leave: 1 })),
    ],
    ['a new key carried from an incident', brings({ origin: `${LIVE_ORIGIN.slice(0, -1)}1` })],
    ['a new key carried from a journal that the old key did not sign', brings({ signers: [fresh] })],
    ['a new key carried from a journal that another signed with its name', brings({ forged: true })],
    [
      'a new key carried with an entry that is not the one in the journal',
      brings({ entry: (text) => text.replace('20:00', '21:00') }),
    ],
    ['a new key carried with an entry in another spelling', brings({ entry: (text) => `${text} ` })],
    ['a new key carried with a later checkpoint', brings({ later: true })],
    [
      'a new key carried with a path that is too long',
      brings({ proof: (text) => text.replace('\n\n', `\n${'A'.repeat(43)}=\n\n`) }),
    ],
    [
      'a new key carried with something else in front',
      brings({ proof: (text) => text.replace('\nindex', '\nextra AAAA\nindex') }),
    ],
    ['a new key carried with no proof at all', brings({ proof: () => 'no' })],
    [
      'a new key carried that is another than the rotation names',
      () => three().write(fresh, carries(bob, fresh, { journal: journalOf([bob, alice]) })),
    ],
  ];
}
