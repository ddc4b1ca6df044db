import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { pressingClocks } from '../../../shared/view/pressing-clocks.ts';
import { STATE_TEXT } from '../command/action-text.ts';

/** First version of a hand-over text, from the record alone. The outgoing commander edits it. */
export function situationText(view: IncidentView): string {
  const clocks = pressingClocks(view.legal).map(
    ({ clock, entityName }) => `- ${clock.title}, ${entityName}: due ${clock.dueLocal ?? clock.due}`,
  );
  const actions = view.actions.map(
    (action) => `- ${action.template} ${action.targetLabel}: ${STATE_TEXT[action.state].label}`,
  );
  const waiting = view.waiting.map((one) => `- ${one.title}`);
  const runs = view.runs.map((run) => {
    const state = run.states.find((one) => one.id === run.current);
    return `- ${run.title}: ${run.closed ? 'closed' : (state?.title ?? run.current)}`;
  });
  return [
    `${view.codename}, ${view.pattern}${view.exercise ? ' (EXERCISE)' : ''}. ${view.summary}`.trim(),
    section('Playbooks', runs),
    section('Containment', actions),
    section('Deadlines', clocks),
    section('Waiting for a person', waiting),
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return `${title}:\n${lines.length === 0 ? '- none' : lines.join('\n')}`;
}
