import { expect } from 'vitest';
import type { IncidentId } from '../../shared/domain/ids.ts';
import type { IncidentView } from '../../shared/view/incident-view.ts';
import type { ConsoleHome } from './console-home.ts';
import { apartFromPairs, findingsOf } from './fsck-home.ts';

/** How every test ends: the stored bytes hold by themselves, and a console opened on them shows the same incident. */
export async function sameAfterReopen(
  console: ConsoleHome,
  incident: IncidentId,
  options: { leftovers?: boolean } = {},
): Promise<IncidentView> {
  const before = await console.ada.incident.view({ incident });
  const timeline = await console.ada.incident.timeline({ incident, from: 0, count: 500 });
  const report = await console.ada.incident.fsck({ incident });
  expect(apartFromPairs(report.findings).filter(({ code }) => !options.leftovers || code !== 'EVIDENCE_EXTRA')).toEqual(
    [],
  );
  await console.app.close();
  expect(findingsOf(console.home)).toEqual([]);
  await console.open();
  const after = await console.ada.incident.view({ incident });
  expect({ ...after, now: before.now }).toEqual(before);
  expect(await console.ada.incident.timeline({ incident, from: 0, count: 500 })).toEqual(timeline);
  return after;
}
