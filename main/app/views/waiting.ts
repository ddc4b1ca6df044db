import type { ActionView } from '../../../shared/view/action-view.ts';
import type { EntityLegalView, OfferView, Waiting } from '../../../shared/view/incident-view.ts';
import type { RunView } from '../../../shared/view/run-view.ts';

/** What waits for a person, most pressing first: doubt, command, gates, orders, pasted output, awareness, time-stamps, next step of a run. */
export function waitingList(parts: {
  actions: readonly ActionView[];
  runs: readonly RunView[];
  offer: OfferView | null;
  legal: readonly EntityLegalView[];
  timestamps: readonly Waiting[];
}): readonly Waiting[] {
  const out: Waiting[] = [];
  for (const action of parts.actions) {
    const effect = action.effects.find((one) => one.status === 'in-doubt');
    const name = `${action.template} ${action.credentialLabel}`;
    const on = { screen: 'run', action: action.action } as const;
    if (effect)
      out.push({
        ...on,
        kind: 'doubt',
        title: `In doubt: ${name}`,
        detail: `Step ${effect.step} started and has no outcome. Look at the real system.`,
      });
    else if (action.moves.includes('approve'))
      out.push({ ...on, kind: 'gate', title: `Approve: ${name}`, detail: action.gate?.stillNeeded ?? '' });
    else if (action.moves.includes('execute'))
      out.push({
        ...on,
        kind: 'order',
        title: `Ready to execute: ${name}`,
        detail: action.reversal === 'irreversible' ? 'Cannot be undone' : 'Can be undone',
      });
    else if (action.moves.includes('supplyOutput'))
      out.push({ ...on, kind: 'output', title: `Paste the output: ${name}`, detail: 'The commands are on the card.' });
    else if (action.state === 'unknown')
      out.push({
        ...on,
        kind: 'doubt',
        title: `Not proven: ${name}`,
        detail: 'Probe again, or look at the real system.',
      });
  }
  if (parts.offer)
    out.push({
      kind: 'offer',
      title: `Command offered to ${parts.offer.to.name}`,
      detail: parts.offer.situation,
      screen: 'handoff',
      action: null,
    });
  for (const entity of parts.legal) {
    const open = entity.routing.findings.filter((finding) => finding.outcome !== 'does-not-apply');
    const undecided = open.filter((finding) =>
      entity.report.clocks.some(
        (clock) => clock.regime === finding.regime && clock.anchor.rule.event === 'aware' && clock.anchor.at === null,
      ),
    );
    if (undecided.length > 0) {
      out.push({
        kind: 'awareness',
        title: `Decide awareness: ${entity.entityName}`,
        detail: undecided.map((finding) => finding.regime).join(', '),
        screen: 'notifications',
        action: null,
      });
    }
  }
  out.push(...parts.timestamps);
  for (const run of parts.runs) {
    const state = run.states.find((one) => one.status === 'current');
    if (state && !run.closed)
      out.push({
        kind: 'step',
        title: `${run.playbook.id}: ${state.title}`,
        detail: state.help,
        screen: 'run',
        action: null,
      });
  }
  return out.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

const ORDER: readonly Waiting['kind'][] = [
  'doubt',
  'offer',
  'gate',
  'order',
  'output',
  'awareness',
  'timestamp',
  'step',
];
