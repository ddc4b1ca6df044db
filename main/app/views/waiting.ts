import { compareInstants, type Instant } from '../../../shared/domain/instant.ts';
import type { ActionView } from '../../../shared/view/action-view.ts';
import type {
  AwarenessView,
  DraftLine,
  EntityLegalView,
  ExplanationView,
  OfferView,
  Waiting,
} from '../../../shared/view/incident-view.ts';
import { isOver } from '../../../shared/view/run-end.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { brokenOthers } from './waiting-broken.ts';
import { lawReminders } from './law-reminders.ts';

/** States in which an approval is waited for or held. */
const GATED: readonly ActionView['state'][] = ['awaitingApproval', 'armed', 'awaitingUndoApproval', 'undoArmed'];

/** What waits for a person, most pressing first: doubt, command, gates, orders, pasted output, dates, awareness, time-stamps, next step of a run. */
export function waitingList(parts: {
  actions: readonly ActionView[];
  runs: readonly RunView[];
  offer: OfferView | null;
  legal: readonly EntityLegalView[];
  explanations: readonly ExplanationView[];
  drafts: readonly DraftLine[];
  awareness: readonly AwarenessView[];
  sinceDetectionMs: number;
  timestamps: readonly Waiting[];
  now: Instant;
}): readonly Waiting[] {
  const out: Waiting[] = [];
  for (const action of parts.actions) {
    const effect = action.effects.find((one) => one.status === 'in-doubt');
    const name = `${action.template} ${action.targetLabel}`;
    const on = { screen: 'run', action: action.action } as const;
    if (effect) {
      const detail = 'A step started and has no recorded outcome. Look at the real system and say what happened.';
      out.push({ ...on, kind: 'doubt', title: `In doubt: ${name}`, detail });
      continue;
    }
    const broken = brokenOthers(action, name);
    if (broken) out.push(broken);
    out.push(...lapsing(action, name, parts.now));
    if (broken) continue;
    if (action.moves.includes('approve'))
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
    else if (action.moves.includes('attest'))
      out.push({ ...on, kind: 'output', title: `Say what you did: ${name}`, detail: 'The steps are on the card.' });
    else if (action.hold === 'missing' && action.state === 'armed')
      out.push({ ...on, kind: 'order', title: `Legal hold first: ${name}`, detail: 'It destroys evidence.' });
    else if (action.gate?.expired === true && GATED.includes(action.state))
      out.push({ ...on, kind: 'gate', title: `Approval ran out: ${name}`, detail: action.blockedBy ?? '' });
    else if (action.rejection !== null && action.state !== 'withdrawn')
      out.push({
        ...on,
        kind: 'gate',
        title: `Rejected: ${name}`,
        detail: `${action.rejection.name}: “${action.rejection.note}”`,
      });
    else if (action.state === 'dryRunRefused')
      out.push({
        ...on,
        kind: 'order',
        title: `Dry run refused: ${name}`,
        detail: action.effects.findLast(({ reading }) => reading !== null)?.reading?.summary ?? '',
      });
    else if (action.state === 'undoFailed')
      out.push({
        ...on,
        kind: 'doubt',
        title: `Undo not proven: ${name}`,
        detail: 'Probe again, or submit the undo anew.',
      });
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
  out.push(...lawReminders(parts));
  out.push(...parts.timestamps);
  for (const run of parts.runs) {
    for (const one of run.proposals)
      out.push({
        kind: 'gate',
        title: `Second it: ${one.label}${one.choiceLabel === '' ? '' : ` (${one.choiceLabel})`}`,
        detail: `${run.playbook.id}, proposed by ${one.signers.map(({ name }) => name).join(', ')}. ${one.stillNeeded}`,
        screen: 'run',
        action: run.run,
      });
    const current = run.states.filter((one) => one.status === 'current');
    // Where everything is side by side (PB4) the first region is what the run is about.
    const state = current.findLast((one) => one.region === null) ?? current[0];
    const open = current.filter((one) => one.region !== null && run.openRegions.includes(one.region));
    const late = run.deadlines.filter((one) => one.state === 'over');
    if (run.ending)
      out.push({
        kind: 'step',
        title: `${run.playbook.id} cannot be followed here: ${run.title}`,
        detail: 'Move it with the version of before, or end it on record.',
        screen: 'run',
        action: run.run,
      });
    else if (state && !isOver(run))
      out.push({
        kind: 'step',
        title: `${run.playbook.id}: ${state.title}`,
        detail:
          late.length > 0
            ? `Due: ${late.map((one) => one.label).join(', ')}`
            : state.region === null && open.length > 0
              ? sideBySide(open)
              : state.help,
        screen: 'run',
        action: run.run,
      });
  }
  return out.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** A few regions by name; of many, how many are how far. */
function sideBySide(open: RunView['states']): string {
  if (open.length <= 5) return open.map((one) => `${one.region}: ${one.title.toLowerCase()}`).join('; ');
  const titles = [...new Set(open.map(({ title }) => title))];
  return titles.map((title) => `${open.filter((one) => one.title === title).length} ${title.toLowerCase()}`).join(', ');
}

/** What one person did alone, and what lapses by itself: each is said, the one does not hide the other. */
function lapsing(action: ActionView, name: string, now: Instant): readonly Waiting[] {
  const on = { screen: 'run', action: action.action } as const;
  const { ratifyBy, lease } = action;
  const late = ratifyBy !== null && compareInstants(now, ratifyBy) >= 0;
  return [
    ...(ratifyBy === null
      ? []
      : [
          {
            ...on,
            kind: 'gate' as const,
            title: `${late ? 'Not ratified in time' : 'Ratify'}: ${name}`,
            detail: late
              ? 'Armed by one person. Somebody else ratifies it, or it is lifted.'
              : 'Armed by one person under break-glass.',
          },
        ]),
    ...(lease === null || lease.state === 'running'
      ? []
      : [
          {
            ...on,
            kind: 'lease' as const,
            title: `${lease.state === 'over' ? 'Lease over' : 'Lease ends soon'}: ${name}`,
            detail:
              ratifyBy === null
                ? 'Renew it or lift it. What nobody renews may flow again.'
                : 'It is not renewed before somebody ratifies it. What nobody renews may flow again.',
          },
        ]),
  ];
}

const ORDER: readonly Waiting['kind'][] = [
  'broken',
  'doubt',
  'lease',
  'offer',
  'gate',
  'order',
  'output',
  'awareness',
  'timestamp',
  'step',
];
