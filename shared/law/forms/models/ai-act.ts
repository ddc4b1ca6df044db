import { any, asked, by, choices, field, fromSource } from '../field-kit.ts';
import type { FormField, FormModel } from '../form-model.ts';
import { words } from '../language.ts';
import { COURSE, MEASURES_TAKEN } from './narratives.ts';
import {
  assetKinds,
  authorityReference,
  detected,
  entitySection,
  lawEnforcement,
  markingSection,
  occurred,
  personalData,
  reference,
} from './shared-fields.ts';

/** AI Act Art. 73 (regulation 6.1). No template is confirmed: fields follow the article, and what is not confirmed of it says so. */
const unconfirmed = (source: string): Pick<FormField, 'source' | 'confidence'> => ({
  source,
  confidence: 'unconfirmed',
});

const submission = field('aia.submissionType', 'choice', 'Type of report', 'Art der Meldung', {
  ...asked('AI Act Art. 73(5)'),
  choices: choices(
    ['initial', 'Initial report, incomplete', 'Erstmeldung, unvollständig'],
    ['complete', 'Complete report', 'Vollständige Meldung'],
    ['follow-up', 'Update of an earlier report', 'Aktualisierung einer früheren Meldung'],
  ),
});
const role = field('aia.role', 'choice', 'Reported as', 'Meldung als', {
  ...asked('AI Act Art. 73(1), 26(5)'),
  hint: words(
    'A deployer informs the provider first; the duty to report falls to it where the provider cannot be reached.',
    'Ein Betreiber unterrichtet zuerst den Anbieter; melden muss er, wenn der Anbieter nicht zu erreichen ist.',
  ),
  choices: choices(['provider', 'Provider', 'Anbieter'], ['deployer', 'Deployer', 'Betreiber']),
  ...fromSource(
    'entity.aiRole',
    {
      provider: words('The entity is the provider of the system.', 'Die Einrichtung ist Anbieter des Systems.'),
      deployer: words('The entity is the deployer of the system.', 'Die Einrichtung ist Betreiber des Systems.'),
    },
    { 'provider-high-risk': 'provider', 'deployer-high-risk': 'deployer' },
  ),
});
const system: readonly FormField[] = [
  field('aia.systemName', 'line', 'High-risk AI system: name and version', 'Hochrisiko-KI-System: Name und Version', {
    mandatory: 'always',
    ...unconfirmed('AI Act Art. 73'),
  }),
  field('aia.systemPurpose', 'text', 'Intended purpose', 'Zweckbestimmung', unconfirmed('AI Act Art. 73, Annex VIII')),
  field(
    'aia.systemArea',
    'line',
    'Why it is high-risk: point of Annex III, or product of Annex I',
    'Warum hochriskant: Nummer in Anhang III oder Produkt nach Anhang I',
    unconfirmed('AI Act Art. 6, Annex I, III'),
  ),
  field(
    'aia.registration',
    'line',
    'Registration in the EU database',
    'Eintrag in der EU-Datenbank',
    unconfirmed('AI Act Art. 49'),
  ),
];

const harm = field('aia.harm', 'choice', 'Serious incident', 'Schwerwiegender Vorfall', {
  ...asked('AI Act Art. 3(49), 73(1)'),
  choices: choices(
    ['death', 'Death', 'Tod'],
    ['health', 'Serious harm to health', 'Schwere gesundheitliche Schädigung'],
    [
      'infrastructure',
      'Critical infrastructure disrupted, or widespread infringement',
      'Störung kritischer Infrastruktur oder weitverbreiteter Verstoß',
    ],
    ['rights', 'Breach of fundamental-rights obligations', 'Verletzung von Pflichten zum Schutz der Grundrechte'],
    ['property', 'Serious harm to property or environment', 'Schwere Sach- oder Umweltschäden'],
    ['none', 'None of these', 'Keiner davon'],
  ),
  ...fromSource(
    'aia.harm',
    any('Kind of serious incident, as recorded: {}.', 'Art des schwerwiegenden Vorfalls, wie festgehalten: {}.'),
  ),
});
const causal = field(
  'aia.causalLink',
  'yes-no',
  'Causal link with the AI system established, or reasonably likely',
  'Ursächlicher Zusammenhang mit dem KI-System festgestellt oder naheliegend',
  {
    ...asked('AI Act Art. 73(2)'),
    ...fromSource('aia.causalLink', {
      yes: words(
        'A causal link between the AI system and the incident is recorded as established or reasonably likely.',
        'Ein ursächlicher Zusammenhang zwischen KI-System und Vorfall ist als festgestellt oder naheliegend festgehalten.',
      ),
      no: words(
        'A causal link between the AI system and the incident is not recorded as likely.',
        'Ein ursächlicher Zusammenhang zwischen KI-System und Vorfall ist nicht als naheliegend festgehalten.',
      ),
      unknown: words(
        'Whether there is a causal link between the AI system and the incident is not known at this time.',
        'Ob ein ursächlicher Zusammenhang zwischen KI-System und Vorfall besteht, ist derzeit nicht bekannt.',
      ),
    }),
  },
);
const informed = field('aia.informed', 'choices', 'Already informed', 'Bereits unterrichtet', {
  source: 'AI Act Art. 26(5)',
  confidence: 'confirmed',
  mandatory: { field: 'aia.role', is: ['deployer'] },
  choices: choices(
    ['provider', 'Provider', 'Anbieter'],
    ['importer', 'Importer', 'Einführer'],
    ['distributor', 'Distributor', 'Händler'],
    ['nobody', 'Nobody so far', 'Bisher niemand'],
  ),
});

export const AI_ACT_73: FormModel = {
  form: 'ai-act-73',
  version: '2026-11',
  title: words(
    'Report of a serious incident of a high-risk AI system',
    'Meldung eines schwerwiegenden Vorfalls eines Hochrisiko-KI-Systems',
  ),
  basis: words('AI Act Art. 73', 'Art. 73 KI-Verordnung'),
  notices: [
    words(
      'Duties for high-risk systems apply from 2 December 2027 (Annex III) and 2 August 2028 (Annex I); sources disagree on whether Art. 73 moved with them. Counsel decides whether this is owed or voluntary.',
      'Die Pflichten für Hochrisiko-Systeme gelten ab 2. Dezember 2027 (Anhang III) und 2. August 2028 (Anhang I); ob Art. 73 mitverschoben wurde, ist streitig. Die Rechtsberatung entscheidet, ob die Meldung Pflicht oder freiwillig ist.',
    ),
    words(
      'The template of the Commission is not confirmed. What is asked of the system, the course, the persons and the evidence is from general knowledge of the article and marked so on the desk; lengths are ours.',
      'Ein Muster der Kommission ist nicht bestätigt. Angaben zu System, Hergang, Personen und Beweissicherung stammen aus allgemeiner Kenntnis der Vorschrift und sind im Programm so bezeichnet; Längen sind eigene.',
    ),
    words(
      'Before the authority is informed the system is not changed in a way that harms the later search for causes (Art. 73(6), unconfirmed).',
      'Vor Unterrichtung der Behörde wird das System nicht so verändert, dass die spätere Ursachenermittlung leidet (Art. 73 Abs. 6, unbestätigt).',
    ),
    words(
      'A leak of weights or prompts alone is normally no serious incident. Nothing here is an admission.',
      'Ein Abfluss von Gewichten oder Prompts allein ist in der Regel kein schwerwiegender Vorfall. Nichts hierin ist ein Anerkenntnis.',
    ),
  ],
  previous: [],
  unknownIsAnswer: true,
  sections: [
    {
      id: 'report',
      title: words('Serious incident', 'Schwerwiegender Vorfall'),
      fields: [
        submission,
        role,
        harm,
        field(
          'aia.memberStates',
          'member-states',
          'Member States where it occurred',
          'Mitgliedstaaten, in denen er eintrat',
          asked('AI Act Art. 73(1)'),
        ),
        field('aia.course', 'text', 'What happened', 'Hergang', {
          mandatory: 'always',
          ...unconfirmed('AI Act Art. 73'),
          ...by(COURSE),
        }),
        causal,
        field(
          'aia.causalReasons',
          'text',
          'What the causal link rests on',
          'Worauf der Zusammenhang gestützt wird',
          unconfirmed('AI Act Art. 73(2)'),
        ),
        field(
          'aia.persons',
          'text',
          'Persons affected, and how',
          'Betroffene Personen und Folgen',
          unconfirmed('AI Act Art. 73'),
        ),
        informed,
      ],
    },
    { id: 'system', title: words('AI system', 'KI-System'), fields: system },
    {
      id: 'response',
      title: words('Investigation and corrective action', 'Untersuchung und Korrekturmaßnahmen'),
      fields: [
        field('aia.measures', 'text', 'Corrective action taken', 'Ergriffene Korrekturmaßnahmen', {
          ...asked('AI Act Art. 73(6)', { field: 'aia.submissionType', is: ['complete'] }),
          ...by(MEASURES_TAKEN),
        }),
        field('aia.investigation', 'text', 'Investigation and risk assessment', 'Untersuchung und Risikobewertung', {
          ...asked('AI Act Art. 73(6)', { field: 'aia.submissionType', is: ['complete'] }),
        }),
        field(
          'aia.systemUnchanged',
          'yes-no',
          'System left as it was for the search for causes',
          'System für die Ursachenermittlung unverändert belassen',
          unconfirmed('AI Act Art. 73(6)'),
        ),
        lawEnforcement,
      ],
    },
    entitySection(),
    {
      id: 'incident',
      title: words('Reference and time', 'Aktenzeichen und Zeit'),
      fields: [
        reference,
        authorityReference,
        occurred,
        detected,
        field('decision.awareAt.AIA', 'instant', 'Aware', 'Kenntnis erlangt', {
          ...asked('AI Act Art. 73(2)'),
          ...fromSource(
            'decision.awareAt.AIA',
            any('Aware of the serious incident: {}.', 'Kenntnis vom schwerwiegenden Vorfall: {}.'),
          ),
        }),
        assetKinds,
        personalData,
      ],
    },
    markingSection,
  ],
};
