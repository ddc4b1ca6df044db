import { playedRows } from '../../shared/exercise/score.ts';
import type { Desk } from './desk.ts';
import type { OpenIncident } from './open-incident.ts';
import { drillOf, scriptOf } from './views/exercise-plan.ts';

/** What went wrong last: said once, not with every tick. */
const told = new WeakMap<OpenIncident, string>();

/**
 * Gives the players what is due by the clock of their exercise, where the facilitator left that to the console and somebody is
 * there to read it. What came due while nobody was, comes when somebody is.
 */
export async function giveDue(desk: Desk): Promise<void> {
  for (const open of desk.incidents.all()) {
    if (!isAutomatic(open)) continue;
    try {
      await giveDueIn(desk, open);
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unknown';
      if (told.get(open) !== message) desk.services.log('failure', `exercise ${open.id}: ${message}`);
      told.set(open, message);
    }
  }
}

async function giveDueIn(desk: Desk, open: OpenIncident): Promise<void> {
  const scenario = await scriptOf(desk, open, drillOf(open));
  // Reading took a moment: the console may have been locked meanwhile, and the facilitator may have changed their mind.
  if (!desk.sessions.anyoneSignedIn() || !desk.incidents.all().includes(open) || !isAutomatic(open)) return;
  const due = playedRows(scenario, drillOf(open), open.now()).filter(({ state }) => state === 'due');
  if (due.length === 0) return;
  open.append({
    by: 'console',
    entries: due.map(({ inject: { id, channel, text } }) => ({
      kind: 'inject.released',
      body: { inject: id, channel, text },
    })),
  });
}

function isAutomatic({ state }: OpenIncident): boolean {
  const drill = state.file.drill.view((key) => key);
  return drill !== null && drill.automatic && drill.ended === null;
}
