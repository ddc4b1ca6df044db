import { minutesIn, type DrillView } from '../../../shared/exercise/drill.ts';
import type { PlayedRow } from '../../../shared/exercise/score.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf } from '../../ui/tick.tsx';

interface Props {
  readonly view: IncidentView;
  readonly drill: DrillView;
  readonly row: PlayedRow;
  readonly onClose: () => void;
}

const BLANK = { done: '', quality: '', shownBy: '', note: '' };
const DONE = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
] as const;
const QUALITY = [
  { value: '3', label: '3: evidence cited, right approvers, right order' },
  { value: '2', label: '2: one of these was missing' },
  { value: '1', label: '1: only one of them' },
  { value: '0', label: '0: none' },
] as const;

/** What the players did about one inject, in the word of the facilitator. */
export function JudgeDialog({ view, drill, row, onClose }: Props) {
  const { inject, until } = row;
  const draft = useDraft({ scope: view.incident, form: `judge ${inject.id}`, label: 'Judgement', blank: BLANK });
  const form = draft.value;
  const entry = /^#?(\d{1,9})$/.exec(form.shownBy.trim())?.[1];
  const badEntry = form.shownBy.trim() !== '' && (entry === undefined || Number(entry) > view.revision);
  const done = form.done === 'yes';
  const judge = useCommand('Judgement', async ({ client }) => {
    const answer = await client.exercise.judge({
      incident: view.incident as `inc-${string}`,
      inject: inject.id,
      done,
      quality: done ? Number(form.quality) : null,
      shownBy: done && entry !== undefined ? Number(entry) : null,
      note: form.note.trim(),
    });
    draft.forget();
    onClose();
    return answer;
  });
  const ready = form.done === 'no' || (done && form.quality !== '' && !badEntry);
  return (
    <DialogBox title={`Judge inject ${inject.id}`} open onClose={onClose}>
      <p className="measure">
        <span className="soft">Expected:</span> {inject.expected}
      </p>
      <p className="small soft">
        Full points until T+{until ? minutesIn(drill, until) : ''}, half of them after that. A later judgement counts
        instead of an earlier one; both stay on record.
      </p>
      <DraftNotice draft={draft} />
      <OneOf label="Did they do it?" value={form.done} items={DONE} onChange={(next) => draft.change({ done: next })} />
      {done && (
        <>
          <OneOf
            label="How well"
            value={form.quality}
            items={QUALITY}
            onChange={(quality) => draft.change({ quality })}
          />
          <TextInput
            label="Entry that shows it (optional)"
            value={form.shownBy}
            onChange={(shownBy) => draft.change({ shownBy })}
            error={badEntry ? `A number up to ${view.revision}.` : null}
            hint="Its time counts. Without one, now counts."
          />
        </>
      )}
      <TextInput
        label="Note (optional)"
        rows={2}
        maxLength={1000}
        value={form.note}
        onChange={(note) => draft.change({ note })}
      />
      <FailureBox failure={judge.failure} />
      <div className="row">
        <Button tone="primary" busy={judge.busy} isDisabled={!ready} onPress={() => void judge.send()}>
          Record
        </Button>
        <Button onPress={onClose}>Not now</Button>
      </div>
    </DialogBox>
  );
}
