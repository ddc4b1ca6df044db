import { any, asked, by, field, fromSource } from '../field-kit.ts';
import { words } from '../language.ts';
import { COURSE } from './narratives.ts';
import { CROSS_BORDER, MALICIOUS, memberStates } from './shared-fields.ts';

/** What NIS2 Art. 23(4) asks for, shared by its stages (regulation 1.2). */
export const registration = field(
  'entity.nis2Registration',
  'line',
  'NIS2 registration id',
  'NIS-2-Registrierungsnummer',
  {
    ...fromSource('entity.nis2Registration'),
  },
);

export const malicious = field(
  'ew.maliciousSuspected',
  'yes-no',
  'Suspected to be caused by unlawful or malicious acts',
  'Verdacht auf rechtswidrige oder böswillige Handlungen',
  {
    ...asked('NIS2 Art. 23(4)(a)'),
    ...fromSource('cause.maliciousSuspected', MALICIOUS),
    concept: { id: 'malicious' },
  },
);

export const crossBorder = field(
  'ew.crossBorderPossible',
  'yes-no',
  'Possible cross-border impact',
  'Mögliche grenzüberschreitende Auswirkungen',
  { ...asked('NIS2 Art. 23(4)(a)'), ...fromSource('impact.crossBorderPossible', CROSS_BORDER) },
);

export const states = memberStates('ew.crossBorderStates', { field: 'ew.crossBorderPossible', is: ['yes'] });

export const aware = field(
  'times.awareAt',
  'instant',
  'Aware of the significant incident',
  'Kenntnis vom erheblichen Sicherheitsvorfall',
  {
    mandatory: 'always',
    ...fromSource(
      'times.awareAt',
      any(
        'The entity became aware that the incident is significant: {}.',
        'Die Einrichtung hat Kenntnis davon erlangt, dass der Sicherheitsvorfall erheblich ist: {}.',
      ),
    ),
  },
);

export const support = field(
  'ew.supportRequested',
  'yes-no',
  'Advice requested from the authority',
  'Unterstützung durch die Behörde erbeten',
  {
    source: 'NIS2 Art. 23(5)',
    ...fromSource('response.supportRequested', {
      yes: words(
        'The entity asks for guidance or operational advice on mitigation (NIS2 Art. 23(5)).',
        'Die Einrichtung bittet um Orientierungshilfe oder operative Beratung zu Abhilfemaßnahmen (Art. 23 Abs. 5 NIS-2-Richtlinie).',
      ),
      no: words('No advice is requested at this time.', 'Derzeit wird keine Unterstützung erbeten.'),
      unknown: words(
        'Whether advice is requested has not been decided.',
        'Ob Unterstützung erbeten wird, ist nicht entschieden.',
      ),
    }),
  },
);

export const usersAffected = field('in.usersAffected', 'integer', 'Users affected', 'Betroffene Nutzer', {
  ...fromSource('impact.usersAffected'),
  concept: { id: 'usersAffected' },
});

export const severity = field('in.severity', 'text', 'Severity, initial assessment', 'Schweregrad, erste Bewertung', {
  ...asked('NIS2 Art. 23(4)(b)'),
  hint: words('How severe, on what is known now.', 'Wie schwer, nach jetzigem Stand.'),
});

export const impact = field('in.impact', 'text', 'Impact, initial assessment', 'Auswirkungen, erste Bewertung', {
  ...asked('NIS2 Art. 23(4)(b)'),
  hint: words('Services, users, Member States, loss.', 'Dienste, Nutzer, Mitgliedstaaten, Schaden.'),
  ...by({
    kind: 'narrative',
    subject: words('the impact', 'Auswirkungen'),
    parts: [
      {
        from: 'impact.services',
        type: 'text',
        wording: any('Services concerned, as recorded: {}.', 'Betroffene Dienste, wie festgehalten: {}.'),
      },
      { from: 'impact.usersAffected', type: 'integer', wording: any('Users affected: {}.', 'Betroffene Nutzer: {}.') },
      {
        from: 'impact.directLossActual',
        type: 'integer',
        wording: any('Direct financial loss so far: EUR {}.', 'Bisheriger unmittelbarer finanzieller Verlust: {} EUR.'),
      },
    ],
  }),
});

export const indicators = field('in.iocs', 'text', 'Indicators of compromise', 'Kompromittierungsindikatoren', {
  source: 'NIS2 Art. 23(4)(b)',
  confidence: 'confirmed',
  hint: words('Where available. Never a key or a prompt.', 'Soweit verfügbar. Nie ein Schlüssel oder Prompt.'),
});

export const statusNow = field('ir.status', 'text', 'Relevant status updates', 'Relevante Statusaktualisierungen', {
  ...asked('NIS2 Art. 23(4)(c)'),
  ...by(COURSE),
});
