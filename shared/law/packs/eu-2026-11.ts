import type { ClockRow, ReliefRule, RulePack } from '../pack.ts';
import { HOLIDAYS_2026_11 } from './holidays-2026-11.ts';
import { NATIONAL_NIS2_2026_11 } from './national-nis2-2026-11.ts';

const CEILING = 'The number is a ceiling: the duty is to report without undue delay.';
const DORA_LATE = 'If it cannot be met, tell the authority why before it expires (RTS 2025/301 Art. 5(3)).';
const CSIRT = 'CSIRT or competent authority of the Member State';
const FINANCIAL_AUTHORITY = 'Competent authority under DORA Art. 46';

const DORA_RELIEF = {
  basis: 'RTS 2025/301 Art. 5(4)',
  untilHour: 12,
  exceptDoraTypes: ['credit-institution', 'central-counterparty', 'trading-venue-operator'],
  exceptNis2Entities: true,
  canBeDisapplied: false,
  exceptionBasis: 'RTS 2025/301 Art. 5(5)',
} as const satisfies ReliefRule;

const DORA_FINAL_RELIEF = {
  basis: 'RTS 2025/301 Art. 5(4)',
  untilHour: 12,
  exceptDoraTypes: [],
  exceptNis2Entities: false,
  canBeDisapplied: true,
  exceptionBasis: 'RTS 2025/301 Art. 5(6)',
} as const satisfies ReliefRule;

/** Clock register, regulation 0.2. */
const CLOCKS: readonly ClockRow[] = [
  {
    id: 'NIS2.EW',
    regime: 'NIS2',
    stage: 'early-warning',
    title: 'NIS2 early warning',
    anchor: { event: 'aware' },
    anchorText: 'the entity became aware of the significant incident',
    period: { unit: 'hours', count: 24 },
    relief: null,
    recipient: CSIRT,
    basis: 'NIS2 Art. 23(4)(a)',
    notes: [CEILING, 'The authority should answer within 24 h of the early warning where possible (Art. 23(5)).'],
    sources: ['S-23', 'S-BSI'],
  },
  {
    id: 'NIS2.IN',
    regime: 'NIS2',
    stage: 'notification',
    title: 'NIS2 incident notification',
    anchor: { event: 'aware' },
    anchorText: 'the entity became aware of the significant incident',
    period: { unit: 'hours', count: 72 },
    relief: null,
    recipient: CSIRT,
    basis: 'NIS2 Art. 23(4)(b)',
    notes: [
      CEILING,
      'A trust service provider whose trust services are hit has 24 h (Art. 23(4), second subparagraph).',
    ],
    sources: ['S-23', 'S-BSI'],
  },
  {
    id: 'NIS2.FR',
    regime: 'NIS2',
    stage: 'final',
    title: 'NIS2 final report',
    anchor: { event: 'submitted', clock: 'NIS2.IN', orLatestUpdate: false },
    anchorText: 'the incident notification was submitted',
    period: { unit: 'months', count: 1 },
    relief: null,
    recipient: CSIRT,
    basis: 'NIS2 Art. 23(4)(d)',
    notes: [
      'If the incident is still being handled then, a progress report is due instead and the final report within one month of handling (Art. 23(4)(e)).',
    ],
    sources: ['S-23'],
  },
  {
    id: 'DORA.IN',
    regime: 'DORA',
    stage: 'initial',
    title: 'DORA initial notification',
    anchor: { event: 'classified-major' },
    anchorText: 'the incident was classified as major',
    period: { unit: 'classified-capped', afterClassified: 4, afterAware: 24, lateBasis: 'RTS 2025/301 Art. 5(2)' },
    relief: DORA_RELIEF,
    recipient: FINANCIAL_AUTHORITY,
    basis: 'RTS 2025/301 Art. 5(1)(a)',
    notes: [CEILING, DORA_LATE],
    sources: ['S-RTSR', 'S-DP'],
  },
  {
    id: 'DORA.IR',
    regime: 'DORA',
    stage: 'intermediate',
    title: 'DORA intermediate report',
    anchor: { event: 'submitted', clock: 'DORA.IN', orLatestUpdate: false },
    anchorText: 'the initial notification was submitted',
    period: { unit: 'hours', count: 72 },
    relief: DORA_RELIEF,
    recipient: FINANCIAL_AUTHORITY,
    basis: 'RTS 2025/301 Art. 5(1)(b)',
    notes: [
      'Due even if nothing has changed. Once regular activities are recovered an updated report follows without undue delay.',
      DORA_LATE,
    ],
    sources: ['S-RTSR', 'S-DP'],
  },
  {
    id: 'DORA.FR',
    regime: 'DORA',
    stage: 'final',
    title: 'DORA final report',
    anchor: { event: 'submitted', clock: 'DORA.IR', orLatestUpdate: true },
    anchorText: 'the intermediate report, or its latest update, was submitted',
    period: { unit: 'months', count: 1 },
    relief: DORA_FINAL_RELIEF,
    recipient: FINANCIAL_AUTHORITY,
    basis: 'RTS 2025/301 Art. 5(1)(c)',
    notes: [DORA_LATE],
    sources: ['S-RTSR', 'S-DP'],
  },
  {
    id: 'GDPR.33',
    regime: 'GDPR',
    stage: 'notification',
    title: 'GDPR notification to the supervisory authority',
    anchor: { event: 'aware' },
    anchorText: 'the controller became aware of the personal data breach',
    period: { unit: 'hours', count: 72 },
    relief: null,
    recipient: 'Lead or local data-protection supervisory authority',
    basis: 'GDPR Art. 33(1)',
    notes: [
      CEILING,
      'Not due only if the breach is unlikely to result in a risk to people; the register entry of Art. 33(5) is made in every case.',
      'Filed later, it must give the reasons for the delay. Information may follow in phases (Art. 33(4)).',
    ],
    sources: ['S-EDPB'],
  },
];

export const EU_2026_11: RulePack = {
  packVersion: 'eu-2026-11',
  jurisdiction: 'EU',
  validFrom: '2026-10-01',
  validTo: null,
  statusDate: '2026-11-21',
  clocks: CLOCKS,
  // Shorter national first notices are reported but unconfirmed (regulation 3.2, last line): none is built in.
  overrides: [],
  rules: {
    R1: { id: 'R1', basis: 'DORA Art. 2(1), 19', sources: ['GK', 'S-N2P'] },
    'R1-SUPPRESS': { id: 'R1-SUPPRESS', basis: 'NIS2 Art. 4 and recital 28; DORA Art. 1(2)', sources: ['GK', 'S-N2P'] },
    R2: { id: 'R2', basis: 'NIS2 Art. 23; Implementing Regulation (EU) 2024/2690 Art. 1', sources: ['S-2690', 'S-23'] },
    R3: { id: 'R3', basis: 'NIS2 Art. 23(3)', sources: ['S-23'] },
    R4: { id: 'R4', basis: 'GDPR Art. 4(12), 33, 34', sources: ['S-EDPB'] },
    'R4-PROCESSOR': { id: 'R4-PROCESSOR', basis: 'GDPR Art. 33(2)', sources: ['S-EDPB'] },
    R8: { id: 'R8', basis: 'NIS2 Art. 3, 30; DORA Art. 19(2); GDPR Art. 33(5)', sources: ['GK'] },
    'R8-NATIONAL': { id: 'R8-NATIONAL', basis: 'NIS2 Art. 30, 41', sources: ['GK', 'S-N2P'] },
  },
  financialTypes: {
    'credit-institution': 'credit-institution',
    'payment-institution': 'payment-institution',
    'e-money-institution': 'e-money-institution',
    'investment-firm': 'investment-firm',
    'crypto-asset-service-provider': 'crypto-asset-service-provider',
  },
  digitalTypes: ['online-marketplace', 'cloud-provider', 'managed-service-provider'],
  nationalNis2: NATIONAL_NIS2_2026_11,
  voluntaryRoutes: [
    'NIS2 Art. 30: an incident, threat or near miss may be notified voluntarily; it must not create further duties.',
    'DORA Art. 19(2): a financial entity may notify a significant cyber threat voluntarily.',
  ],
  arguable: {
    hours:
      'Regulation (EEC, Euratom) 1182/71 Art. 3(1), 3(2)(a): the hour of the event is not counted, so the period ends with its last full hour. National time rules may differ.',
    months:
      'Regulation (EEC, Euratom) 1182/71 Art. 3(2)(c): a month ends with the last hour of the day of the same date. National time rules may differ.',
    monthsRolled:
      'Regulation (EEC, Euratom) 1182/71 Art. 3(2)(c), 3(4): a month that ends on a Saturday, Sunday or public holiday ends with the next working day. National time rules may differ.',
  },
  calendars: HOLIDAYS_2026_11,
  sources: [
    { tag: 'S-23', title: 'NIS2 Directive (EU) 2022/2555 Art. 23(1)-(5), text' },
    { tag: 'S-2690', title: 'Implementing Regulation (EU) 2024/2690, full text' },
    { tag: 'S-RTSR', title: 'Delegated Regulation (EU) 2025/301 Art. 5, independent restatements' },
    { tag: 'S-DP', title: 'DORA level 2 and 3 practitioner collection, September 2026' },
    { tag: 'S-N2P', title: 'NIS2 level 2 practitioner collection, September 2026' },
    { tag: 'S-EDPB', title: 'EDPB Guidelines 9/2022 on personal data breach notification' },
    { tag: 'S-BSI', title: 'BSI, NIS-2 reporting duty pages' },
    { tag: 'S-ROEDL', title: 'Law-firm note on awareness in Germany' },
    { tag: 'S-32', title: 'BSIG s. 32, text' },
    { tag: 'S-CCB', title: 'CCB Belgium, NIS2 notification pages' },
    { tag: 'S-DLA', title: 'Belgian counsel on CCB practice' },
    { tag: 'S-ACN', title: 'Summaries of ACN determinations 164179 and 379907' },
    { tag: 'S-KB', title: 'Law register entries by Member State' },
    { tag: 'S-TRK', title: 'NIS2 transposition tracker, June 2026' },
    { tag: 'S-FR', title: 'Note on the French bill' },
    { tag: 'S-NCSCNL', title: 'NCSC-NL form pages' },
    { tag: 'S-TPL', title: 'Reports on the common incident templates of 26 May 2026' },
    { tag: 'GK', title: 'General knowledge, not confirmed in a source' },
  ],
};
