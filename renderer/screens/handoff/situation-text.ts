import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { pressingClocks } from '../../../shared/view/pressing-clocks.ts';
import { runEndSummary } from '../../../shared/view/run-end.ts';
import { STATE_TEXT } from '../command/action-text.ts';

/** First version of a hand-over text, from the record alone. The outgoing commander edits it. */
export function situationText(view: IncidentView): string {
  const clocks = pressingClocks(view.legal).map(
    ({ clock, entityName }) => `- ${clock.title}, ${entityName}: due ${clock.dueLocal ?? clock.due}`,
  );
  const actions = view.actions.map(
    (action) => `- ${action.template} ${action.targetLabel}: ${STATE_TEXT[action.state].label}`,
  );
  const untold = view.foreignActions
    .filter(({ withdrawn }) => !withdrawn)
    .map((one) => `- ${one.template} ${one.targetLabel}: version ${one.version} is not in this console, not told here`);
  const waiting = view.waiting.map((one) => `- ${one.title}`);
  const runs = view.runs.map((run) => {
    const state = run.states.find((one) => one.id === run.current);
    if (run.ended) return `- ${runEndSummary(run, run.ended.at)}`;
    if (state === undefined && run.problem !== null) return `- ${run.title}: cannot be followed at this console`;
    return `- ${run.title}: ${run.closed ? 'closed' : (state?.title ?? run.current)}`;
  });
  return [
    `${view.codename}, ${view.pattern}${view.exercise ? ' (EXERCISE)' : ''}. ${view.summary}`.trim(),
    section('Playbooks', runs),
    section('Containment', [...actions, ...untold]),
    section('Deadlines', clocks),
    section('Waiting for a person', waiting),
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return `${title}:\n${lines.length === 0 ? '- none' : lines.join('\n')}`;
}
