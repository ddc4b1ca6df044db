import type { MemberState } from './member-state.ts';
import type { DirectoryRegime, HolidayCalendar, NationalNis2, RulePack } from './pack.ts';
import type { ClockId } from './pack.ts';

/** A change of the law as data that a person put on record, with its reason. `entry` is where it stands. */
export type PackChange = { readonly entry: number; readonly reason: string } & (
  | {
      readonly what: 'holiday';
      readonly memberState: MemberState;
      readonly date: string;
      readonly working: boolean;
      readonly name: string;
    }
  | {
      readonly what: 'period';
      readonly memberState: MemberState;
      readonly clock: ClockId;
      readonly hours: number;
      readonly basis: string;
    }
  | {
      readonly what: 'national';
      readonly memberState: MemberState;
      readonly status: NationalNis2['status'];
      readonly law: string;
    }
  | {
      readonly what: 'authority';
      readonly memberState: MemberState;
      readonly regime: DirectoryRegime;
      readonly name: string;
      readonly channel: string;
    }
);

/** The pack with what people changed on record, the later change last. The pack keeps its version: the entries say the rest. */
export function adjustPack(pack: RulePack, changes: readonly PackChange[]): RulePack {
  return changes.reduce(adjustOnce, pack);
}

function adjustOnce(pack: RulePack, change: PackChange): RulePack {
  switch (change.what) {
    case 'holiday':
      return { ...pack, calendars: withDay(pack.calendars, change) };
    case 'period': {
      const { memberState, clock, hours, basis } = change;
      const others = pack.overrides.filter((one) => one.memberState !== memberState || one.clock !== clock);
      return { ...pack, overrides: [...others, { memberState, clock, hours, basis, sources: [`#${change.entry}`] }] };
    }
    case 'national': {
      const before = pack.nationalNis2[change.memberState];
      const national: NationalNis2 = {
        ...before,
        status: change.status,
        law: change.law,
        sources: [`#${change.entry}`],
      };
      return { ...pack, nationalNis2: { ...pack.nationalNis2, [change.memberState]: national } };
    }
    case 'authority': {
      const { memberState, regime, name, channel, entry } = change;
      const here = {
        ...pack.directory?.[memberState],
        [regime]: [{ name, channel, confirmed: false, sources: [`#${entry}`] }],
      };
      return { ...pack, directory: { ...pack.directory, [memberState]: here } };
    }
  }
}

/** A Member State without a calendar still gets none by one added day: a calendar with a single holiday would be a wrong one. */
function withDay(
  calendars: readonly HolidayCalendar[],
  { memberState, date, working, name, entry }: Extract<PackChange, { what: 'holiday' }>,
): readonly HolidayCalendar[] {
  return calendars.map((calendar) =>
    calendar.memberState === memberState
      ? {
          ...calendar,
          version: `${calendar.version.split(' ')[0] ?? ''} with #${entry}`,
          rules: [{ kind: working ? 'working' : 'date', date, name } as const, ...calendar.rules],
        }
      : calendar,
  );
}
