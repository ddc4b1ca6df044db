import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calendarText } from '../../shared/law/calendar.ts';
import { computeClocks } from '../../shared/law/deadline.ts';
import { ENTITY_TYPE_TEXTS } from '../../shared/law/entity.ts';
import { readsAsAdmission } from '../../shared/law/forms/admission.ts';
import { draftForm } from '../../shared/law/forms/draft-form.ts';
import { FORMS } from '../../shared/law/forms/forms.ts';
import { renderPlainText } from '../../shared/law/forms/plain-text.ts';
import { secretKindsIn } from '../../shared/law/forms/secret-disclosure.ts';
import { evaluate } from '../../shared/law/logic/formula.ts';
import { PACK_IN_FORCE as pack, PACK_IN_FORCE, PACKS } from '../../shared/law/packs/registry.ts';
import { routeRegimes } from '../../shared/law/regime.ts';
import { root, sourceFiles } from '../support/source-tree.ts';
import { at, bank, clockOf, cloud, criterionOf, input, maker, nothingMet, testOf, type Given } from './cases.ts';

const dora = nothingMet('DORA.MAJOR', bank);
const major = (more: Given) => testOf(bank, { ...dora, ...more }, 'DORA.MAJOR').verdict;
const intrusion: Given = { 'cause.unauthorisedAccess': 'confirmed', 'cause.maliciousSuspected': 'yes' };
const market = { ...cloud, type: 'online-marketplace' } as const;
const sig = (entity: typeof cloud, more: Given) =>
  testOf(entity, { ...nothingMet('NIS2.SIG', entity), ...more }, 'NIS2.SIG').verdict;
const packText = JSON.stringify(pack);
const shipped = (...folders: readonly string[]) =>
  sourceFiles()
    .filter((path) => folders.some((folder) => path.startsWith(folder)))
    .map((path) => [path, readFileSync(resolve(root, path), 'utf8')] as const);

const matching = (pattern: RegExp, ...folders: readonly string[]) =>
  shipped(...folders)
    .filter(([, text]) => pattern.test(text))
    .map(([path]) => path);

/** Errors seen in tools and sources (regulation 12), by number. 1-6, 10, 17 and 18 are also in deadline-pitfalls.test.ts. */
describe('pitfalls', () => {
  const aware = at('2026-12-09T09:00+01:00');

  it('1: a calendar month from submission, not 30 days and not from awareness', () => {
    const row = pack.clocks.find(({ id }) => id === 'NIS2.FR');
    expect(row).toMatchObject({
      anchor: { event: 'submitted', clock: 'NIS2.IN' },
      period: { unit: 'months', count: 1 },
    });
  });

  it('2: no clock has a date before its anchor', () => {
    for (const entity of [bank, cloud, maker])
      for (const clock of computeClocks(input(entity, {}), pack).clocks) expect(clock.due).toBeNull();
  });

  it('3 and 4: the anchors of DORA, and the smaller of both limits', () => {
    const anchors = Object.fromEntries(
      pack.clocks.filter(({ regime }) => regime === 'DORA').map((row) => [row.id, row.anchor]),
    );
    expect(anchors).toMatchObject({
      'DORA.IN': { event: 'classified-major' },
      'DORA.IR': { event: 'submitted', clock: 'DORA.IN' },
      'DORA.FR': { event: 'submitted', clock: 'DORA.IR', orLatestUpdate: true },
    });
    expect(clockOf(input(bank, { awareAt: { DORA: aware }, classifiedMajorAt: aware }), 'DORA.IN').due).toBe(
      at('2026-12-09T13:00+01:00'),
    );
  });

  it('5: a late classification is neither called a breach nor safe', () => {
    const late = input(bank, { awareAt: { DORA: aware }, classifiedMajorAt: at('2026-12-11T10:00+01:00') });
    expect(clockOf(late, 'DORA.IN').explanation).toMatch(/separate question/);
    expect(clockOf(late, 'DORA.IN').explanation).not.toMatch(/breach|violat/i);
  });

  it('6: relief, its carve-outs and the final report are data of the rows', () => {
    const relief = (id: string) => pack.clocks.find((row) => row.id === id)?.relief;
    expect(relief('DORA.IR')).toMatchObject({ untilHour: 12, exceptNis2Entities: true, canBeDisapplied: false });
    expect(relief('DORA.FR')).toMatchObject({ untilHour: 12, exceptDoraTypes: [], canBeDisapplied: true });
  });

  it('7: of the two data-loss criteria only malicious access is major alone', () => {
    expect(major({ 'dora.criticalFunctions': 'yes', 'dora.dataImpact': 'yes' })).toBe('no');
    expect(major({ ...intrusion, 'dora.accessMayLoseData': 'yes' })).toBe('yes');
    expect(major({ ...intrusion, 'dora.accessMayLoseData': 'no' })).toBe('no');
  });

  it('8: nothing is major without the gate, and two of the other six are needed, not three or one', () => {
    const two: Given = { 'dora.mediaCoverage': 'yes', 'dora.costs': '100001' };
    expect(major(two)).toBe('no');
    expect(major({ ...two, 'dora.supervisedServices': 'yes' })).toBe('yes');
    expect(major({ 'dora.supervisedServices': 'yes', 'dora.costs': '100001' })).toBe('no');
    expect(major({ 'dora.supervisedServices': 'yes', 'dora.costs': '100000', 'dora.mediaCoverage': 'yes' })).toBe('no');
  });

  it('9: adopted articles only; voluntary threat notices are Art. 19(2)', () => {
    expect(packText).not.toMatch(/JC 2024|2024\/1774|DORA Art\. 23/);
    for (const id of ['DORA.IN', 'DORA.IR', 'DORA.FR'])
      expect(pack.clocks.find((row) => row.id === id)?.basis).toMatch(/^RTS 2025\/301 Art\. 5/);
    expect(pack.voluntaryRoutes.join(' ')).toContain('DORA Art. 19(2)');
  });

  it('10: DORA takes the place of NIS2 and never of GDPR', () => {
    const { findings } = routeRegimes(bank, { personalDataAffected: 'yes' }, pack);
    const outcome = Object.fromEntries(findings.map((one) => [one.regime, one.outcome]));
    expect(outcome).toMatchObject({ DORA: 'applies', NIS2: 'does-not-apply', GDPR: 'applies' });
  });

  it('11: the digital criteria bind eleven types, and the lower of both loss limits counts', () => {
    expect(pack.digitalTypes).toHaveLength(11);
    expect(() => testOf({ ...cloud, type: 'other-essential' }, {}, 'NIS2.SIG')).toThrow(/no test/);
    const loss = (turnoverEur: number, amount: string) =>
      criterionOf(
        { ...cloud, turnoverEur },
        { 'impact.directLossActual': amount, 'impact.directLossPotential': '0' },
        'NIS2.SIG',
        'CIR.3.1.a',
      ).verdict;
    expect([loss(2_000_000, '100001'), loss(2_000_000, '100000')]).toEqual(['yes', 'no']);
    expect([loss(90_000_000, '500001'), loss(90_000_000, '500000')]).toEqual(['yes', 'no']);
    const unknown = criterionOf(cloud, { 'impact.directLossActual': '100001' }, 'NIS2.SIG', 'CIR.3.1.a');
    expect(unknown.verdict).toBe('unknown');
  });

  it('12: capable is enough, and malicious compromise needs no count of users', () => {
    const own: Given = {
      'asset.exfiltration': 'capable',
      'asset.tradeSecretHolder': 'self',
      'asset.tradeSecret.secret': 'yes',
      'asset.tradeSecret.value': 'yes',
      'asset.tradeSecret.steps': 'yes',
      'cause.plannedMaintenance': 'no',
    };
    expect(testOf(cloud, own, 'NIS2.SIG').verdict).toBe('yes');
    expect(
      criterionOf(cloud, { 'impact.serviceData': 'yes', 'cause.maliciousSuspected': 'yes' }, 'NIS2.SIG', 'CIR.7.data')
        .verdict,
    ).toBe('yes');
    expect(
      testOf({ ...cloud, type: 'other-important' }, { 'impact.damageToOthers': 'yes' }, 'NIS2.SIG.GENERIC').verdict,
    ).toBe('yes');
  });

  it.each(['online-marketplace', 'search-engine', 'social-network'] as const)(
    '13: %s outages have no duration',
    (type) => {
      const entity = { ...cloud, type };
      const down = {
        'impact.downMinutes': '1',
        'impact.usersAffected': '6',
        'impact.usersTotal': '100',
        'cause.plannedMaintenance': 'no',
      };
      expect(testOf(entity, down, 'NIS2.SIG').verdict).toBe('yes');
    },
  );

  it.each([
    ['tld-registry', 6, '1', 'yes'],
    ['data-centre', 8, '1', 'yes'],
    ['cloud-provider', 7, '30', 'no'],
    ['cloud-provider', 7, '31', 'yes'],
    ['trust-service-provider', 14, '20', 'unknown'],
    ['trust-service-provider', 14, '21', 'yes'],
  ] as const)('13: %s (Art. %d) fully down for %s minutes: %s', (type, article, minutes, verdict) => {
    expect(
      criterionOf({ ...cloud, type }, { 'impact.downMinutes': minutes }, 'NIS2.SIG', `CIR.${article}.down`).verdict,
    ).toBe(verdict);
  });

  it('14: recurring incidents are added up by financial loss alone, and DORA is looked at monthly', () => {
    const { facts } = criterionOf(cloud, {}, 'NIS2.SIG', 'CIR.3.1.f');
    expect(facts.map(({ ref }) => ref)).toEqual(['recurrence.sameCause', 'recurrence.combinedLoss', 'entity.turnover']);
    expect(testOf(bank, {}, 'DORA.MAJOR').notes.join(' ')).toMatch(/every month/);
    expect(major({ 'recurrence.sameCause': 'yes', 'recurrence.togetherMajor': 'yes' })).toBe('unknown');
    const small = { ...bank, microenterprise: 'yes' as const };
    expect(
      testOf(small, { ...dora, 'recurrence.sameCause': 'yes', 'recurrence.togetherMajor': 'yes' }, 'DORA.MAJOR')
        .verdict,
    ).toBe('no');
  });

  it('15: a vendor’s model is not an own trade secret, and a shop is no marketplace', () => {
    const vendor: Given = { 'asset.exfiltration': 'confirmed', 'asset.tradeSecretHolder': 'vendor' };
    expect(criterionOf(cloud, vendor, 'NIS2.SIG', 'CIR.3.1.b').verdict).toBe('no');
    expect(ENTITY_TYPE_TEXTS['online-marketplace'].hint).toMatch(/own goods is not one/);
    expect(sig(market, vendor)).toBe('no');
  });

  it('16: awareness is neither the first alert nor the end of the forensics; in Germany anybody on the staff', () => {
    const guidance = pack.awareness.NIS2.text.join(' ');
    expect(guidance).toMatch(/Neither the first alert nor the end of the forensics/);
    expect(pack.nationalNis2.DE?.awareness).toMatch(/any member of staff/);
    expect(clockOf(input(cloud, {}), 'NIS2.EW').nationalAwareness).toMatch(/any member of staff/);
  });

  it('17: hours never pause, months never overflow', () => {
    const anchors = {
      awareAt: { NIS2: at('2026-12-24T23:30+01:00') },
      submitted: { 'NIS2.IN': at('2027-01-31T23:30+01:00') },
    };
    expect(clockOf(input(cloud, anchors), 'NIS2.EW').due).toBe(at('2026-12-25T23:30+01:00'));
    expect(clockOf(input(cloud, anchors), 'NIS2.FR').due).toBe(at('2027-02-28T23:30+01:00'));
  });

  it('18: 72 h whatever the risk; the proposal is a pack that is off; every breach gets its register entry', () => {
    expect(PACK_IN_FORCE.clocks.find(({ id }) => id === 'GDPR.33')?.period).toEqual({ unit: 'hours', count: 72 });
    expect(PACKS.filter(({ status }) => status === 'in-force')).toEqual([PACK_IN_FORCE]);
    expect(testOf(bank, { 'asset.personalData': 'yes', 'gdpr.risk': 'risk' }, 'GDPR.33').verdict).toBe('yes');
    expect(testOf(bank, {}, 'GDPR.33').notes.join(' ')).toContain('33(5)');
    expect(pack.awareness.GDPR.text.join(' ')).toMatch(/not when the processor found out/);
  });

  it('19: the AI Act counts plain days, two of them for infrastructure and not for fundamental rights, and is latent until its date', () => {
    const due = (harm: string, id: 'AIA.INF' | 'AIA.GEN') =>
      clockOf(
        input(
          maker,
          { awareAt: { AIA: at('2026-12-04T09:00+01:00') } },
          { aiHarm: 'yes', read: (ref) => (ref === 'aia.harm' ? harm : null) },
        ),
        id,
      ).due;
    expect(due('infrastructure', 'AIA.INF')).toBe(at('2026-12-06T09:00+01:00'));
    expect(due('rights', 'AIA.GEN')).toBe(at('2026-12-19T09:00+01:00'));
    const rights = computeClocks(
      input(maker, {}, { aiHarm: 'yes', read: (ref) => (ref === 'aia.harm' ? 'rights' : null) }),
      pack,
    );
    expect(rights.clocks.map(({ clockId }) => clockId)).not.toContain('AIA.INF');
    const dormant = (on: string) =>
      routeRegimes(maker, { personalDataAffected: 'no', aiHarm: 'yes' }, pack, on).findings.find(
        ({ regime }) => regime === 'AIA',
      )?.dormant;
    expect(dormant('2027-12-01')).toContain('2027-12-02');
    expect(dormant('2027-12-02')).toBeNull();
    expect(pack.clocks.filter(({ regime }) => regime === 'AIA').every(({ period }) => period.unit === 'days')).toBe(
      true,
    );
  });

  it('20: CRA: 14 days from the measure, a month only for incidents, the platform only, and no duty for a mere user', () => {
    const row = (id: string) => pack.clocks.find((one) => one.id === id);
    expect(row('CRA.V.FR')).toMatchObject({
      anchor: { event: 'fact', fact: 'times.measureAvailableAt' },
      period: { unit: 'days', count: 14 },
    });
    expect(row('CRA.I.FR')).toMatchObject({
      anchor: { event: 'submitted', clock: 'CRA.I.N' },
      period: { unit: 'months' },
    });
    for (const one of pack.clocks.filter(({ regime }) => regime.startsWith('CRA')))
      expect(one.recipient).toMatch(/Single Reporting Platform only/);
    const user = { ...cloud, isManufacturer: 'no' as const };
    const { findings } = routeRegimes(
      user,
      { personalDataAffected: 'no', craProduct: 'yes', craExploited: 'yes' },
      pack,
    );
    expect(findings.find(({ regime }) => regime === 'CRA-V')?.outcome).toBe('does-not-apply');
  });

  it('21: no fine is quoted or computed anywhere in the law layer', () => {
    expect(
      matching(/EUR ?(?:7|10|15|20)m\b|(?:10|20) ?million|\b(?:2|4|1\.4) ?% of (?:worldwide|annual)/i, 'shared/law/'),
    ).toEqual([]);
    // The forms warn of a text that speaks of one; the rules know none.
    expect(matching(/\bfines?\b|penalt/i, 'shared/law/packs/', 'shared/law/logic/')).toEqual([]);
  });

  it('22: no id of CSF 1.1 and no phase of SP 800-61r2 passes for the present edition', () => {
    expect(
      matching(
        /\bRS\.(?:CO|RP|AN|MI|IM)-\d\b|\bRC\.(?:RP|IM|CO)-\d\b|800-61 ?r2/,
        'shared/',
        'playbooks/',
        'renderer/',
      ),
    ).toEqual([]);
  });

  it('23: the state of national law is data with sources; none of it ever switches NIS2 off', () => {
    expect(pack.nationalNis2.NL?.law).toContain('15 August 2026');
    for (const state of ['AT', 'LU', 'NL', 'PL'] as const) expect(pack.nationalNis2[state]?.status).toBe('in-force');
    for (const state of ['FR', 'IE', 'ES'] as const) {
      expect(pack.nationalNis2[state]?.status).toBe('not-found');
      const { findings } = routeRegimes({ ...cloud, memberState: state }, { personalDataAffected: 'no' }, pack);
      expect(findings[0]).toMatchObject({ regime: 'NIS2', outcome: 'open' });
    }
    for (const national of Object.values(pack.nationalNis2)) expect(national?.sources.length).toBeGreaterThan(0);
  });

  it('24: a text that discloses the secret is warned about, without repeating it', () => {
    expect(secretKindsIn('token: hunter2-hunter2')).not.toEqual([]);
    expect(secretKindsIn('A registry credential was used from an unknown network.')).toEqual([]);
  });

  it('25: nothing of the law desk can send a fact or a draft anywhere', () => {
    expect(
      matching(
        /\bfetch\(|XMLHttpRequest|WebSocket|node:(?:http|https|net|tls)\b|https?:\/\/(?!json-schema\.org)/,
        'shared/law/',
        'renderer/screens/notifications/',
        'main/app/use-cases/',
      ),
    ).toEqual([]);
  });

  it('26: an exercise cannot be taken for a filing, and a draft admits nothing', () => {
    for (const form of Object.values(FORMS)) {
      const draft = draftForm(
        form,
        { known: [], answers: [] },
        { exercise: true, timeZone: 'Europe/Berlin', language: 'en' },
      );
      for (const line of renderPlainText(draft).trimEnd().split('\n')) expect(line).toMatch(/^EXERCISE \|/);
    }
    const clock = clockOf(input(cloud, { awareAt: { NIS2: aware } }), 'NIS2.EW');
    const calendar = calendarText({
      incident: 'inc-1',
      codename: 'Quiet',
      exercise: true,
      now: aware,
      revision: 1,
      clocks: [{ entityName: 'Example', clock }],
    });
    expect(calendar).toMatch(/SUMMARY:EXERCISE /);
    expect(readsAsAdmission('We failed to protect the model.')).toBe(true);
    expect(readsAsAdmission(packText)).toBe(false);
  });
});

describe('classifier thresholds (RTS 2024/1772)', () => {
  it.each([
    [{ 'dora.clientsAffected': '11', 'dora.clientsTotal': '100' }, 'C.9.1', 'yes'],
    [{ 'dora.clientsAffected': '100001', 'dora.clientsTotal': '9000000' }, 'C.9.1', 'yes'],
    [{ 'dora.clientsAffected': '100000', 'dora.clientsTotal': '1000000' }, 'C.9.1', 'no'],
    [{ 'dora.counterpartsAffected': '31', 'dora.counterpartsTotal': '100' }, 'C.9.1', 'yes'],
    [{ 'dora.txAffectedCount': '1000', 'dora.txDailyCount': '10000' }, 'C.9.1', 'no'],
    [{ 'dora.txAffectedCount': '1001', 'dora.txDailyCount': '10000' }, 'C.9.1', 'yes'],
    [{ 'dora.txAffectedValue': '1000', 'dora.txDailyValue': '10000' }, 'C.9.1', 'no'],
    [{ 'dora.txAffectedValue': '1001', 'dora.txDailyValue': '10000' }, 'C.9.1', 'yes'],
    [{ 'dora.relevantClients': 'yes' }, 'C.9.1', 'yes'],
    [{ 'dora.durationMinutes': '1440' }, 'C.9.3', 'no'],
    [{ 'dora.durationMinutes': '1441' }, 'C.9.3', 'yes'],
    [{ 'dora.downtimeMinutes': '120' }, 'C.9.3', 'no'],
    [{ 'dora.downtimeMinutes': '121' }, 'C.9.3', 'yes'],
    [{ 'impact.memberStates': ['DE', 'FR'] }, 'C.9.4', 'yes'],
    [{ 'dora.costs': '100000' }, 'C.9.6', 'no'],
    [{ 'dora.costs': '100001' }, 'C.9.6', 'yes'],
  ] as const)('%j: %s is %s', (facts, criterion, verdict) => {
    expect(criterionOf(bank, { ...dora, ...facts }, 'DORA.MAJOR', criterion).verdict).toBe(verdict);
  });

  it('nothing known is unknown in every test, never no', () => {
    for (const entity of [bank, cloud, maker, market])
      for (const test of ['GDPR.33', 'GDPR.34', 'AIA', 'DORA.MAJOR'] as const)
        expect(testOf({ ...entity, aiRole: 'unknown' }, {}, test).verdict).toBe('unknown');
    expect(evaluate(pack.questions.craSevere, () => null)).toBe('unknown');
  });
});
