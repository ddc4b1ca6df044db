import { expect, test } from 'vitest';
import { layoutRun } from '../../../renderer/screens/run/chart-layout.ts';
import type { RunStateView, RunView } from '../../../shared/view/run-view.ts';

const state = (id: string, status: RunStateView['status'], region: string | null = null): RunStateView => ({
  id,
  title: id,
  help: '',
  status,
  region,
});

test('a region goes by its name also where the only way from its last state is back', () => {
  const { headings, nodes } = layoutRun({
    states: [
      state('planned', 'done', 'C1 Inference'),
      state('verified', 'current', 'C1 Inference'),
      state('closed', 'ahead'),
    ],
    edges: [
      { from: 'planned', to: 'verified', event: 'NEXT' },
      { from: 'verified', to: 'planned', event: 'DOUBTED' },
    ],
  } as unknown as RunView);
  expect(headings.map(({ text }) => text)).toEqual(['C1 Inference']);
  expect(nodes.map(({ state: { id }, side }) => [id, side])).toEqual([
    ['verified', false],
    ['closed', false],
  ]);
});
