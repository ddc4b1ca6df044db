import type { Criterion, LegalTest } from '../criteria.ts';
import type { Formula, Ref } from '../logic/formula.ts';

const DP = ['S-DP'];
const yes = (fact: Ref): Formula => ({ fact, is: ['yes'] });
const no = (fact: Ref): Formula => ({ fact, is: ['no'] });
const over = (fact: Ref, limit: number): Formula => ({ fact, over: limit });
const share = (fact: Ref, percent: number, of: Ref): Formula => ({ fact, over: { permille: percent * 10, of } });
const access: Formula = {
  all: [{ fact: 'cause.unauthorisedAccess', is: ['confirmed'], open: ['suspected'] }, yes('cause.maliciousSuspected')],
};

/** RTS 2024/1772, regulation 5.2. */
const DORA_CRITERIA: readonly Criterion[] = [
  {
    id: 'C.6',
    title: 'Critical services affected',
    basis: 'RTS 2024/1772 Art. 6',
    formula: { any: [yes('dora.criticalFunctions'), yes('dora.supervisedServices'), access] },
    note: 'The gate: without it nothing is major. Malicious, successful, unauthorised access is enough (c).',
    sources: DP,
  },
  {
    id: 'C.9.5b',
    title: 'Malicious access that may lead to data loss',
    basis: 'RTS 2024/1772 Art. 9(5)(b)',
    formula: { all: [access, yes('dora.accessMayLoseData')] },
    note: 'Alone enough beside the gate. Whether an insider with valid credentials is unauthorised is for counsel.',
    sources: ['S-DP', 'S-NOMOX'],
  },
  {
    id: 'C.9.1',
    title: 'Clients, counterparts, transactions',
    basis: 'RTS 2024/1772 Art. 9(1)',
    formula: {
      any: [
        share('dora.clientsAffected', 10, 'dora.clientsTotal'),
        over('dora.clientsAffected', 100_000),
        share('dora.counterpartsAffected', 30, 'dora.counterpartsTotal'),
        share('dora.txAffectedCount', 10, 'dora.txDailyCount'),
        share('dora.txAffectedValue', 10, 'dora.txDailyValue'),
        yes('dora.relevantClients'),
      ],
    },
    note: 'Over 10 % or 100 000 clients; 30 % of counterparts; 10 % of transactions by number or value; any relevant client.',
    sources: ['S-DORPD', 'S-DP'],
  },
  {
    id: 'C.9.2',
    title: 'Reputation',
    basis: 'RTS 2024/1772 Art. 9(2), 2',
    formula: {
      any: [yes('dora.mediaCoverage'), yes('dora.complaints'), yes('dora.regulatoryBreach'), yes('dora.clientLoss')],
    },
    sources: DP,
  },
  {
    id: 'C.9.3',
    title: 'Duration over 24 h or downtime over 2 h',
    basis: 'RTS 2024/1772 Art. 9(3)',
    formula: { any: [over('dora.durationMinutes', 1440), over('dora.downtimeMinutes', 120)] },
    sources: DP,
  },
  {
    id: 'C.9.4',
    title: 'Impact in two or more Member States',
    basis: 'RTS 2024/1772 Art. 9(4)',
    formula: { fact: 'impact.memberStates', listed: 2 },
    note: 'The fact lists every state that cannot be excluded; leave out those without impact before you classify.',
    sources: DP,
  },
  {
    id: 'C.9.5a',
    title: 'Data loss that harms business or compliance',
    basis: 'RTS 2024/1772 Art. 9(5)(a)',
    formula: yes('dora.dataImpact'),
    note: 'One of the two that are needed, never major alone.',
    sources: DP,
  },
  {
    id: 'C.9.6',
    title: 'Costs and losses over EUR 100 000',
    basis: 'RTS 2024/1772 Art. 9(6), 7',
    formula: over('dora.costs', 100_000),
    note: 'Gross of recoveries, incurred or likely. Insurance premiums, upkeep and later upgrades are left out.',
    sources: ['S-DP', 'S-ADV'],
  },
  {
    id: 'C.8.2',
    title: 'Recurring: same cause, together major',
    basis: 'RTS 2024/1772 Art. 8(2)',
    formula: { all: [yes('recurrence.sameCause'), yes('recurrence.togetherMajor'), no('entity.microenterprise')] },
    note: 'At least two within six months; looked at every month. Not for microenterprises.',
    sources: ['S-NOMOX'],
  },
];

const personal: Criterion = {
  id: 'G.4.12',
  title: 'Personal data breached',
  basis: 'GDPR Art. 4(12)',
  formula: yes('asset.personalData'),
  note: 'Confidentiality, integrity and availability alike.',
  sources: ['S-EDPB'],
};

export const OTHER_TESTS: readonly LegalTest[] = [
  {
    id: 'DORA.MAJOR',
    regime: 'DORA',
    question: 'Is the incident major?',
    how: 'Major when critical services are affected, and either malicious access may lose data or at least two other criteria are met.',
    basis: 'RTS 2024/1772 Art. 8(1), 8(2)',
    combine: {
      any: [
        {
          all: [
            'C.6',
            { any: ['C.9.5b', { atLeast: 2, of: ['C.9.1', 'C.9.2', 'C.9.3', 'C.9.4', 'C.9.5a', 'C.9.6'] }] },
          ],
        },
        'C.8.2',
      ],
    },
    criteria: DORA_CRITERIA,
    notes: ['Recurring incidents are looked at every month (Art. 8(2)).'],
  },
  {
    id: 'GDPR.33',
    regime: 'GDPR',
    question: 'Is the supervisory authority notified?',
    how: 'Notified unless the breach is unlikely to result in a risk to people.',
    basis: 'GDPR Art. 33(1)',
    combine: { all: ['G.4.12', 'G.33.1'] },
    criteria: [
      personal,
      {
        id: 'G.33.1',
        title: 'A risk to people is not unlikely',
        basis: 'GDPR Art. 33(1)',
        formula: { fact: 'gdpr.risk', is: ['risk', 'high'] },
        sources: ['S-EDPB'],
      },
    ],
    notes: ['The register entry of Art. 33(5) is made for every breach, notified or not.'],
  },
  {
    id: 'GDPR.34',
    regime: 'GDPR',
    question: 'Are the people concerned told?',
    how: 'Told when the risk is high and none of the three exemptions holds.',
    basis: 'GDPR Art. 34(1), 34(3)',
    combine: { all: ['G.4.12', 'G.34.1', 'G.34.3'] },
    criteria: [
      personal,
      {
        id: 'G.34.1',
        title: 'High risk to people',
        basis: 'GDPR Art. 34(1)',
        formula: { fact: 'gdpr.risk', is: ['high'] },
        sources: ['S-EDPB'],
      },
      {
        id: 'G.34.3',
        title: 'No exemption',
        basis: 'GDPR Art. 34(3)',
        formula: { all: [no('gdpr.unintelligible'), no('gdpr.riskRemoved'), no('gdpr.disproportionate')] },
        note: 'Disproportionate effort brings a public communication instead, not silence.',
        sources: ['S-EDPB'],
      },
    ],
    notes: ['The authority can order the communication (Art. 34(4)).'],
  },
  {
    id: 'CRA.V',
    regime: 'CRA-V',
    question: 'Is an exploited vulnerability reported?',
    how: 'Reported when the entity makes the product and a vulnerability in it is actively exploited.',
    basis: 'CRA Art. 14(1)',
    combine: { all: ['CRA.M', 'CRA.P', 'CRA.14.1'] },
    criteria: [
      {
        id: 'CRA.M',
        title: 'Manufacturer of a product with digital elements',
        basis: 'CRA Art. 14',
        formula: yes('entity.isManufacturer'),
        note: 'Who only uses a plugin is none.',
        sources: ['S-CRA'],
      },
      {
        id: 'CRA.P',
        title: 'Its product is concerned',
        basis: 'CRA Art. 14',
        formula: yes('cra.product'),
        sources: ['S-CRA'],
      },
      {
        id: 'CRA.14.1',
        title: 'Actively exploited',
        basis: 'CRA Art. 14(1)',
        formula: yes('cra.exploited'),
        sources: ['S-CRA'],
      },
    ],
    notes: ['Filed only through the Single Reporting Platform.'],
  },
  {
    id: 'CRA.I',
    regime: 'CRA-I',
    question: 'Is a severe incident reported?',
    how: 'Reported when the entity makes the product and the incident is severe for its security.',
    basis: 'CRA Art. 14(3), 14(5)',
    combine: { all: ['CRA.M', 'CRA.P', { any: ['CRA.14.5.a', 'CRA.14.5.b'] }] },
    criteria: [
      {
        id: 'CRA.M',
        title: 'Manufacturer of a product with digital elements',
        basis: 'CRA Art. 14',
        formula: yes('entity.isManufacturer'),
        sources: ['S-CRA'],
      },
      {
        id: 'CRA.P',
        title: 'Its product is concerned',
        basis: 'CRA Art. 14',
        formula: yes('cra.product'),
        sources: ['S-CRA'],
      },
      {
        id: 'CRA.14.5.a',
        title: 'Harms, or can harm, protection of important data or functions',
        basis: 'CRA Art. 14(5)',
        formula: yes('cra.harmsProtection'),
        sources: ['GK'],
      },
      {
        id: 'CRA.14.5.b',
        title: 'Led, or can lead, to malicious code',
        basis: 'CRA Art. 14(5)',
        formula: yes('cra.maliciousCode'),
        sources: ['GK'],
      },
    ],
    notes: ['Filed only through the Single Reporting Platform.'],
  },
  {
    id: 'AIA',
    regime: 'AIA',
    question: 'Is there a serious incident of a high-risk AI system?',
    how: 'Reported when the entity provides or deploys a high-risk system and one of the harms of Art. 3(49) followed.',
    basis: 'AI Act Art. 73(1), 3(49)',
    combine: { all: ['AIA.R', 'AIA.3.49'] },
    criteria: [
      {
        id: 'AIA.R',
        title: 'Provider or deployer of a high-risk system',
        basis: 'AI Act Art. 73(1), 26(5)',
        formula: { fact: 'entity.aiRole', is: ['provider-high-risk', 'deployer-high-risk'] },
        sources: ['S-AIA'],
      },
      {
        id: 'AIA.3.49',
        title: 'A harm of Art. 3(49)',
        basis: 'AI Act Art. 3(49)',
        formula: { fact: 'aia.harm', is: ['death', 'health', 'infrastructure', 'rights', 'property'] },
        note: 'A bare leak of weights or prompts is normally none.',
        sources: ['S-AIA'],
      },
    ],
    notes: [],
  },
];
