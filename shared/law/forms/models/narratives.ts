import type { NarrativePart, Prefill } from '../form-model.ts';
import { words } from '../language.ts';
import { any } from '../field-kit.ts';
import { EXFILTRATION, EXFILTRATION_CHOICES, STATUS } from './shared-fields.ts';

const part = (from: string, type: NarrativePart['type'], wording: NarrativePart['wording']): NarrativePart => ({
  from,
  type,
  wording,
});
const SERVICES = part(
  'impact.services',
  'text',
  any('Services concerned, as recorded: {}.', 'Betroffene Dienste, wie festgehalten: {}.'),
);
const MEASURES = part(
  'response.measures',
  'text',
  any('Measures taken so far, as recorded: {}', 'Bisher ergriffene Maßnahmen, wie festgehalten: {}'),
);

/** What happened, in the words of the record. */
export const COURSE: Prefill = {
  kind: 'narrative',
  subject: words('the course of the incident', 'Hergang des Vorfalls'),
  parts: [
    part('incident.summary', 'text', any('{}', '{}')),
    part(
      'times.occurredAt',
      'instant',
      any('Recorded start of the incident: {}.', 'Festgehaltener Beginn des Vorfalls: {}.'),
    ),
    { ...part('asset.exfiltration', 'choice', EXFILTRATION), choices: EXFILTRATION_CHOICES },
    SERVICES,
    part('incident.status', 'choice', STATUS),
    MEASURES,
  ],
};

/** What was done: the fact a person wrote, and the actions the console has the outcome of. */
export const MEASURES_TAKEN: Prefill = {
  kind: 'narrative',
  subject: words('measures taken', 'ergriffene Maßnahmen'),
  parts: [
    part('response.measures', 'text', any('{}', '{}')),
    part(
      'ledger.actionsDone',
      'line',
      any('Actions with a recorded outcome: {}.', 'Maßnahmen mit festgehaltenem Ergebnis: {}.'),
    ),
  ],
};

export const SIGNIFICANCE: Prefill = {
  kind: 'narrative',
  subject: words('what makes the incident significant', 'Erheblichkeit des Sicherheitsvorfalls'),
  parts: [
    part(
      'derived.significance',
      'line',
      any('Criteria met on the facts recorded: {}.', 'Nach den festgehaltenen Tatsachen erfüllte Kriterien: {}.'),
    ),
  ],
};

/** The report before this one, as it was filed. */
export function filedBefore(stage: string, en: string, de: string): Prefill {
  return {
    kind: 'narrative',
    subject: words(`the filing of the ${en}`, `Einreichung: ${de}`),
    parts: [
      part(`filed.${stage}.at`, 'instant', any(`The ${en} was filed: {}.`, `${de} eingereicht: {}.`)),
      part(`filed.${stage}.receipt`, 'line', any('Receipt: {}.', 'Eingangsbestätigung: {}.')),
    ],
  };
}
