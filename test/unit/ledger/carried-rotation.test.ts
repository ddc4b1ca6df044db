import { describe, expect, test } from 'vitest';
import { verifyLedger } from '../../../shared/ledger/verify.ts';
import { Roster } from '../../../shared/ledger/roster.ts';
import { carries, journalOf } from '../../support/carried-rotation.ts';
import { LedgerBuilder } from '../../support/ledger-builder.ts';
import { alice, bob, crypto, mallory, type Party } from '../../support/parties.ts';
import { rosterStories } from '../../support/roster-stories.ts';

const fresh: Party = { ...mallory, name: 'Bob' };
const id = ({ signer }: Party): string => signer.fingerprint;
const two = () => new LedgerBuilder({ roster: [alice, bob] });

test('the new key is the same person, with the roles and the name, and counts at once', () => {
  const roster = new Roster(crypto.sha256);
  const { list, notes } = two().write(fresh, carries(bob, fresh)).note(fresh, 'b');
  const report = verifyLedger(
    { entries: list, checkpoints: notes.map(({ note }) => note) },
    {},
    crypto,
    (entry) => void roster.apply(entry),
  );
  expect(report.findings).toEqual([]);
  expect(roster.people.get(id(fresh))).toMatchObject({ person: id(bob), name: 'Bob', roles: ['commander'], lacks: [] });
  expect(roster.people.get(id(bob))?.ended).toMatchObject({ why: 'rotated', next: id(fresh), entry: 1 });
  expect(roster.people.latest(id(bob))).toBe(id(fresh));
  expect(roster.people.persons()).toBe(2);
});

/** What stands, and of what does not the words that say why. */
const said: readonly (readonly [string, string | null])[] = [
  ['from the journal', null],
  ['over two rotations', null],
  ['twice', 'that does not count'],
  ['by somebody else', 'the key of someone else'],
  ['by the console', 'the key of someone else'],
  ['for one that was revoked', 'that does not count'],
  ['for nobody here', 'that does not count'],
  ['over two rotations, of which one is left out', 'lead to another key'],
  ['that is another than the rotation names', 'lead to another key'],
  ['from an incident', 'not of one console journal'],
  ['from a journal that the old key did not sign', 'did not sign'],
  ['from a journal that another signed with its name', 'did not sign'],
  ['with an entry that is not the one in the journal', 'did not sign'],
  ['with an entry in another spelling', 'something else than a rotation'],
  ['with a later checkpoint', 'did not sign'],
  ['with a path that is too long', 'did not sign'],
  ['with something else in front', 'did not sign'],
  ['with no proof at all', 'cannot be read'],
];
describe('a new key carried', () => {
  test.each(said)('%s', (story, why) => {
    const make = rosterStories.find(([name]) => name === `a new key carried ${story}`)?.[1];
    const report = make?.().verify();
    expect(report?.verified).toBe(why === null);
    const unvouched = report?.findings.filter(({ code }) => code === 'ENROLMENT_UNVOUCHED') ?? [];
    expect(unvouched.map(({ message }) => message)).toEqual(why === null ? [] : [expect.stringContaining(why)]);
  });
});

test('what was signed once for one person does not serve another', () => {
  const journal = journalOf([bob, fresh]);
  const entry = carries(alice, fresh, { journal });
  expect(two().write(fresh, entry).verify().findings).toMatchObject([
    { code: 'ENROLMENT_UNVOUCHED', message: 'brings something else than a rotation of that key' },
  ]);
});
