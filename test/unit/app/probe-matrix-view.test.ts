import { describe, expect, test } from 'vitest';
import type { StepName } from '../../../shared/domain/action.ts';
import type { ActionState } from '../../../shared/domain/action-states.ts';
import { instantFromMs, type Instant } from '../../../shared/domain/instant.ts';
import { probeFact, type Seen } from '../../../shared/domain/probe-matrix.ts';
import type { ActionView, EffectView } from '../../../shared/view/action-view.ts';
import { probeMatrix } from '../../../shared/view/probe-matrix-view.ts';

const minute = (n: number): Instant => instantFromMs(Date.UTC(2026, 10, 25, 2, n));

function effect(step: StepName, at: Instant, seen: Seen | null): EffectView {
  const facts = seen === null ? [] : [probeFact('shop-ai', seen), { name: 'packets stopped', value: '3' }];
  const reading = { verdict: 'unclear', summary: '', facts } as const;
  return { step, reading, completedAt: at } as unknown as EffectView;
}

function action(template: string, state: ActionState, effects: readonly EffectView[], run = 'run-1'): ActionView {
  return { template, state, effects, run } as unknown as ActionView;
}

const row = (actions: readonly ActionView[]) => {
  const { level, rows } = probeMatrix(actions, 'run-1');
  return { level, ...rows.find((one) => one.row === 'shop-ai') };
};

describe('the probe matrix of a run', () => {
  test('nothing probed, nothing in force', () => {
    expect(row([])).toMatchObject({ level: null, seen: null, at: null, fits: null, stale: false });
  });

  test('the last probe counts, whichever action made it, and only of this run', () => {
    const one = action('N01-L1', 'effective', [
      effect('apply', minute(1), null),
      effect('mustWork', minute(2), 'open'),
    ]);
    const two = action('N01-L2', 'effective', [
      effect('apply', minute(3), null),
      effect('mustFail', minute(4), 'reject'),
    ]);
    const other = action('N01-L3', 'effective', [effect('mustFail', minute(9), 'drop')], 'run-2');
    expect(row([two, one, other])).toMatchObject({
      level: 'isolate',
      seen: 'reject',
      at: minute(4),
      fits: true,
      stale: false,
    });
    expect(row([one])).toMatchObject({ level: 'restrict', seen: 'open', fits: true });
  });

  test('what is open at a level that should block it does not fit; unclear fits neither', () => {
    expect(row([action('N01-L2', 'unknown', [effect('mustFail', minute(4), 'open')])])).toMatchObject({ fits: false });
    expect(row([action('N01-L2', 'unknown', [effect('mustFail', minute(4), 'unclear')])])).toMatchObject({
      fits: null,
    });
  });

  test('a probe from before the last change is stale, and what was undone is not in force', () => {
    const undone = action('N01-L2', 'undone', [effect('mustFail', minute(4), 'drop'), effect('undo', minute(8), null)]);
    expect(row([undone])).toMatchObject({ level: null, seen: 'drop', fits: null, stale: true });
  });
});
