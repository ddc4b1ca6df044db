import type { EntityType } from '../../domain/organisation.ts';
import type { Criterion, LegalTest } from '../criteria.ts';
import type { Formula, Ref } from '../logic/formula.ts';

const SOURCES = ['S-2690'];
const MINUTES = { half: 30, hour: 60, trust: 20 };
const yes = (fact: Ref): Formula => ({ fact, is: ['yes'] });
const over = (fact: Ref, limit: number): Formula => ({ fact, over: limit });
const share = (fact: Ref, percent: number): Formula => ({
  fact,
  over: { permille: percent * 10, of: 'impact.usersTotal' },
});
/** More than the lower of a share and a number: more than either one. */
const users = (fact: Ref, percent: number, number: number): Formula => ({
  any: [share(fact, percent), over(fact, number)],
});
const malicious: Formula = { all: [yes('impact.serviceData'), yes('cause.maliciousSuspected')] };
const fivePercent = (fact: Ref): Formula => users(fact, 5, 1_000_000);
const loss = (fact: Ref): Formula => ({
  any: [over(fact, 500_000), { fact, over: { permille: 50, of: 'entity.turnover' } }],
});

const GENERAL: readonly Criterion[] = [
  {
    id: 'CIR.3.2',
    title: 'Not a planned interruption',
    basis: 'Reg. 2024/2690 Art. 3(2)',
    formula: { fact: 'cause.plannedMaintenance', is: ['no'] },
    sources: SOURCES,
  },
  {
    id: 'CIR.3.1.a',
    title: 'Direct financial loss over EUR 500 000 or 5 % of turnover, the lower of the two',
    basis: 'Reg. 2024/2690 Art. 3(1)(a)',
    formula: { any: [loss('impact.directLossActual'), loss('impact.directLossPotential')] },
    note: 'Turnover of the entity, not of the group, in the previous financial year. Possible loss counts.',
    sources: SOURCES,
  },
  {
    id: 'CIR.3.1.b',
    title: 'Exfiltration of its own trade secrets, caused or possible',
    basis: 'Reg. 2024/2690 Art. 3(1)(b); Dir. 2016/943 Art. 2(1)',
    formula: {
      all: [
        { fact: 'asset.exfiltration', is: ['confirmed', 'capable'] },
        { fact: 'asset.tradeSecretHolder', is: ['self'] },
        yes('asset.tradeSecret.secret'),
        yes('asset.tradeSecret.value'),
        yes('asset.tradeSecret.steps'),
      ],
    },
    note: 'No minimum amount, and no proof of egress: capable of it is enough. A vendor\u2019s or customer\u2019s model is not its own secret.',
    sources: SOURCES,
  },
  {
    id: 'CIR.3.1.c',
    title: 'Death of a person, caused or possible',
    basis: 'Reg. 2024/2690 Art. 3(1)(c)',
    formula: yes('impact.death'),
    sources: SOURCES,
  },
  {
    id: 'CIR.3.1.d',
    title: 'Considerable damage to health, caused or possible',
    basis: 'Reg. 2024/2690 Art. 3(1)(d)',
    formula: yes('impact.healthDamage'),
    sources: SOURCES,
  },
  {
    id: 'CIR.3.1.e',
    title: 'Successful, suspectedly malicious, unauthorised access capable of severe disruption',
    basis: 'Reg. 2024/2690 Art. 3(1)(e)',
    formula: {
      all: [
        { fact: 'cause.unauthorisedAccess', is: ['confirmed'], open: ['suspected'] },
        yes('cause.maliciousSuspected'),
        yes('impact.severeDisruption'),
      ],
    },
    note: 'All three together; a blocked attempt does not count.',
    sources: SOURCES,
  },
  {
    id: 'CIR.3.1.f',
    title: 'Recurring: same cause, and together over the loss threshold',
    basis: 'Reg. 2024/2690 Art. 3(1)(f), 4',
    formula: { all: [yes('recurrence.sameCause'), loss('recurrence.combinedLoss')] },
    note: 'At least two within six months. Only financial loss is added up, never users or trade secrets.',
    sources: SOURCES,
  },
];

interface TypeRow {
  readonly article: number;
  readonly services: readonly EntityType[];
  readonly down: Formula;
  readonly limited: Formula;
  readonly data: Formula;
  readonly other?: readonly [string, Formula];
  readonly text: { readonly down: string; readonly limited: string; readonly data: string };
}

const downOver = (minutes: number): Formula => over('impact.downMinutes', minutes);
const anyDown: Formula = over('impact.downMinutes', 0);
const slow: Formula = over('impact.slowMinutes', MINUTES.hour);
const limitedFor: Formula = { all: [fivePercent('impact.usersAffected'), over('impact.limitedMinutes', MINUTES.hour)] };
const maliciousOrUsers: Formula = {
  any: [malicious, { all: [yes('impact.serviceData'), fivePercent('impact.dataUsersAffected')] }],
};
const DATA = 'Service data compromised by suspected malice (no user floor), or for over 5 % or 1 million users';
const FIVE = 'over 5 % or 1 million users in the Union';
const dnsCarveOut: Formula = {
  any: [
    { fact: 'impact.dnsMisconfiguration', is: ['no'] },
    over('impact.dnsNamesAffected', 999),
    { fact: 'impact.dnsNamesAffected', over: { permille: 10, of: 'impact.dnsNamesManaged' } },
  ],
};

/** Art. 5-14, one row per kind of entity. All thresholds are "more than"; marketplaces, search and social have no duration. */
const ROWS: readonly TypeRow[] = [
  {
    article: 5,
    services: ['dns-service-provider'],
    down: downOver(MINUTES.half),
    limited: slow,
    data: { all: [yes('impact.serviceData'), dnsCarveOut] },
    text: {
      down: 'Resolution fully down for over 30 minutes',
      limited: 'Average response over 10 s for over an hour',
      data: 'Data of the authoritative service compromised, beyond a small misconfiguration',
    },
  },
  {
    article: 6,
    services: ['tld-registry'],
    down: anyDown,
    limited: slow,
    data: yes('impact.serviceData'),
    text: {
      down: 'Authoritative resolution fully down, for any time',
      limited: 'Average response over 10 s for over an hour',
      data: 'Data on the technical operation of the TLD compromised',
    },
  },
  {
    article: 7,
    services: ['cloud-provider'],
    down: downOver(MINUTES.half),
    limited: limitedFor,
    data: maliciousOrUsers,
    text: { down: 'Fully down for over 30 minutes', limited: `Limited for over an hour for ${FIVE}`, data: DATA },
  },
  {
    article: 8,
    services: ['data-centre'],
    down: anyDown,
    limited: over('impact.limitedMinutes', MINUTES.hour),
    data: malicious,
    other: ['Physical access to the data centre compromised', yes('impact.physicalAccess')],
    text: {
      down: 'Service fully down, for any time',
      limited: 'Limited for over an hour, whoever is hit',
      data: 'Service data compromised by suspected malice',
    },
  },
  {
    article: 9,
    services: ['content-delivery-network'],
    down: downOver(MINUTES.half),
    limited: limitedFor,
    data: maliciousOrUsers,
    text: { down: 'Fully down for over 30 minutes', limited: `Limited for over an hour for ${FIVE}`, data: DATA },
  },
  {
    article: 10,
    services: ['managed-service-provider', 'managed-security-service-provider'],
    down: downOver(MINUTES.half),
    limited: limitedFor,
    data: maliciousOrUsers,
    text: { down: 'Fully down for over 30 minutes', limited: `Limited for over an hour for ${FIVE}`, data: DATA },
  },
  ...(
    [
      [11, 'online-marketplace'],
      [12, 'search-engine'],
      [13, 'social-network'],
    ] as const
  ).map(([article, service]): TypeRow => ({
    article,
    services: [service],
    down: { all: [anyDown, fivePercent('impact.usersAffected')] },
    limited: { all: [over('impact.limitedMinutes', 0), fivePercent('impact.usersAffected')] },
    data: maliciousOrUsers,
    text: { down: `Fully down for ${FIVE}, for any time`, limited: `Limited for ${FIVE}, for any time`, data: DATA },
  })),
  {
    article: 14,
    services: ['trust-service-provider'],
    down: { any: [downOver(MINUTES.trust), over('impact.downMinutesWeek', MINUTES.hour)] },
    limited: { all: [over('impact.limitedMinutes', 0), users('impact.usersAffected', 1, 200_000)] },
    data: { all: [yes('impact.serviceData'), users('impact.dataUsersAffected', 0.1, 100)] },
    other: ['Physical access to protected areas compromised', yes('impact.physicalAccess')],
    text: {
      down: 'Down for over 20 minutes, or over an hour in a calendar week',
      limited: 'Limited for over 1 % or 200 000 users or relying parties',
      data: 'Data compromised for over 0.1 % or 100 users or relying parties',
    },
  },
];

function criteriaOf(row: TypeRow): readonly Criterion[] {
  const base = { sources: SOURCES, services: row.services };
  const make = (part: string, title: string, formula: Formula): Criterion => ({
    ...base,
    id: `CIR.${row.article}.${part}`,
    title,
    formula,
    basis: `Reg. 2024/2690 Art. ${row.article}`,
  });
  return [
    make('down', row.text.down, row.down),
    make('limited', row.text.limited, row.limited),
    make('data', row.text.data, row.data),
    ...(row.other ? [make('access', ...row.other)] : []),
  ];
}

export const NIS2_TESTS: readonly LegalTest[] = [
  {
    id: 'NIS2.SIG',
    regime: 'NIS2',
    question: 'Is the incident significant?',
    how: 'Significant when it is not a planned interruption and any one criterion is met.',
    basis: 'NIS2 Art. 23(3); Reg. 2024/2690 Art. 3',
    binds: 'digital',
    combine: { all: ['CIR.3.2', { anyOther: true }] },
    criteria: [...GENERAL, ...ROWS.flatMap(criteriaOf)],
    notes: ['Binding for the eleven digital types. Every threshold is "more than".'],
  },
  {
    id: 'NIS2.SIG.GENERIC',
    regime: 'NIS2',
    question: 'Is the incident significant?',
    how: 'Significant when either limb is met; what the incident is capable of counts.',
    basis: 'NIS2 Art. 23(3)',
    binds: 'other',
    combine: { anyOther: true },
    criteria: [
      {
        id: 'NIS2.23.3.a',
        title: 'Severe operational disruption or financial loss, caused or possible',
        basis: 'NIS2 Art. 23(3)(a)',
        formula: { any: [yes('impact.severeDisruption'), yes('impact.severeFinancialLoss')] },
        sources: ['S-23'],
      },
      {
        id: 'NIS2.23.3.b',
        title: 'Considerable damage to others, caused or possible',
        basis: 'NIS2 Art. 23(3)(b)',
        formula: yes('impact.damageToOthers'),
        sources: ['S-23'],
      },
    ],
    notes: ['Reg. 2024/2690 does not bind this type of entity; national criteria may add to these.'],
  },
];
