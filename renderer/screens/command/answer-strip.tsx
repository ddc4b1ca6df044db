import type { ReactNode } from 'react';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useDialogDoor } from '../../shell/open-dialog.ts';
import { type EntityClock, pressingClocks } from '../../../shared/view/pressing-clocks.ts';
import { awarenessState } from '../../store/deadlines.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Countdown, Elapsed, Time } from '../../ui/time.tsx';
import { utcText } from '../../ui/time-text.ts';

export function AnswerStrip({ view }: { readonly view: IncidentView }) {
  return (
    <div className="answers">
      <Answer label="This is">
        <span className="figure">{view.exercise ? 'Exercise' : 'Live'}</span>
        <span className="answer-more">
          {view.pattern}, declared <Time at={view.declaredAt} short />
        </span>
      </Answer>
      <Answer label="In command">
        <span className="figure figure-name">{view.commander.name}</span>
        <span className="answer-more">
          {view.offer === null ? 'Command is not on offer' : `Offered to ${view.offer.to.name}, not accepted yet`}
        </span>
      </Answer>
      <Awareness view={view} />
      <NextDeadline view={view} />
    </div>
  );
}

function Answer({
  label,
  tone = '',
  children,
}: {
  readonly label: string;
  readonly tone?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={`answer ${tone}`} aria-label={label}>
      <span className="answer-label">{label}</span>
      {children}
    </section>
  );
}

function Awareness({ view }: { readonly view: IncidentView }) {
  const openDialog = useDialogDoor();
  const { first, undecided } = awarenessState(view);
  const decide = (
    <Button size="small" icon="clock" onPress={() => openDialog({ kind: 'aware', entity: null, regime: null })}>
      Decide awareness
    </Button>
  );
  if (first === null) {
    return (
      <Answer label="Since awareness" tone="answer-wait">
        <span className="figure figure-name">Not decided</span>
        <span className="answer-more">
          No legal clock runs before a named person decides. Detected <Elapsed since={view.detectedAt} /> ago.
        </span>
        {decide}
      </Answer>
    );
  }
  return (
    <Answer label="Since awareness">
      <span className="figure">
        <Elapsed since={first} />
      </span>
      <span className="answer-more">
        Since <Time at={first} short />
        {undecided > 0 && `, ${undecided} more to decide`}
      </span>
      {undecided > 0 && decide}
    </Answer>
  );
}

/** Missed ones are counted apart: one date in sight must not hide that others are over as well. */
function moreClocks(others: readonly EntityClock[]): string {
  const missed = others.filter(({ clock }) => clock.state === 'overdue').length;
  const running = others.length - missed;
  return [missed > 0 ? `, ${missed} more missed` : '', running > 0 ? `, ${running} more running` : ''].join('');
}

function NextDeadline({ view }: { readonly view: IncidentView }) {
  const clocks = pressingClocks(view.legal);
  const next = clocks[0];
  if (next === undefined || next.clock.due === null) {
    return (
      <Answer label="Next legal deadline">
        <span className="figure figure-name">None running</span>
        <span className="answer-more">Notifications says which clocks could start and what starts them.</span>
      </Answer>
    );
  }
  const missed = next.clock.state === 'overdue';
  return (
    <Answer label={missed ? 'Deadline missed' : 'Next legal deadline'} tone={missed ? 'answer-missed' : ''}>
      <span className="figure">
        {missed && <Icon name="alert" size={28} />}
        <Countdown until={next.clock.due} />
      </span>
      <span className="answer-more">
        <strong>{next.clock.title}</strong>, {next.entityName}
      </span>
      <span className="answer-more">
        Due{' '}
        <time dateTime={next.clock.due} title={utcText(next.clock.due)}>
          {next.clock.dueLocal}
        </time>
        {moreClocks(clocks.slice(1))}
      </span>
    </Answer>
  );
}
