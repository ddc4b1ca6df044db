import type { FactDefinition } from './facts.ts';

const tri = (label: string, hint: string) => ({ label, hint, type: 'tri' }) as const;
const count = (label: string, unit: string, hint: string) => ({ label, hint, unit, type: 'number' }) as const;
const moment = (label: string, hint: string) => ({ label, hint, type: 'instant' }) as const;

/** Impact: what the significance test of NIS2 and the DORA classifier count (regulation 2, 5.2). */
const IMPACT = {
  'impact.severeDisruption': tri(
    'Severe operational disruption of services?',
    'Caused, or the incident was capable of it (NIS2 Art. 23(3)(a)).',
  ),
  'impact.severeFinancialLoss': tri('Severe financial loss?', 'Caused, or the incident was capable of it.'),
  'impact.damageToOthers': tri(
    'Considerable damage to other people or firms?',
    'Material or not, caused or possible (NIS2 Art. 23(3)(b)).',
  ),
  'impact.directLossActual': count('Direct financial loss so far', 'EUR', 'Of this entity, not of the group.'),
  'impact.directLossPotential': count('Direct financial loss the incident can cause', 'EUR', 'Potential loss counts.'),
  'impact.death': tri('Death of a person?', 'Caused, or the incident was capable of it.'),
  'impact.healthDamage': tri('Considerable damage to health?', 'Caused, or the incident was capable of it.'),
  'impact.usersTotal': count(
    'Users of the service in the Union',
    'users',
    'Contract customers and the people of business customers (2024/2690 Art. 3(3)).',
  ),
  'impact.usersAffected': count('Users affected', 'users', 'In the Union.'),
  'impact.downMinutes': count('Service fully down', 'minutes', 'Longest stretch.'),
  'impact.downMinutesWeek': count('Service down, summed over a calendar week', 'minutes', 'Trust services only.'),
  'impact.limitedMinutes': count('Service limited', 'minutes', 'Availability reduced, longest stretch.'),
  'impact.slowMinutes': count('Average response over 10 seconds', 'minutes', 'DNS and TLD only.'),
  'impact.serviceData': tri(
    'Data of the service compromised?',
    'Integrity, confidentiality or authenticity of data related to providing it.',
  ),
  'impact.dataUsersAffected': count('Users affected by compromised data', 'users', 'In the Union.'),
  'impact.dnsMisconfiguration': tri(
    'Only a misconfiguration?',
    'DNS carve-out: fewer than 1 000 names and at most 1 %.',
  ),
  'impact.dnsNamesAffected': count('Domain names affected', 'names', ''),
  'impact.dnsNamesManaged': count('Domain names managed', 'names', ''),
  'impact.physicalAccess': tri('Physical access to protected areas compromised?', 'Data centre, trust services.'),
  'impact.trustServiceHit': tri('Does it hit the trust services?', 'Then the notification is due within 24 h.'),
  'impact.recipientsHarmed': tri(
    'Likely to harm the service to its recipients?',
    'Then they are told too (NIS2 Art. 23(1)).',
  ),
} as const satisfies Readonly<Record<string, FactDefinition>>;

/** DORA classification, RTS 2024/1772. */
const DORA = {
  'dora.criticalFunctions': tri('ICT that supports critical or important functions hit?', 'RTS 2024/1772 Art. 6(a).'),
  'dora.supervisedServices': tri('Authorised or supervised financial services hit?', 'Art. 6(b).'),
  'dora.clientsTotal': count('Clients using the affected service', 'clients', ''),
  'dora.clientsAffected': count(
    'Clients affected',
    'clients',
    'Unable to use it or adversely hit; beneficiaries count.',
  ),
  'dora.counterpartsTotal': count('Counterparts tied to the service', 'counterparts', ''),
  'dora.counterpartsAffected': count('Counterparts affected', 'counterparts', ''),
  'dora.txDailyCount': count('Transactions a day, average number', 'transactions', 'At least one leg in the Union.'),
  'dora.txAffectedCount': count('Transactions affected, number', 'transactions', ''),
  'dora.txDailyValue': count('Transactions a day, average value', 'EUR', ''),
  'dora.txAffectedValue': count('Transactions affected, value', 'EUR', ''),
  'dora.relevantClients': tri(
    'A relevant client or counterpart hit?',
    'Impact on business objectives or market efficiency (Art. 1(3)).',
  ),
  'dora.mediaCoverage': tri('Reflected in the media?', 'Art. 2.'),
  'dora.complaints': tri('Repetitive complaints?', 'From different clients or counterparts.'),
  'dora.regulatoryBreach': tri('Unable, or likely unable, to meet regulatory requirements?', ''),
  'dora.clientLoss': tri('Likely loss of clients with material impact?', ''),
  'dora.durationMinutes': count('Duration of the incident', 'minutes', 'From occurrence to resolution (Art. 3).'),
  'dora.downtimeMinutes': count(
    'Downtime of services for critical functions',
    'minutes',
    'From unavailability to restoration.',
  ),
  'dora.dataImpact': tri(
    'Data loss that harms business objectives or compliance?',
    'Availability, authenticity, integrity or confidentiality (Art. 5).',
  ),
  'dora.accessMayLoseData': tri(
    'Can the access lead to data loss?',
    'Malicious access alone with this is major (Art. 9(5)(b)).',
  ),
  'dora.costs': count(
    'Costs and losses, incurred or likely',
    'EUR',
    'Gross of recoveries; staff, redress, advice, forgone revenue (Art. 7).',
  ),
  'dora.clientInterests': tri(
    "Clients' financial interests hit?",
    'Then clients are told without undue delay (DORA Art. 19(3)).',
  ),
} as const satisfies Readonly<Record<string, FactDefinition>>;

const RECURRENCE = {
  'recurrence.sameCause': tri('An earlier incident with the same apparent root cause?', 'Within six months.'),
  'recurrence.combinedLoss': count(
    'Direct loss of all of them together',
    'EUR',
    'The only criterion NIS2 adds up (2024/2690 Art. 4).',
  ),
  'recurrence.togetherMajor': tri(
    'Together, would they be major under DORA?',
    'RTS 2024/1772 Art. 8(2); looked at monthly.',
  ),
} as const satisfies Readonly<Record<string, FactDefinition>>;

const OTHER_REGIMES = {
  'cause.plannedMaintenance': tri(
    'Planned interruption or maintenance?',
    'Scheduled consequences are not significant (2024/2690 Art. 3(2)).',
  ),
  'gdpr.risk': {
    label: 'Risk to people',
    type: 'choice',
    hint: 'Only "unlikely" frees from the notification. The register entry is made in every case.',
    choices: { unlikely: 'Unlikely', risk: 'Risk', high: 'High risk' },
  },
  'gdpr.unintelligible': tri(
    'Data unintelligible to whoever has it?',
    'Encrypted, and the keys are safe (GDPR Art. 34(3)(a)).',
  ),
  'gdpr.riskRemoved': tri('Did later measures remove the high risk?', 'Art. 34(3)(b).'),
  'gdpr.disproportionate': tri(
    'Would telling each person be disproportionate?',
    'Then a public communication takes its place (Art. 34(3)(c)).',
  ),
  'cra.product': tri(
    'Is a product with digital elements concerned that this entity made and placed on the market?',
    'Using a plugin does not make a manufacturer.',
  ),
  'cra.exploited': tri('Is a vulnerability in it actively exploited?', 'CRA Art. 14(1).'),
  'cra.harmsProtection': tri(
    'Does the incident harm its protection of important data or functions?',
    'Or can it (CRA Art. 14(5)).',
  ),
  'cra.maliciousCode': tri(
    'Has it led to malicious code, or can it?',
    'In the product or at its users (CRA Art. 14(5)).',
  ),
  'aia.harm': {
    label: 'Serious incident of a high-risk AI system',
    type: 'choice',
    hint: 'AI Act Art. 3(49). A bare leak of weights or prompts is normally none.',
    choices: {
      death: 'Death',
      health: 'Serious harm to health',
      infrastructure: 'Critical infrastructure disrupted, or widespread infringement',
      rights: 'Breach of fundamental-rights obligations',
      property: 'Serious harm to property or environment',
      none: 'None of these',
    },
  },
  'gpai.incident': {
    label: 'Serious incident of a general-purpose model with systemic risk',
    type: 'choice',
    hint: 'AI Act Art. 55(1)(c). The classes are those of the code of practice, from general knowledge.',
    choices: {
      security: 'Weights taken, or a serious cybersecurity breach of the model',
      infrastructure: 'Critical infrastructure disrupted',
      death: 'Death',
      harm: 'Serious harm to health, fundamental rights, property or environment',
      none: 'None of these',
    },
  },
  'aia.causalLink': tri('Causal link established, or reasonably likely?', 'Then the report is made at once.'),
  'times.recoveredAt': moment('Regular activities recovered', 'An updated DORA report follows.'),
  'times.handledAt': moment('Handling completed', 'Starts the month of the NIS2 final report after a progress report.'),
  'times.highRiskConcludedAt': moment(
    'High risk to people concluded',
    'From then data subjects are told without undue delay.',
  ),
  'times.measureAvailableAt': moment(
    'Corrective or mitigating measure available',
    'Starts the 14 days of CRA Art. 14(2)(c).',
  ),
} as const satisfies Readonly<Record<string, FactDefinition>>;

/** Facts that decide: read by significance tests, classifiers and clocks rather than written into a report. */
export const DECISION_FACTS = { ...IMPACT, ...DORA, ...RECURRENCE, ...OTHER_REGIMES } as const;
