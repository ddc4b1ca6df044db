import { expect, test } from 'vitest';
import { inBoardOrder } from '../../renderer/screens/notifications/board-order.ts';
import type { ClockState } from '../../shared/law/clock-state.ts';
import type { Instant } from '../../shared/domain/instant.ts';

type Line = Pick<ClockState, 'state' | 'due' | 'applicability'>;
const line = (state: Line['state'], due: string | null, applicability: Line['applicability'] = 'applies'): Line => ({
  state,
  due: due as Instant | null,
  applicability,
});

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
