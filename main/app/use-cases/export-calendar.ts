import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { calendarText } from '../../../shared/law/calendar.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { legalView } from '../views/legal-view.ts';

/**
 * The dates that run, as a calendar file in the home's `exports` and as text. A copy that ages, so not an entry; each new one
 * takes the place of the last. Clocks of a dismissed regime are left out.
 */
export async function exportCalendar(
  desk: Desk,
  session: Session,
  { incident: id, entity }: z.infer<typeof inputs.exportCalendar>,
): Promise<{ readonly path: string; readonly name: string; readonly text: string }> {
  desk.sessions.acting(session);
  const open = desk.incident(id);
  const { file } = open.state;
  const { clock, files } = desk.services;
  const clocks = legalView(file, open.now())
    .filter((one) => entity === undefined || one.entity === entity)
    .flatMap((one) => {
      const stand = new Set(one.dismissals.filter(({ reopened }) => reopened === null).map(({ regime }) => regime));
      return one.report.clocks
        .filter(({ regime }) => !stand.has(regime))
        .map((state) => ({ entityName: one.entityName, clock: state }));
    });
  const { codename, exercise, lastEntry: revision } = file;
  const text = calendarText({ incident: id, codename, exercise, now: clock.now(), revision, clocks });
  // One file for each entity, or the second would take the dates of the first away.
  const name = `${exercise ? 'EXERCISE-' : ''}${id}${entity === undefined ? '' : `-${entity}`}-deadlines.ics`;
  await files.makeFolder('exports');
  await files.writeText(`exports/${name}`, text, { replace: true });
  return { path: files.absolute(`exports/${name}`), name, text };
}
