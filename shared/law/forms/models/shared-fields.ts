import { any, choices, field, fromSource } from '../field-kit.ts';
import type { Condition, FormField, FormSection, Wording } from '../form-model.ts';
import { words } from '../language.ts';

/** Fields that several regimes ask for in the same sense. Answered once, they stand in all (superset blocks, regulation 3.3). */

export const MALICIOUS: Wording = {
  yes: words(
    'An unlawful or malicious act is suspected as the cause of the incident.',
    'Es besteht der Verdacht, dass der Vorfall auf rechtswidrige oder böswillige Handlungen zurückzuführen ist.',
  ),
  no: words(
    'An unlawful or malicious act is not suspected at this time.',
    'Ein Verdacht auf rechtswidrige oder böswillige Handlungen besteht derzeit nicht.',
  ),
  unknown: words(
    'Whether an unlawful or malicious act caused the incident is not known at this time.',
    'Ob rechtswidrige oder böswillige Handlungen den Vorfall verursacht haben, ist derzeit nicht bekannt.',
  ),
};
export const CROSS_BORDER: Wording = {
  yes: words(
    'An impact in another Member State is possible.',
    'Auswirkungen in einem anderen Mitgliedstaat sind möglich.',
  ),
  no: words(
    'No impact in another Member State is expected at this time.',
    'Auswirkungen in einem anderen Mitgliedstaat werden derzeit nicht erwartet.',
  ),
  unknown: words(
    'Whether there can be an impact in another Member State is not known at this time.',
    'Ob Auswirkungen in einem anderen Mitgliedstaat möglich sind, ist derzeit nicht bekannt.',
  ),
};
export const EXFILTRATION: Wording = {
  confirmed: words(
    'Exfiltration is recorded as confirmed.',
    'Ein Abfluss von Informationen ist als bestätigt festgehalten.',
  ),
  capable: words(
    'Exfiltration is not confirmed; the incident was capable of causing it.',
    'Ein Abfluss von Informationen ist nicht bestätigt; der Vorfall war geeignet, ihn zu verursachen.',
  ),
  no: words(
    'Exfiltration is excluded on the information recorded.',
    'Ein Abfluss von Informationen ist nach den festgehaltenen Angaben ausgeschlossen.',
  ),
  unknown: words(
    'Whether exfiltration took place is not known at this time.',
    'Ob Informationen abgeflossen sind, ist derzeit nicht bekannt.',
  ),
};
export const STATUS: Wording = {
  ongoing: words('The incident is ongoing.', 'Der Vorfall dauert an.'),
  contained: words(
    'The incident is contained as recorded.',
    'Der Vorfall ist nach den festgehaltenen Angaben eingedämmt.',
  ),
  handled: words(
    'Handling of the incident is completed as recorded.',
    'Die Bewältigung des Vorfalls ist nach den festgehaltenen Angaben abgeschlossen.',
  ),
};
const STATUS_CHOICES = choices(
  ['ongoing', 'Ongoing', 'Andauernd'],
  ['contained', 'Contained', 'Eingedämmt'],
  ['handled', 'Handled', 'Bewältigt'],
);
export const EXFILTRATION_CHOICES = choices(
  ['confirmed', 'Confirmed', 'Bestätigt'],
  ['capable', 'Possible (incident was capable of it)', 'Möglich (Vorfall war dazu geeignet)'],
  ['no', 'Excluded', 'Ausgeschlossen'],
);
const TLP = choices(
  ['RED', 'TLP:RED', 'TLP:RED'],
  ['AMBER+STRICT', 'TLP:AMBER+STRICT', 'TLP:AMBER+STRICT'],
  ['AMBER', 'TLP:AMBER', 'TLP:AMBER'],
  ['GREEN', 'TLP:GREEN', 'TLP:GREEN'],
);

/** Who reports, and who answers the telephone. `registration` is the number the regime's authority gave. */
export function entitySection(registration: readonly FormField[] = []): FormSection {
  return {
    id: 'entity',
    title: words('Entity and contact', 'Einrichtung und Ansprechpartner'),
    fields: [
      field('entity.legalName', 'line', 'Entity', 'Einrichtung', {
        mandatory: 'always',
        ...fromSource('entity.legalName'),
      }),
      field('entity.registrationNumber', 'line', 'National registration number', 'Nationale Registernummer', {
        ...fromSource('entity.registrationNumber'),
      }),
      ...registration,
      field('contact.name', 'line', 'Contact', 'Ansprechpartner', {
        mandatory: 'always',
        ...fromSource('contact.name'),
      }),
      field('contact.phone', 'line', 'Contact phone', 'Telefon des Ansprechpartners', {
        mandatory: 'always',
        ...fromSource('contact.phone'),
      }),
      field('contact.email', 'line', 'Contact e-mail', 'E-Mail des Ansprechpartners', {
        ...fromSource('contact.email'),
      }),
    ],
  };
}

export const reference = field('incident.reference', 'line', 'Internal reference', 'Internes Aktenzeichen', {
  mandatory: 'always',
  ...fromSource('incident.reference'),
  concept: { id: 'reference' },
});
export const authorityReference = field(
  'incident.authorityReference',
  'line',
  'Reference given by the authority',
  'Aktenzeichen der Behörde',
);
export const occurred = field('times.occurredAt', 'instant', 'Occurred', 'Eingetreten', {
  ...fromSource(
    'times.occurredAt',
    any('Recorded start of the incident: {}.', 'Festgehaltener Beginn des Vorfalls: {}.'),
  ),
  concept: { id: 'occurredAt' },
});
export const detected = field('times.detectedAt', 'instant', 'Detected', 'Entdeckt', {
  ...fromSource('times.detectedAt', any('First detected: {}.', 'Erstmals entdeckt: {}.')),
  concept: { id: 'detectedAt' },
});
export const status = field('incident.status', 'choice', 'Status', 'Status', {
  choices: STATUS_CHOICES,
  ...fromSource('incident.status', STATUS),
  concept: { id: 'status' },
});
export const assetKinds = field(
  'asset.kinds',
  'asset-kinds',
  'Kinds of information asset concerned',
  'Art der betroffenen Informationswerte',
  {
    ...fromSource(
      'asset.kinds',
      any(
        'Kinds of information asset concerned, as recorded: {}.',
        'Art der betroffenen Informationswerte, wie festgehalten: {}.',
      ),
    ),
  },
);
export const exfiltration = field('asset.exfiltration', 'choice', 'Exfiltration', 'Abfluss von Informationen', {
  choices: EXFILTRATION_CHOICES,
  ...fromSource('asset.exfiltration', EXFILTRATION),
  concept: { id: 'exfiltration' },
});
export const tradeSecret = field(
  'asset.tradeSecret',
  'yes-no',
  'Trade secrets of the entity concerned',
  'Geschäftsgeheimnisse der Einrichtung betroffen',
  { prefill: { kind: 'trade-secret' }, concept: { id: 'tradeSecret' } },
);
export const personalData = field(
  'asset.personalData',
  'yes-no',
  'Personal data affected',
  'Personenbezogene Daten betroffen',
  {
    ...fromSource('asset.personalData', {
      yes: words(
        'Personal data is recorded as affected; notification under the GDPR is handled separately.',
        'Personenbezogene Daten sind als betroffen festgehalten; die Meldung nach der DSGVO erfolgt gesondert.',
      ),
      no: words(
        'No personal data is recorded as affected.',
        'Es sind keine personenbezogenen Daten als betroffen festgehalten.',
      ),
      unknown: words(
        'Whether personal data is affected is not known at this time.',
        'Ob personenbezogene Daten betroffen sind, ist derzeit nicht bekannt.',
      ),
    }),
    concept: { id: 'personalData' },
  },
);
export const lawEnforcement = field(
  'response.lawEnforcementInformed',
  'yes-no',
  'Law enforcement informed',
  'Strafverfolgungsbehörden informiert',
  {
    ...fromSource('response.lawEnforcementInformed', {
      yes: words('Law enforcement has been informed.', 'Die Strafverfolgungsbehörden sind informiert.'),
      no: words(
        'Law enforcement has not been informed so far.',
        'Die Strafverfolgungsbehörden sind bisher nicht informiert.',
      ),
    }),
    concept: { id: 'lawEnforcement' },
  },
);
export const memberStates = (id: string, mandatory: Condition): FormField =>
  field(id, 'member-states', 'Member States possibly affected', 'Möglicherweise betroffene Mitgliedstaaten', {
    mandatory,
    ...fromSource(
      'impact.memberStates',
      any(
        'Member States possibly affected, as recorded: {}.',
        'Möglicherweise betroffene Mitgliedstaaten, wie festgehalten: {}.',
      ),
    ),
    concept: { id: 'memberStates' },
  });

/** Handling marks stand on every report that leaves the house: a report about a leak is itself worth stealing (pitfall 24). */
export const markingSection: FormSection = {
  id: 'marking',
  title: words('Marking', 'Kennzeichnung'),
  fields: [
    field('marking.tlp', 'choice', 'TLP marking', 'TLP-Einstufung', {
      choices: TLP,
      ...fromSource('marking.tlp', any('This report is marked {}.', 'Diese Meldung ist als {} eingestuft.')),
    }),
    field('marking.tradeSecret', 'yes-no', 'Business secrets', 'Geschäftsgeheimnisse', {
      source: 'NIS2 Art. 2(13)',
      ...fromSource('marking.tradeSecret', {
        yes: words(
          'This report contains business secrets; onward exchange is limited to what is necessary (NIS2 Art. 2(13)).',
          'Diese Meldung enthält Geschäftsgeheimnisse; eine Weitergabe ist auf das Erforderliche zu beschränken (Art. 2 Abs. 13 NIS-2-Richtlinie).',
        ),
        no: words(
          'This report is not marked as containing business secrets.',
          'Diese Meldung ist nicht als Geschäftsgeheimnisse enthaltend gekennzeichnet.',
        ),
      }),
    }),
  ],
};
