import type { StepName } from '../../../shared/domain/action.ts';
import type { ActionView, EffectView } from '../../../shared/view/action-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Elapsed, Time } from '../../ui/time.tsx';
import { bytesText } from '../../ui/time-text.ts';
import { EntryLink } from '../timeline/entry-link.tsx';
import { AttestForm } from './attest-form.tsx';
import { CommandCard } from './command-card.tsx';
import { DoubtForm } from './doubt-form.tsx';
import { ReadingLine } from './reading-line.tsx';

export const STEP_TEXT: Readonly<Record<StepName, string>> = {
  collect: 'Collect before cutting',
  dryRun: 'Dry run',
  apply: 'Apply',
  mustFail: 'Probe: what is cut must fail',
  mustWork: 'Probe: others must still work',
  residual: 'Look for sessions that live on',
  killSessions: 'End the sessions',
  undo: 'Undo',
};

interface Props {
  readonly view: IncidentView;
  readonly action: ActionView;
  readonly effects: readonly EffectView[];
}

/** Steps that wait for a person, or what earlier steps answered. */
export function EffectList({ view, action, effects }: Props) {
  const open = effects.some((effect) => effect.status !== 'completed' && effect.status !== 'resolved');
  return (
    <section className="stack" aria-label={open ? 'Steps under way' : 'Steps so far'}>
      {!open && <h3>Steps so far</h3>}
      {effects.map((effect) => (
        <Effect key={effect.effect} view={view} action={action} effect={effect} />
      ))}
    </section>
  );
}

function Effect({
  view,
  action,
  effect,
}: {
  readonly view: IncidentView;
  readonly action: ActionView;
  readonly effect: EffectView;
}) {
  if (effect.status === 'waiting' && effect.mode === 'attest')
    return <AttestForm view={view} action={action} effect={effect} title={STEP_TEXT[effect.step]} />;
  if (effect.status === 'waiting')
    return <CommandCard view={view} action={action} effect={effect} title={STEP_TEXT[effect.step]} />;
  if (effect.status === 'in-doubt')
    return <DoubtForm view={view} action={action} effect={effect} title={STEP_TEXT[effect.step]} />;
  if (effect.status === 'running') {
    return (
      <p className="note-box">
        <strong>{STEP_TEXT[effect.step]}</strong> runs on this console since <Time at={effect.startedAt} short /> (
        <Elapsed since={effect.startedAt} />
        ).
      </p>
    );
  }
  return (
    <div className="effect">
      <div className="row-apart">
        <strong>{STEP_TEXT[effect.step]}</strong>
        <span className="small soft">
          {effect.completedAt !== null && <Time at={effect.completedAt} short />}
          {effect.status === 'resolved' && ', resolved by a person'}
          <EntryLink incident={view.incident} entry={effect.completedEntry ?? effect.startedEntry} />
        </span>
      </div>
      {effect.reading !== null && <ReadingLine reading={effect.reading} />}
      {effect.outputs.length > 0 && (
        <p className="small soft wrap">
          {effect.outputs
            .map((output, at) => {
              const exit = output.timedOut ? 'timed out' : output.exit === null ? 'pasted' : `exit ${output.exit}`;
              return `Output ${at + 1}: ${exit}, ${bytesText(output.bytes)}, sha256 ${output.sha256.slice(0, 12)}…`;
            })
            .join(' · ')}
        </p>
      )}
    </div>
  );
}
