import type { DocumentWritten, Recorded } from '../../../shared/contract/contract.ts';
import { afterActionReport } from '../../../shared/exercise/after-action.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { checkpointOver } from '../views/draft-paper.ts';
import { drillOf, exercisePlan } from '../views/exercise-plan.ts';
import { incidentView } from '../views/incident-view.ts';
import { writeDocument } from '../write-document.ts';

/**
 * The after-action report as a PDF, on record by its hash. While it is played for the facilitator alone: it holds what was expected.
 * Throws OPERATOR_NOT_ALLOWED, STEP_NOT_POSSIBLE, EVIDENCE_MISSING.
 */
export async function reportExercise(
  desk: Desk,
  session: Session,
  incident: OpenIncident['id'],
): Promise<Recorded & DocumentWritten> {
  const seat = desk.sessions.acting(session);
  const scenario = await exercisePlan(desk, session, incident);
  const open = desk.incident(incident);
  const view = incidentView(desk, open);
  const model = afterActionReport(view, drillOf(open), scenario, checkpointOver(open, open.writer.size - 1));
  const { banner } = model.metadata;
  const bytes = await desk.services.paper.pdf({ model, watermark: 'EXERCISE', banner, standing: [] });
  const written = await writeDocument(desk, open, { stem: 'EXERCISE-after-action', format: 'pdf', bytes });
  const { name, sha256, size } = written;
  const body = { name, sha256, size, covers: view.ledger.sealed };
  return { ...open.record(seat, { kind: 'exercise.reported', body }), ...written };
}
