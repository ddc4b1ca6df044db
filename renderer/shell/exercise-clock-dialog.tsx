import { useState } from 'react';
import type { Instant } from '../../shared/domain/instant.ts';
import type { IncidentView } from '../../shared/view/incident-view.ts';
import { useStore } from '../store/app-store.ts';
import { useCommand } from '../store/command.ts';
import { pressingClocks } from '../../shared/view/pressing-clocks.ts';
import { useObservable } from '../store/observable.ts';
import { useDraft } from '../store/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { DialogBox } from '../ui/dialog-box.tsx';
import { DraftNotice } from '../ui/draft-notice.tsx';
import { FailureBox } from '../ui/failure-box.tsx';
import { InstantInput } from '../ui/instant-input.tsx';
import { TextInput } from '../ui/text-input.tsx';
import { OneOf } from '../ui/tick.tsx';
import { Time } from '../ui/time.tsx';
import { utcText } from '../ui/time-text.ts';
import { paceItems } from './pace-text.ts';

const MINUTES = { '15': '15 minutes', '60': '1 hour', '240': '4 hours', '1440': '1 day' } as const;
type Jump = 'none' | keyof typeof MINUTES | 'deadline' | 'moment';
/** So much is left when the table arrives at a deadline: enough to act, too little to dawdle. */
const BEFORE_DEADLINE_MS = 10 * 60_000;

export function ExerciseClockDialog({ onClose }: { readonly onClose: () => void }) {
  const { value: view } = useObservable(useStore().incident.state);
  if (view === null) return null;
  return (
    <DialogBox title="Clock of the exercise" open onClose={onClose}>
      <ClockForm view={view} onClose={onClose} />
    </DialogBox>
  );
}

function ClockForm({ view, onClose }: { readonly view: IncidentView; readonly onClose: () => void }) {
  const [pace, setPace] = useState(String(view.playClock?.pace ?? 1));
  const [jump, setJump] = useState<Jump>('none');
  const [moment, setMoment] = useState<Instant | null>(null);
  const draft = useDraft({
    scope: view.incident,
    form: 'exercise clock',
    label: 'Why the clock of the exercise is set',
    blank: '',
  });
  const why = draft.value;
  const ahead = nextAhead(view);
  const send = useCommand('Exercise clock', async ({ client }) => {
    const answer = await client.incident.setExerciseClock({
      incident: view.incident as `inc-${string}`,
      pace: Number(pace),
      why,
      ...jumpOf(jump, moment, ahead?.at ?? null),
    });
    draft.recorded(why);
    onClose();
    return answer;
  });
  const jumps: { value: Jump; label: string }[] = [
    { value: 'none', label: 'No jump' },
    ...Object.entries(MINUTES).map(([value, label]) => ({ value: value as Jump, label: `${label} ahead` })),
    ...(ahead === null
      ? []
      : [{ value: 'deadline' as const, label: `To 10 minutes before: ${ahead.title} (${utcText(ahead.at)})` }]),
    { value: 'moment', label: 'To a moment' },
  ];
  const zones = [...new Set(view.organisation.entities.map(({ timeZone }) => timeZone))];
  return (
    <>
      <p className="soft">
        The exercise goes by this clock: deadlines, leases, drafts and files. A dry run and an approval hold 15 minutes
        of your own time at any pace. It is never set back, and stands still after four hours in which nobody touched
        it. Real time is recorded beside it
        {view.playClock !== null && (
          <>
            {' '}
            (now <Time at={view.playClock.wall} />)
          </>
        )}
        .
      </p>
      <OneOf label="Pace" value={pace} items={paceItems} onChange={setPace} />
      <OneOf label="Jump" value={jump} items={jumps} onChange={setJump} />
      {jump === 'moment' && (
        <InstantInput label="Jump to" value={moment} onChange={setMoment} zones={zones} past={false} />
      )}
      <DraftNotice draft={draft} />
      <TextInput
        label="Why"
        value={why}
        onChange={draft.set}
        hint="Stands on record with the jump, for the review afterwards. May stay empty."
      />
      <FailureBox failure={send.failure} onRetry={() => void send.send()} />
      <div className="row">
        <Button
          tone="primary"
          busy={send.busy}
          isDisabled={jump === 'moment' && moment === null}
          onPress={() => void send.send()}
        >
          Set the clock
        </Button>
      </div>
    </>
  );
}

function jumpOf(jump: Jump, moment: Instant | null, deadline: Instant | null): { jumpBy?: number; jumpTo?: Instant } {
  if (jump === 'none') return {};
  if (jump === 'moment') return moment === null ? {} : { jumpTo: moment };
  if (jump === 'deadline') return deadline === null ? {} : { jumpTo: deadline };
  return { jumpBy: Number(jump) };
}

/** Shortly before the next deadline that the exercise has not yet come so close to. */
function nextAhead(view: IncidentView): { readonly at: Instant; readonly title: string } | null {
  for (const { clock, entityName } of pressingClocks(view.legal)) {
    const at = Date.parse(clock.due ?? '') - BEFORE_DEADLINE_MS;
    if (at > Date.parse(view.now))
      return { at: new Date(at).toISOString() as Instant, title: `${clock.title}, ${entityName}` };
  }
  return null;
}
