import type { DraftView } from '../../../shared/view/draft-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';

/** What was signed and what stands on the screen are two texts. */
export interface ApartFromSigned {
  readonly version: number;
  /** Two people signed; else one did. */
  readonly locked: boolean;
  /** Fields that say something else now. */
  readonly fields: ReadonlySet<string>;
}

/**
 * A fact that came in after a version was signed changes the draft, not the version. Who pastes from the draft then files what nobody
 * signed, under the name of what somebody did. Null while they say the same, and while nobody signed.
 */
export function apartFromSigned(
  { signOffs, drafts }: Pick<IncidentView, 'signOffs' | 'drafts'>,
  { draft, since }: Pick<DraftView, 'draft' | 'since'>,
): ApartFromSigned | null {
  if (since === null || since.changes.length === 0) return null;
  const kept = drafts.find(({ entry }) => entry === since.entry);
  const signOff = signOffs.find((one) => one.draft === since.entry);
  // The report before this one may be locked as well: it is another report.
  const isSame = kept !== undefined && draft.form.startsWith(`${kept.form}/`) && kept.language === draft.language;
  const locked = signOff?.state === 'locked';
  const signed = locked || (signOff?.signatures.some(({ expired }) => !expired) ?? false);
  if (!isSame || !signed) return null;
  return { version: since.version, locked, fields: new Set(since.changes.map(({ field }) => field)) };
}
