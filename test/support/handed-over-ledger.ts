import { toBase64 } from '../../shared/ledger/encoding.ts';
import type { NewEntry } from '../../shared/ledger/entry.ts';
import { LedgerBuilder } from './ledger-builder.ts';
import { alice, bob, consoleParty, otherConsole, type Party } from './parties.ts';

/** Alice writes that the console hands over from one key to another. */
export function handsOver(to: Party, from = consoleParty): NewEntry {
  return {
    kind: 'console.rotated',
    body: {
      fingerprint: from.signer.fingerprint,
      next: { fingerprint: to.signer.fingerprint, publicKey: toBase64(to.signer.publicKey) },
      reason: 'a copy of the home was found elsewhere',
    },
  };
}

export function confirmsHandOver(to: Party, rotation: number): NewEntry {
  return { kind: 'console.rotation-confirmed', body: { fingerprint: to.signer.fingerprint, rotation } };
}

/** Begun by Alice as entry 2, confirmed by Bob as entry 3, under the lines of both keys unless told otherwise. */
export function handedOver(consoles: readonly Party[] = [consoleParty, otherConsole]): LedgerBuilder {
  return new LedgerBuilder({ roster: [alice, bob] })
    .note(alice, 'before')
    .write(alice, handsOver(otherConsole))
    .append(bob, confirmsHandOver(otherConsole, 2))
    .seal({ lines: [bob], consoles });
}

/** The ledger of `test/vectors/console-handover.json`. */
export function handedOverVector(): LedgerBuilder {
  return handedOver()
    .append(alice, { kind: 'note.added', body: { text: 'after' } })
    .seal({ lines: [alice], console: otherConsole });
}
