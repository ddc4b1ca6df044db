import type { EntityId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Role } from '../../shared/domain/risk.ts';
import type { Language } from '../../shared/law/forms/language.ts';
import type { EntryBody, NewEntry } from '../../shared/ledger/entry.ts';
import { LedgerBuilder, LIVE_ORIGIN, rosterLine } from './ledger-builder.ts';
import { alice, bob, carol, type Party } from './parties.ts';

/** A kept report, what people signed of it, and its filing: for those who judge whether it was released. */
export type By = readonly [Party, NewEntry];
const entity = 'ent-0011223344556677' as EntityId;
const text = 'a'.repeat(64);
export const expiresAt = '2026-11-22T20:00:00.000Z' as Instant;
const filedAt = '2026-11-21T20:30:00.000Z' as Instant;
const ROLES: ReadonlyMap<Party, readonly Role[]> = new Map([
  [alice, ['commander']],
  [bob, ['legal', 'regulatory-officer']],
  [carol, ['regulatory-officer', 'dpo']],
]);

export const drafted = (form: string, language?: Language): NewEntry => ({
  kind: 'notification.drafted',
  body: {
    form,
    ...(language && { language }),
    entity,
    version: 1,
    packVersion: 'eu-2026-11',
    textSha256: text,
    missing: [],
  },
});
export const locked = (
  as: 'legal' | 'regulatory-officer',
  more: Partial<EntryBody<'notification.locked'>> = {},
): NewEntry => ({
  kind: 'notification.locked',
  body: {
    draft: 1,
    form: 'nis2-early-warning',
    entity,
    version: 1,
    textSha256: text,
    draftSha256: null,
    as,
    expiresAt,
    ...more,
  },
});
export const heard: NewEntry = {
  kind: 'notification.reviewed',
  body: { draft: 1, textSha256: text, as: 'dpo', opinion: 'disagrees', text: 'the risk is high' },
};
export const filed = (more: Partial<EntryBody<'notification.filed'>> = {}): NewEntry => ({
  kind: 'notification.filed',
  body: { stage: 'NIS2.EW', entity, filedAt, channel: 'portal', receipt: 'R-1', draft: 1, ...more },
});
export const both: readonly By[] = [
  [bob, locked('legal')],
  [carol, locked('regulatory-officer')],
];

/** Entry 1 is the kept version; then what is given. */
export function keptVersion(entries: readonly By[], form = 'nis2-early-warning', origin = LIVE_ORIGIN) {
  const roster = [alice, bob, carol].map((who) => ({ ...rosterLine(who), roles: [...(ROLES.get(who) ?? [])] }));
  const ledger = new LedgerBuilder({ origin, genesis: { roster } }).write(alice, drafted(form));
  for (const [by, entry] of entries) ledger.write(by, entry);
  return ledger;
}

export type Story = readonly [string, readonly By[], NewEntry];
/** Of a version that was released, or with the reason why not. */
export const released: readonly Story[] = [
  ['locked by two people in the two roles', both, filed()],
  ['not locked, with the reason', [], filed({ unlockedReason: 'the portal closed at four' })],
  [
    'locked, though a version in another language was kept since then',
    [...both, [alice, drafted('nis2-early-warning', 'de')]],
    filed(),
  ],
  ['locked, by its language and its text', both, filed({ language: 'en', textSha256: 'a'.repeat(64) })],
  ['and gives a reason though it was locked', both, filed({ unlockedReason: 'we believed it was not' })],
];
/** Of a version that nobody had released: each is told at its entry. */
export const unreleased: readonly Story[] = [
  ['that nobody signed', [], filed()],
  ['that one signed', [[bob, locked('legal')]], filed()],
  [
    'that one person signed twice',
    [
      [bob, locked('legal')],
      [bob, locked('regulatory-officer')],
    ],
    filed(),
  ],
  [
    'that somebody signed without the role',
    [
      [alice, locked('legal')],
      [carol, locked('regulatory-officer')],
    ],
    filed(),
  ],
  [
    'of which another text was signed',
    [[bob, locked('legal', { textSha256: 'b'.repeat(64) })], ...both.slice(1)],
    filed(),
  ],
  ['before it was signed', both, filed({ filedAt: '2026-11-21T19:00:00.000Z' as Instant })],
  ['after a signature had ended', both, filed({ filedAt: expiresAt })],
  ['after a newer one was kept', [...both, [alice, drafted('nis2-early-warning')]], filed()],
  ['after a newer one was kept in the same language', [...both, [alice, drafted('nis2-early-warning', 'en')]], filed()],
  ['by a language it does not have', both, filed({ language: 'de' })],
  ['by a text it does not have', both, filed({ textSha256: 'b'.repeat(64), unlockedReason: 'it was at hand' })],
  [
    'that was signed as one in another language',
    [[bob, locked('legal', { language: 'de' })], ...both.slice(1)],
    filed(),
  ],
  ['that is none', both, filed({ draft: 2 })],
];
