import { expect, test } from 'vitest';
import { boardParts, inBoardOrder } from '../../renderer/screens/notifications/board-order.ts';
import type { ClockState } from '../../shared/law/clock-state.ts';
import type { Instant } from '../../shared/domain/instant.ts';

type Line = Pick<ClockState, 'state' | 'due' | 'applicability' | 'guard' | 'anchor' | 'problems'>;
const line = (
  state: Line['state'],
  due: string | null,
  applicability: Line['applicability'] = 'applies',
  more: Partial<Line> = {},
): Line => ({
  state,
  due: due as Instant | null,
  applicability,
  guard: null,
  anchor: { rule: { event: 'aware' }, text: '', at: null },
  problems: [],
  ...more,
});
const after = (event: 'requested' | 'regime-due' | 'classified-major'): Pick<Line, 'anchor'> => ({
  anchor: { rule: { event }, text: '', at: null },
});
const guard = { at: '2026-11-26T20:00:00.000Z' as Instant, local: '', text: '' };

test('the next date stands above a duty that has none, and a missed one above all', () => {
  const clients = line('running', null, 'open');
  const promptly = line('running', null);
  const initial = line('running', '2026-11-26T15:05:00.000Z');
  const authority = line('running', '2026-11-29T11:05:00.000Z', 'open');
  const missed = line('overdue', '2026-11-26T09:00:00.000Z');
  const later = line('not-started', null);
  const filed = line('submitted', '2026-11-26T08:00:00.000Z');
  expect(inBoardOrder([filed, later, clients, promptly, authority, initial, missed])).toEqual([
    missed,
    initial,
    authority,
    promptly,
    clients,
    later,
    filed,
  ]);
});

test('what runs or was missed is never folded; what an earlier report or an event starts is', () => {
  const missed = line('overdue', '2026-11-26T09:00:00.000Z');
  const next = line('running', '2026-11-26T15:05:00.000Z');
  const promptly = line('running', null);
  const undecided = line('not-started', null);
  const faulty = line('not-started', null, 'applies', {
    ...after('requested'),
    problems: [{ code: 'BAD_INSTANT', field: 'anchors', message: '', regime: null, blocking: true }],
  });
  const request = line('not-started', null, 'applies', after('requested'));
  const notice = line('not-started', null, 'applies', { ...after('regime-due'), guard });
  const filed = line('submitted', '2026-11-26T08:00:00.000Z');
  // Its dates are withheld, and striking it is what settles that.
  const disputed = line('submitted', null, 'applies', { problems: faulty.problems });
  const late = line('late-filed', '2026-11-26T07:00:00.000Z');
  const explained = line('late-filed', '2026-11-26T06:00:00.000Z');
  const clocks = [filed, disputed, request, promptly, explained, undecided, late, next, notice, faulty, missed];
  expect(boardParts(clocks, (one) => one === explained)).toEqual({
    next: [missed, next],
    later: [promptly, undecided, faulty, late, disputed],
    waiting: [request, notice],
    filed: [explained, filed],
  });
});

test('an outer limit that is known before its clock runs stands where its date would', () => {
  const limit = line('not-started', null, 'applies', { ...after('classified-major'), guard });
  const earlier = line('running', '2026-11-26T15:05:00.000Z');
  const later = line('running', '2026-11-29T11:05:00.000Z');
  expect(inBoardOrder([later, limit, earlier])).toEqual([earlier, limit, later]);
  expect(boardParts([later, limit], () => false).next).toEqual([limit]);
});
