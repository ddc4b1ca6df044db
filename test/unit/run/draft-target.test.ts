import { expect, test } from 'vitest';
import { draftFocus, draftRun, draftTarget } from '../../../renderer/screens/run/draft-target.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';

const KEYS = 'run-0000000000000001';
const SEGMENT = 'run-0000000000000002';
const run = (id: string, byWave: boolean, closed = false) => ({ run: id, byWave, closed, ended: null });
const view = (...runs: ReturnType<typeof run>[]): IncidentView =>
  ({
    credentials: [{ id: 'crd-0000000000000001', label: 'Redis user', template: 'K18' }],
    assets: [{ id: 'ast-0000000000000001', name: 'Shop and AI' }],
    runs,
  }) as unknown as IncidentView;

function runOf(among: IncidentView, focus: string): string | undefined {
  const target = draftTarget(among, focus);
  return target === null ? undefined : draftRun(among, target)?.run;
}

test('an action is drafted in the run it was asked for in, whichever came first', () => {
  const both = view(run(KEYS, true), run(SEGMENT, false));
  for (const id of [KEYS, SEGMENT]) {
    const focus = draftFocus(id, 'ast-0000000000000001', 'N07');
    expect(draftTarget(both, focus)).toMatchObject({ label: 'Shop and AI', template: 'N07', run: id });
    expect(runOf(both, focus)).toBe(id);
  }
});

test('a credential alone goes to the open run that has waves, and to none where there is none', () => {
  const focus = 'draft-crd-0000000000000001';
  expect(runOf(view(run(SEGMENT, false), run(KEYS, true)), focus)).toBe(KEYS);
  expect(draftTarget(view(run(SEGMENT, false)), focus)).toMatchObject({ template: 'K18', run: null });
  expect(runOf(view(run(SEGMENT, false), run(KEYS, true, true)), focus)).toBeUndefined();
});
