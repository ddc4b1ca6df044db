import { fail } from '../../shared/domain/failure.ts';
import { parseVerifierKey, verifierKeyPrint, type VerifierKey } from '../../shared/ledger/verifier-key.ts';
import { checkLine, type NoteKey, type SignedNote } from '../../shared/ledger/signed-note.ts';
import type { CosignatureView } from '../../shared/view/incident-view.ts';
import type { WitnessView } from '../../shared/view/console-view.ts';
import type { Desk } from './desk.ts';
import type { OpenIncident } from './open-incident.ts';

export interface TrustedWitness extends WitnessView {
  readonly key: VerifierKey;
}

/** Everyone this console trusts or once trusted. */
export function witnessViews(desk: Desk): readonly WitnessView[] {
  const { sha256 } = desk.services.crypto;
  return [...(desk.journal?.witnesses.values() ?? [])].map((one) => ({
    ...one,
    fingerprint: verifierKeyPrint(sha256, one.vkey),
  }));
}

/** Those whose cosignatures count now. */
export function trustedWitnesses(desk: Desk): readonly TrustedWitness[] {
  return witnessViews(desk).flatMap((witness) => {
    const parsed = parseVerifierKey(desk.services.crypto.sha256, witness.vkey);
    return parsed.ok && !witness.distrusted ? [{ ...witness, key: parsed.key }] : [];
  });
}

/** Throws WITNESS_UNKNOWN. */
export function trustedWitness(desk: Desk, vkey: string): TrustedWitness {
  return (
    trustedWitnesses(desk).find((witness) => witness.vkey === vkey) ??
    fail('WITNESS_UNKNOWN', 'this console does not trust that witness')
  );
}

/** Cosignatures on record by witnesses that still count. They were verified before they were recorded; fsck does it again. */
export function countedCosignatures(desk: Desk, incident: OpenIncident): readonly CosignatureView[] {
  const trusted = new Set(trustedWitnesses(desk).map(({ vkey }) => vkey));
  return incident.state.file.cosignatures.filter(({ vkey }) => trusted.has(vkey));
}

/** The largest tree a trusted witness saw. */
export function largestWitnessed(desk: Desk, incident: OpenIncident): CosignatureView | null {
  return countedCosignatures(desk, incident).reduce<CosignatureView | null>(
    (best, one) => (best && best.size >= one.size ? best : one),
    null,
  );
}

/**
 * The console's verifier key for this ledger, C2SP signed-note type 0x01, under the origin as name: the one that signed `note`,
 * which may be an earlier one, or the one that signs now.
 */
export function logKeyOf(
  desk: Desk,
  incident: OpenIncident,
  note?: SignedNote,
): NoteKey & { readonly fingerprint: string } {
  const { origin, console } = incident.writer;
  const keys = incident.state.file.consoles.all().map((key) => ({ ...key, name: origin }));
  const signed = note && keys.findLast((key) => checkLine(desk.services.crypto, note, key) !== 'absent');
  return signed ?? { name: origin, publicKey: console.publicKey, fingerprint: console.fingerprint };
}
