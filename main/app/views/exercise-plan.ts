import { scenarios } from '../../../playbooks/scenarios/registry.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { DrillView } from '../../../shared/exercise/drill.ts';
import type { Scenario } from '../../../shared/domain/scenario.ts';
import type { ScenarioLine } from '../../../shared/view/scenario-line.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import type { Seat } from '../sessions.ts';
import { readKeptText } from './kept-drafts.ts';

export function scenarioLines(): readonly ScenarioLine[] {
  return scenarios.map(({ id, title, patterns, objectives, injects }) => ({
    id,
    title,
    patterns,
    objectives,
    injects: injects.length,
    minutes: Math.max(...injects.map(({ atMin }) => atMin ?? 0)),
  }));
}

/** How an exercise is played. Throws STEP_NOT_POSSIBLE where it has no script. */
export function drillOf({ state }: OpenIncident): DrillView {
  const { drill, keys } = state.file;
  return drill.view((key) => keys.latest(key)) ?? fail('STEP_NOT_POSSIBLE', 'this exercise has no script yet');
}

export function requireFacilitator({ state }: OpenIncident, drill: DrillView, seat: Seat): void {
  const { file } = state;
  if (file.keys.personOf(seat.signer.fingerprint) !== file.keys.personOf(drill.facilitator))
    fail('OPERATOR_NOT_ALLOWED', `${file.nameOf(drill.facilitator)} facilitates this exercise`);
}

/**
 * The whole script. Withheld from the players while they play: whoever facilitates has the keyboard, or the exercise has ended.
 * Throws OPERATOR_NOT_ALLOWED, EVIDENCE_MISSING, LEDGER_DAMAGED.
 */
export async function exercisePlan(desk: Desk, session: Session, incident: OpenIncident['id']): Promise<Scenario> {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const drill = drillOf(open);
  if (!drill.ended) requireFacilitator(open, drill, seat);
  return scriptOf(desk, open, drill);
}

/** Read once and checked then; the bytes of a hash do not change. */
const read = new WeakMap<OpenIncident, Scenario>();

/** The script that the exercise began with. Throws EVIDENCE_MISSING where the vault has lost it, or holds something else. */
export async function scriptOf(desk: Desk, open: OpenIncident, { script }: DrillView): Promise<Scenario> {
  const known = read.get(open);
  if (known) return known;
  const text = await readKeptText(desk, open, script.sha256);
  // The hash stands in a signed entry of this console, which wrote a script under it.
  if (text === null) fail('EVIDENCE_MISSING', 'the vault does not have the script of this exercise', [script.sha256]);
  const scenario = JSON.parse(text) as Scenario;
  read.set(open, scenario);
  return scenario;
}
