import { describe, expect, it } from 'vitest';
import type { EntityType } from '../../shared/domain/organisation.ts';
import { cloud, criterionOf, nothingMet, type Given } from './cases.ts';

const HOUR_TYPES = ['cloud-provider', 'content-delivery-network', 'managed-service-provider'] as const;
const PLATFORMS = ['online-marketplace', 'search-engine', 'social-network'] as const;
const ARTICLE: Readonly<Partial<Record<EntityType, number>>> = {
  'dns-service-provider': 5,
  'tld-registry': 6,
  'cloud-provider': 7,
  'data-centre': 8,
  'content-delivery-network': 9,
  'managed-service-provider': 10,
  'managed-security-service-provider': 10,
  'online-marketplace': 11,
  'search-engine': 12,
  'social-network': 13,
  'trust-service-provider': 14,
};

/** A criterion with everything else answered so that nothing is met: what is given decides alone. */
function verdict(type: EntityType, part: 'down' | 'limited' | 'data' | 'access', given: Given): string {
  const entity = { ...cloud, type };
  const facts = { ...nothingMet('NIS2.SIG', entity), 'impact.usersTotal': '100000000', ...given };
  return criterionOf(entity, facts, 'NIS2.SIG', `CIR.${ARTICLE[type]}.${part}`).verdict;
}

const down = (minutes: number): Given => ({ 'impact.downMinutes': String(minutes) });
const limited = (minutes: number, users: number, total = 100_000_000): Given => ({
  'impact.limitedMinutes': String(minutes),
  'impact.usersAffected': String(users),
  'impact.usersTotal': String(total),
});
const leaked = (users: number, total: number): Given => ({
  'impact.serviceData': 'yes',
  'impact.dataUsersAffected': String(users),
  'impact.usersTotal': String(total),
});

/** Implementing Regulation (EU) 2024/2690 Art. 5-14 (regulation 2.3), at each threshold and one above it: all are "more than". */
describe('criteria by kind of entity', () => {
  it.each([
    ['dns-service-provider', 30, 31],
    ['tld-registry', 0, 1],
    ['data-centre', 0, 1],
    ['trust-service-provider', 20, 21],
    ...[...HOUR_TYPES, 'managed-security-service-provider' as const].map((type) => [type, 30, 31] as const),
  ] as const)('%s fully down: %d minutes are not enough, %d are', (type, at, over) => {
    expect([verdict(type, 'down', down(at)), verdict(type, 'down', down(over))]).toEqual(['no', 'yes']);
  });

  it('trust services: over an hour summed over a calendar week is enough as well', () => {
    const week = (minutes: number): string =>
      verdict('trust-service-provider', 'down', { 'impact.downMinutesWeek': String(minutes) });
    expect([week(60), week(61)]).toEqual(['no', 'yes']);
  });

  it.each(['dns-service-provider', 'tld-registry'] as const)('%s: slow for over an hour', (type) => {
    const slow = (minutes: number): string => verdict(type, 'limited', { 'impact.slowMinutes': String(minutes) });
    expect([slow(60), slow(61)]).toEqual(['no', 'yes']);
  });

  it.each(HOUR_TYPES)('%s limited: over an hour and over 5 % or a million users, the lower of both', (type) => {
    const of = (...given: Parameters<typeof limited>): string => verdict(type, 'limited', limited(...given));
    expect([of(60, 2_000_000), of(61, 2_000_000)]).toEqual(['no', 'yes']);
    expect([of(61, 1_000_000), of(61, 1_000_001)]).toEqual(['no', 'yes']);
    expect([of(61, 50, 1000), of(61, 51, 1000)]).toEqual(['no', 'yes']);
  });

  it('a data centre limited for over an hour needs no count of users', () => {
    const of = (minutes: number): string => verdict('data-centre', 'limited', limited(minutes, 0));
    expect([of(60), of(61)]).toEqual(['no', 'yes']);
  });

  it.each(PLATFORMS)('13: %s down or limited: the users count, the duration does not', (type) => {
    for (const part of ['down', 'limited'] as const) {
      const of = (minutes: number, users: number): string =>
        verdict(type, part, { ...limited(minutes, users), ...(part === 'down' ? down(minutes) : {}) });
      expect([of(1, 1_000_000), of(1, 1_000_001), of(0, 1_000_001)]).toEqual(['no', 'yes', 'no']);
    }
  });

  it('trust services limited: over 1 % or 200 000', () => {
    const of = (users: number, total: number): string =>
      verdict('trust-service-provider', 'limited', limited(1, users, total));
    expect([of(10, 1000), of(11, 1000)]).toEqual(['no', 'yes']);
    expect([of(200_000, 100_000_000), of(200_001, 100_000_000)]).toEqual(['no', 'yes']);
  });

  it('trust services, data: over 0.1 % or 100', () => {
    const of = (users: number, total: number): string =>
      verdict('trust-service-provider', 'data', leaked(users, total));
    expect([of(10, 10_000), of(11, 10_000)]).toEqual(['no', 'yes']);
    expect([of(100, 100_000_000), of(101, 100_000_000)]).toEqual(['no', 'yes']);
  });

  it.each([...HOUR_TYPES, ...PLATFORMS])(
    '12: %s, data: malice needs no users, without malice 5 % or a million',
    (type) => {
      expect(verdict(type, 'data', { ...leaked(0, 1000), 'cause.maliciousSuspected': 'yes' })).toBe('yes');
      expect([verdict(type, 'data', leaked(50, 1000)), verdict(type, 'data', leaked(51, 1000))]).toEqual(['no', 'yes']);
      expect(verdict(type, 'data', leaked(1_000_001, 100_000_000))).toBe('yes');
    },
  );

  it('a data centre, data: malice alone; a registry: any compromise', () => {
    expect(verdict('data-centre', 'data', leaked(1_000_001, 100_000_000))).toBe('no');
    expect(verdict('data-centre', 'data', { ...leaked(0, 1000), 'cause.maliciousSuspected': 'yes' })).toBe('yes');
    expect(verdict('tld-registry', 'data', leaked(0, 1000))).toBe('yes');
  });

  it('DNS, data: a misconfiguration of fewer than 1 000 names and at most 1 % is carved out', () => {
    const of = (affected: number, managed: number, misconfiguration = 'yes'): string =>
      verdict('dns-service-provider', 'data', {
        ...leaked(0, 1000),
        'impact.dnsMisconfiguration': misconfiguration,
        'impact.dnsNamesAffected': String(affected),
        'impact.dnsNamesManaged': String(managed),
      });
    expect([of(999, 1_000_000), of(1000, 1_000_000)]).toEqual(['no', 'yes']);
    expect([of(10, 1000), of(11, 1000)]).toEqual(['no', 'yes']);
    expect(of(1, 1_000_000, 'no')).toBe('yes');
  });

  it.each(['data-centre', 'trust-service-provider'] as const)('%s: physical access compromised', (type) => {
    expect(verdict(type, 'access', { 'impact.physicalAccess': 'yes' })).toBe('yes');
    expect(verdict(type, 'access', { 'impact.physicalAccess': 'no' })).toBe('no');
  });
});
