import type { RulePack } from '../pack.ts';
import { AWARENESS_2026_11 } from './awareness-2026-11.ts';
import { DORA_CLOCKS } from './clocks-dora-2026-11.ts';
import { NIS2_CLOCKS } from './clocks-nis2-2026-11.ts';
import { OTHER_CLOCKS } from './clocks-other-2026-11.ts';
import { NIS2_TESTS } from './criteria-nis2-2026-11.ts';
import { OTHER_TESTS } from './criteria-other-2026-11.ts';
import { HOLIDAYS_2026_11 } from './holidays-2026-11.ts';
import { NATIONAL_NIS2_2026_11 } from './national-nis2-2026-11.ts';

export const EU_2026_11: RulePack = {
  packVersion: 'eu-2026-11',
  title: 'Union law and national NIS2 law as at November 2026',
  status: 'in-force',
  jurisdiction: 'EU',
  validFrom: '2026-10-01',
  validTo: null,
  statusDate: '2026-11-21',
  clocks: [...NIS2_CLOCKS, ...DORA_CLOCKS, ...OTHER_CLOCKS],
  // Shorter national first notices are reported but unconfirmed (regulation 3.2, last line): none is built in.
  overrides: [],
  rules: {
    R1: { id: 'R1', basis: 'DORA Art. 2(1), 19', sources: ['GK', 'S-N2P'] },
    'R1-SUPPRESS': { id: 'R1-SUPPRESS', basis: 'NIS2 Art. 4 and recital 28; DORA Art. 1(2)', sources: ['GK', 'S-N2P'] },
    R2: { id: 'R2', basis: 'NIS2 Art. 23; Implementing Regulation (EU) 2024/2690 Art. 1', sources: ['S-2690', 'S-23'] },
    R3: { id: 'R3', basis: 'NIS2 Art. 23(3)', sources: ['S-23'] },
    R4: { id: 'R4', basis: 'GDPR Art. 4(12), 33, 34', sources: ['S-EDPB'] },
    'R4-PROCESSOR': { id: 'R4-PROCESSOR', basis: 'GDPR Art. 33(2)', sources: ['S-EDPB'] },
    'R5-V': { id: 'R5-V', basis: 'CRA Art. 14(1), 14(2)', sources: ['S-CRA'] },
    'R5-I': { id: 'R5-I', basis: 'CRA Art. 14(3), 14(4)', sources: ['S-CRA'] },
    R6: { id: 'R6', basis: 'AI Act Art. 73, 26(5), 3(49)', sources: ['S-AIA'] },
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
  digitalTypes: [
    'dns-service-provider',
    'tld-registry',
    'cloud-provider',
    'data-centre',
    'content-delivery-network',
    'managed-service-provider',
    'managed-security-service-provider',
    'online-marketplace',
    'search-engine',
    'social-network',
    'trust-service-provider',
  ],
  tests: [...NIS2_TESTS, ...OTHER_TESTS],
  questions: {
    personalDataAffected: { fact: 'asset.personalData', is: ['yes'] },
    craProduct: { fact: 'cra.product', is: ['yes'] },
    craExploited: { fact: 'cra.exploited', is: ['yes'] },
    craSevere: {
      any: [
        { fact: 'cra.harmsProtection', is: ['yes'] },
        { fact: 'cra.maliciousCode', is: ['yes'] },
      ],
    },
    aiHarm: { fact: 'aia.harm', is: ['death', 'health', 'infrastructure', 'rights', 'property'] },
  },
  awareness: AWARENESS_2026_11,
  nationalNis2: NATIONAL_NIS2_2026_11,
  voluntaryRoutes: [
    'NIS2 Art. 30: an incident, threat or near miss may be notified voluntarily; it must not create further duties.',
    'DORA Art. 19(2): a financial entity may notify a significant cyber threat voluntarily.',
  ],
  arguable: {
    hours:
      'Regulation (EEC, Euratom) 1182/71 Art. 3(1), 3(2)(a): the hour of the event is not counted, so the period ends with its last full hour. National time rules may differ.',
    days: 'Regulation (EEC, Euratom) 1182/71 Art. 3(1), 3(2)(b): the day of the event is not counted, so the period ends with its last day. National time rules may differ.',
    months:
      'Regulation (EEC, Euratom) 1182/71 Art. 3(2)(c): a month ends with the last hour of the day of the same date. National time rules may differ.',
    rolled:
      'Regulation (EEC, Euratom) 1182/71 Art. 3(2), 3(4): a period that ends on a Saturday, Sunday or public holiday ends with the next working day. National time rules may differ.',
  },
  dormantUntil: {
    AIA: {
      date: '2027-12-02',
      basis: 'AI Act Art. 113 as amended by Regulation (EU) 2026/1744; sources disagree on Art. 73',
    },
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
    { tag: 'S-NOMOX', title: 'Restatement of RTS 2024/1772 Art. 8, 10' },
    { tag: 'S-DORPD', title: 'Restatement of RTS 2024/1772 Art. 1, 8, 9' },
    { tag: 'S-ADV', title: 'Restatement of RTS 2024/1772 Art. 7' },
    { tag: 'S-CRA', title: 'CRA Art. 14, secondary sources' },
    { tag: 'S-AIA', title: 'AI Act Art. 73 and 113, texts; summary of Regulation (EU) 2026/1744' },
    { tag: 'S-OMN', title: 'Reports on the Digital Omnibus, to October 2026' },
    { tag: 'S-1182', title: 'Quotations of Regulation 1182/71' },
    { tag: 'GK', title: 'General knowledge, not confirmed in a source' },
  ],
};
