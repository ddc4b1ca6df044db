import type { Predicate } from './attestation.ts';
import { BUNDLE_FORMAT } from './layout.ts';

/** Follows from the attested predicate and the payload alone, so the verifier writes it again and compares. */
export function bagInfoText(predicate: Predicate, payload: { readonly bytes: number; readonly files: number }): string {
  const what = predicate.exercise ? 'EXERCISE: record of a rehearsal, not of an incident' : 'Incident record';
  return [
    `Bag-Software-Agent: ${predicate.tool}`,
    `Bagging-Date: ${predicate.exportedAt.slice(0, 10)}`,
    `External-Description: ${what}`,
    `External-Identifier: ${predicate.origin}`,
    `Bulkhead-Format: ${BUNDLE_FORMAT}`,
    // Octets and files, the form RFC 8493 section 2.2.2 gives it.
    `Payload-Oxum: ${payload.bytes}.${payload.files}`,
    '',
  ].join('\n');
}
