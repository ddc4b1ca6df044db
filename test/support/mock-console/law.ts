import { organisation } from './people.ts';
import { at } from './at.ts';
import { computeClocks } from '../../../shared/law/deadline.ts';
import { entityFactsOf } from '../../../shared/law/entity.ts';
import type { Fact } from '../../../shared/law/facts.ts';
import type { Draft } from '../../../shared/law/forms/draft.ts';
import { renderPlainText } from '../../../shared/law/forms/draft.ts';
import { draftEarlyWarning } from '../../../shared/law/forms/nis2-early-warning.ts';
import { EU_2026_11 } from '../../../shared/law/packs/eu-2026-11.ts';
import { routeRegimes } from '../../../shared/law/regime.ts';
import type { EntityLegalView, FactView } from '../../../shared/view/incident-view.ts';

export const facts: readonly FactView[] = [
  {
    fact: 'cause.maliciousSuspected',
    value: 'yes',
    provenance: 'actual',
    evidence: [31],
    note: '',
    entry: 47,
    at: at(-31),
    by: 'Ines Kowalczyk',
  },
  {
    fact: 'impact.crossBorderPossible',
    value: '',
    provenance: 'unknown',
    evidence: [],
    note: 'NL desk is checking its tenants.',
    entry: 48,
    at: at(-30),
    by: 'Ines Kowalczyk',
  },
  {
    fact: 'asset.exfiltration',
    value: 'capable',
    provenance: 'estimate',
    evidence: [31, 33],
    note: '',
    entry: 49,
    at: at(-29),
    by: 'Ines Kowalczyk',
  },
  {
    fact: 'asset.kinds',
    value: ['weights', 'keys'],
    provenance: 'actual',
    evidence: [],
    note: '',
    entry: 50,
    at: at(-28),
    by: 'Ines Kowalczyk',
  },
  {
    fact: 'incident.summary',
    value:
      'A robot credential of the model registry was used from an unknown network. Several model layers were fetched.',
    provenance: 'actual',
    evidence: [31],
    note: '',
    entry: 51,
    at: at(-27),
    by: 'Ines Kowalczyk',
  },
];

export function legal(missed: boolean): readonly EntityLegalView[] {
  const aware = missed ? at(-25 * 60) : at(-96);
  return organisation.entities.map((entity, index) => {
    const routed = entityFactsOf(entity);
    const awareAt = index === 0 ? { DORA: aware, GDPR: aware } : { NIS2: aware };
    return {
      entity: entity.id,
      entityName: entity.name,
      timeZone: entity.timeZone,
      routing: routeRegimes(routed, { personalDataAffected: 'unknown' }, EU_2026_11),
      report: computeClocks(
        {
          entity: routed,
          personalDataAffected: 'unknown',
          anchors: { awareAt, submitted: {}, ...(index === 0 ? { classifiedMajorAt: at(-17) } : {}) },
          now: at(0),
        },
        EU_2026_11,
      ),
    };
  });
}

export function earlyWarning(exercise: boolean): { readonly draft: Draft; readonly text: string } {
  const read = facts.map(({ fact, value, provenance, entry }) => ({ id: fact, value, provenance, entry }) as Fact);
  const draft = draftEarlyWarning(read, { exercise, timeZone: 'Europe/Amsterdam' });
  return { draft, text: renderPlainText(draft) };
}
