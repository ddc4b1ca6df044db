import { useState } from 'react';
import { minutesIn, type DrillView } from '../../../shared/exercise/drill.ts';
import type { PlayedRow } from '../../../shared/exercise/score.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { ReasonDialog } from '../run/reason-dialog.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { JudgeDialog } from './judge-dialog.tsx';

interface Props {
  readonly view: IncidentView;
  readonly drill: DrillView;
  readonly row: PlayedRow;
  /** The facilitator is at the keyboard, and it goes on. */
  readonly plays: boolean;
}

const STATE: Readonly<
  Record<PlayedRow['state'], { readonly tone: Tone; readonly icon: IconName; readonly text: string }>
> = {
  later: { tone: 'calm', icon: 'ring', text: 'Later' },
  waits: { tone: 'calm', icon: 'half', text: 'If it comes to that' },
  never: { tone: 'calm', icon: 'ring', text: 'Never given' },
  due: { tone: 'wait', icon: 'clock', text: 'Due' },
  released: { tone: 'now', icon: 'play', text: 'Players have it' },
  skipped: { tone: 'calm', icon: 'cross', text: 'Left out' },
  'in-window': { tone: 'good', icon: 'check', text: 'In time' },
  late: { tone: 'wait', icon: 'clock', text: 'Late' },
  missed: { tone: 'calm', icon: 'cross', text: 'Not done' },
};

/** One row of the script: when, what, what is expected, what became of it. */
export function InjectRow({ view, drill, row, plays }: Props) {
  const { inject, state, release, judgement, skipped, earned } = row;
  const incident = view.incident as `inc-${string}`;
  const [asking, setAsking] = useState<'skip' | 'judge' | null>(null);
  const give = useCommand('Inject', ({ client }) => client.exercise.release({ incident, what: { inject: inject.id } }));
  const skip = useCommand('Inject left out', ({ client }, reason: string) =>
    client.exercise.skip({ incident, inject: inject.id, reason }),
  );
  const { tone, icon, text } = STATE[state];
  return (
    <li className="stack-2">
      <div className="row-apart">
        <p className="row">
          <span className="strong figures">{inject.atMin === null ? inject.id : `T+${inject.atMin}`}</span>
          <Mark tone={tone} icon={icon}>
            {text}
          </Mark>
          <span className="strong wrap">{inject.channel}</span>
        </p>
        <span className="small soft">
          {earned === null ? `${inject.points} points` : `${earned} of ${inject.points} points`}, within{' '}
          {inject.windowMin} min
        </span>
      </div>
      {inject.onlyIf !== '' && <p className="small">Only if: {inject.onlyIf}</p>}
      <p className="wrap measure inject-text">{inject.text}</p>
      <p className="small measure">
        <span className="soft">Expected:</span> {inject.expected}
      </p>
      {release && (
        <p className="small soft">
          Given at T+{minutesIn(drill, release.at)} <EntryLink incident={view.incident} entry={release.entry} />
          {judgement && (
            <>
              , {judgement.doneAt ? `done at T+${minutesIn(drill, judgement.doneAt)}` : 'not done'}
              {judgement.quality !== null && `, quality ${judgement.quality} of 3`}{' '}
              <EntryLink incident={view.incident} entry={judgement.entry} />
              {judgement.note !== '' && ` ${judgement.note}`}
            </>
          )}
        </p>
      )}
      {skipped && (
        <p className="small soft">
          {skipped.reason} <EntryLink incident={view.incident} entry={skipped.entry} />
        </p>
      )}
      {plays && (
        <div className="row">
          {release === null && skipped === null && (
            <>
              <Button
                size="small"
                tone={state === 'due' ? 'primary' : 'plain'}
                icon="play"
                busy={give.busy}
                onPress={() => void give.send()}
              >
                Give it to the players
              </Button>
              <Button size="small" tone="quiet" onPress={() => setAsking('skip')}>
                Leave it out
              </Button>
            </>
          )}
          {release !== null && (
            <Button size="small" tone={judgement ? 'quiet' : 'plain'} onPress={() => setAsking('judge')}>
              {judgement ? 'Judge again' : 'Judge'}
            </Button>
          )}
        </div>
      )}
      <FailureBox failure={give.failure} />
      {asking === 'skip' && (
        <ReasonDialog
          title={`Leave out inject ${inject.id}`}
          label="Reason"
          confirm="Leave it out"
          scope={view.incident}
          form={`skip inject ${inject.id}`}
          busy={skip.busy}
          failure={skip.failure}
          onConfirm={async (reason) => (await skip.send(reason)) !== null}
          onClose={() => setAsking(null)}
        >
          <p>It can neither be won nor lost then, and is not given any more.</p>
        </ReasonDialog>
      )}
      {asking === 'judge' && <JudgeDialog view={view} drill={drill} row={row} onClose={() => setAsking(null)} />}
    </li>
  );
}
