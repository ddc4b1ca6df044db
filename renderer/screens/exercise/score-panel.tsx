import { useState } from 'react';
import { BAND_TEXT } from '../../../shared/exercise/band-text.ts';
import type { Score } from '../../../shared/exercise/score.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface Props {
  readonly view: IncidentView;
  readonly score: Score;
  readonly plays: boolean;
}

export function ScorePanel({ view, score, plays }: Props) {
  const [ending, setEnding] = useState(false);
  const { percent, band, earned, possible, penalties, quality, open } = score;
  return (
    <Panel title="Score">
      {percent === null || band === null ? (
        <p className="soft">Nothing was judged yet.</p>
      ) : (
        <div className="stack-1">
          <p>
            <strong className="score-percent">{percent} %</strong> {BAND_TEXT[band]}
          </p>
          <p className="small soft">
            {earned} of {possible} points{penalties > 0 && `, ${penalties} taken off`}
            {quality !== null && `; quality ${quality.toFixed(1)} of 3`}
          </p>
        </div>
      )}
      {open > 0 && (
        <p className="small">
          {open} {open === 1 ? 'inject waits' : 'injects wait'} for your judgement.
        </p>
      )}
      {plays && (
        <div>
          <Button onPress={() => setEnding(true)}>End the exercise</Button>
        </div>
      )}
      {ending && <EndDialog view={view} open={open} onClose={() => setEnding(false)} />}
    </Panel>
  );
}

interface EndProps {
  readonly view: IncidentView;
  readonly open: number;
  readonly onClose: () => void;
}

function EndDialog({ view, open, onClose }: EndProps) {
  const draft = useDraft({ scope: view.incident, form: 'end exercise', label: 'End the exercise', blank: '' });
  const end = useCommand('End of the exercise', async ({ client }) => {
    const answer = await client.exercise.end({
      incident: view.incident as `inc-${string}`,
      note: draft.value.trim(),
    });
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <DialogBox title="End the exercise" open onClose={onClose}>
      <p className="measure">
        Nothing is given or judged after this, and everybody may read the script. The record stays open: playbooks,
        lessons and the report go on.
      </p>
      {open > 0 && (
        <p className="measure">
          {open === 1 ? 'One inject was given and is not judged' : `${open} injects were given and are not judged`}:
          they will count for nothing.
        </p>
      )}
      <DraftNotice draft={draft} />
      <TextInput label="Note (optional)" rows={2} maxLength={2000} value={draft.value} onChange={draft.set} />
      <FailureBox failure={end.failure} />
      <div className="row">
        <Button tone="primary" busy={end.busy} onPress={() => void end.send()}>
          End it
        </Button>
        <Button onPress={onClose}>Not now</Button>
      </div>
    </DialogBox>
  );
}
