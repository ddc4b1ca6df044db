import { any, asked, by, field, fromSource } from '../field-kit.ts';
import type { FormModel } from '../form-model.ts';
import { words } from '../language.ts';
import { MEASURES_TAKEN } from './narratives.ts';
import { assetKinds, entitySection, markingSection, reference, tradeSecret } from './shared-fields.ts';

/** Notices to people the entity serves. Plain language, no internals, and no more of the incident than helps them (regulation 6.4). */
const PLAIN = words(
  'Write for the reader who is affected: what happened, what it means for them, what they can do. No internals.',
  'Für die Betroffenen schreiben: was geschehen ist, was es für sie bedeutet, was sie tun können. Keine Interna.',
);
const NOT_AN_ADMISSION = words('Nothing here is an admission.', 'Nichts hierin ist ein Anerkenntnis.');
const common = { version: '2026-11', unknownIsAnswer: true, previous: [] } as const;
const sender = entitySection();

const happened = (source: string) =>
  field('notice.happened', 'text', 'What happened', 'Was geschehen ist', {
    ...asked(source),
    ...by({
      kind: 'narrative',
      subject: words('what happened', 'das Geschehen'),
      parts: [
        { from: 'incident.summary', type: 'text', wording: any('{}', '{}') },
        {
          from: 'impact.services',
          type: 'text',
          wording: any('Services concerned: {}.', 'Betroffene Dienste: {}.'),
        },
      ],
    }),
  });
const measures = (source: string) =>
  field('notice.measures', 'text', 'Measures taken', 'Ergriffene Maßnahmen', {
    ...asked(source),
    ...by(MEASURES_TAKEN),
  });
const doNow = field('notice.recipientMeasures', 'text', 'What you can do', 'Was Sie tun können');
const doNowAsked = (source: string) => ({ ...doNow, ...asked(source) });

export const NIS2_RECIPIENTS: FormModel = {
  ...common,
  form: 'nis2-recipients',
  title: words('Notice to recipients of a service', 'Unterrichtung der Empfänger eines Dienstes'),
  basis: words('NIS2 Art. 23(1), 23(2)', 'Art. 23 Abs. 1 und 2 NIS-2-Richtlinie'),
  notices: [PLAIN, NOT_AN_ADMISSION],
  sections: [
    {
      id: 'report',
      title: words('Notice', 'Unterrichtung'),
      fields: [
        happened('NIS2 Art. 23(1)'),
        doNowAsked('NIS2 Art. 23(2)'),
        { ...measures('NIS2 Art. 23(1)'), mandatory: 'no' },
      ],
    },
    sender,
    markingSection,
  ],
};

export const DORA_CLIENTS: FormModel = {
  ...common,
  form: 'dora-clients',
  title: words(
    'Notice to clients on a major ICT-related incident',
    'Unterrichtung der Kunden über einen schwerwiegenden IKT-bezogenen Vorfall',
  ),
  basis: words('DORA Art. 19(3)', 'Art. 19 Abs. 3 DORA'),
  notices: [PLAIN, NOT_AN_ADMISSION],
  sections: [
    {
      id: 'report',
      title: words('Notice', 'Unterrichtung'),
      fields: [
        happened('DORA Art. 19(3)'),
        field(
          'notice.financialInterests',
          'text',
          'What it means for your financial interests',
          'Was es für Ihre finanziellen Interessen bedeutet',
          {
            ...asked('DORA Art. 19(3)'),
          },
        ),
        measures('DORA Art. 19(3)'),
        doNow,
        field('notice.clientCategories', 'line', 'Clients addressed', 'Angesprochene Kunden'),
        field('notice.channel', 'line', 'Sent by', 'Versandweg'),
      ],
    },
    sender,
    { id: 'reference', title: words('Internal', 'Intern'), fields: [reference] },
    markingSection,
  ],
};

/** Directive (EU) 2016/943 Art. 2(1) with the checklist of reasonable steps (regulation 6.3). Stays with counsel unless asked for. */
const limb = (name: 'secret' | 'value' | 'steps', en: string, de: string, letter: string) =>
  field(`asset.tradeSecret.${name}`, 'yes-no', en, de, {
    ...asked(`Directive (EU) 2016/943 Art. 2(1)(${letter})`),
    ...fromSource(`asset.tradeSecret.${name}`),
  });
const STEPS: readonly (readonly [id: string, en: string, de: string])[] = [
  [
    'register',
    'Asset register entry, owner, classification label',
    'Eintrag im Inventar, Verantwortlicher, Einstufung',
  ],
  ['access', 'Access list and need-to-know', 'Zugriffsliste und Need-to-know-Prinzip'],
  [
    'contracts',
    'Confidentiality clauses: staff, partners, vendors',
    'Vertraulichkeitsklauseln: Beschäftigte, Partner, Anbieter',
  ],
  ['encryption', 'Encryption and custody of keys', 'Verschlüsselung und Schlüsselverwahrung'],
  ['logging', 'Logging and leakage prevention on stores', 'Protokollierung und Abflusskontrolle der Speicher'],
  ['extraction', 'Rate limits and defences against extraction', 'Ratenbegrenzung und Schutz vor Extraktion'],
  ['watermark', 'Watermarks and canaries', 'Wasserzeichen und Canaries'],
  ['training', 'Training of staff', 'Schulung der Beschäftigten'],
  ['enforcement', 'Earlier enforcement', 'Frühere Durchsetzung'],
];

export const TRADE_SECRET_ANNEX: FormModel = {
  ...common,
  form: 'trade-secret-annex',
  title: words('Trade-secret annex', 'Anlage Geschäftsgeheimnis'),
  basis: words(
    'Directive (EU) 2016/943 Art. 2(1); Regulation (EU) 2024/2690 Art. 3(1)(b)',
    'Art. 2 Nr. 1 Richtlinie (EU) 2016/943; Art. 3 Abs. 1 Buchst. b Durchführungsverordnung (EU) 2024/2690',
  ),
  notices: [
    words(
      'Describes that there is a secret and how it was kept, never the secret itself. Attach under marking only if asked.',
      'Beschreibt, dass ein Geheimnis besteht und wie es gewahrt wurde, nie das Geheimnis selbst. Nur auf Anforderung und gekennzeichnet beifügen.',
    ),
    words(
      'Steps count only if they predate the leak: give since when, and the record that shows it.',
      'Maßnahmen zählen nur, wenn sie vor dem Abfluss bestanden: seit wann, und durch welche Unterlage belegt.',
    ),
  ],
  sections: [
    {
      id: 'test',
      title: words('The three conditions', 'Die drei Voraussetzungen'),
      fields: [
        tradeSecret,
        limb(
          'secret',
          'Secret: not generally known or readily accessible',
          'Geheim: nicht allgemein bekannt oder ohne Weiteres zugänglich',
          'a',
        ),
        limb('value', 'Commercial value because it is secret', 'Kommerzieller Wert, weil geheim', 'b'),
        limb('steps', 'Reasonable steps kept it secret', 'Angemessene Geheimhaltungsmaßnahmen', 'c'),
        assetKinds,
        field('annex.value', 'text', 'Why it has value because it is secret', 'Worin der Wert der Geheimhaltung liegt'),
      ],
    },
    {
      id: 'steps',
      title: words('Reasonable steps, since when, shown by', 'Geheimhaltungsmaßnahmen, seit wann, belegt durch'),
      fields: STEPS.map(([id, en, de]) => field(`annex.step.${id}`, 'text', en, de)),
    },
    { id: 'reference', title: words('Reference', 'Aktenzeichen'), fields: [reference] },
    markingSection,
  ],
};
