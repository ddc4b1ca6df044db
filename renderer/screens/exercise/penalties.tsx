import { useState } from 'react';
import type { DrillView } from '../../../shared/exercise/drill.ts';
import { PENALTIES, type Penalty } from '../../../shared/exercise/penalty.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

interface Props {
  readonly view: IncidentView;
  readonly drill: DrillView;
  readonly plays: boolean;
}

const OPTIONS = (Object.keys(PENALTIES) as Penalty[]).map((value) => ({
  value,
  label: `${PENALTIES[value].text} (-${PENALTIES[value].points})`,
}));

/** What costs points whatever else went well. */
export function Penalties({ view, drill, plays }: Props) {
  const [adding, setAdding] = useState(false);
  if (!plays && drill.penalties.length === 0) return null;
  return (
    <Panel
      title="Points taken off"
      flush
      aside={
        plays && (
          <Button size="small" icon="plus" onPress={() => setAdding(true)}>
            Take points off
          </Button>
        )
      }
    >
      <ul className="panel-list">
        {drill.penalties.length === 0 && <li className="soft">None so far.</li>}
        {drill.penalties.map((one) => (
          <li key={one.entry} className="wrap">
            {PENALTIES[one.what].text} (-{PENALTIES[one.what].points}): {one.note}{' '}
            <EntryLink incident={view.incident} entry={one.entry} />
          </li>
        ))}
      </ul>
      {adding && <PenaltyDialog view={view} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function PenaltyDialog({ view, onClose }: { readonly view: IncidentView; readonly onClose: () => void }) {
  const blank: { readonly what: Penalty | ''; readonly note: string } = { what: '', note: '' };
  const draft = useDraft({ scope: view.incident, form: 'penalty', label: 'Points taken off', blank });
  const { what, note } = draft.value;
  const add = useCommand('Points taken off', async ({ client }) => {
    if (what === '') throw new Error('nothing was chosen');
    const answer = await client.exercise.penalise({
      incident: view.incident as `inc-${string}`,
      what,
      note: note.trim(),
    });
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <DialogBox title="Take points off" open onClose={onClose}>
      <DraftNotice draft={draft} />
      <Choice label="What happened" value={what} options={OPTIONS} onChange={(next) => draft.change({ what: next })} />
      <TextInput
        label="What you saw"
        rows={2}
        maxLength={1000}
        value={note}
        onChange={(next) => draft.change({ note: next })}
      />
      <FailureBox failure={add.failure} />
      <div className="row">
        <Button
          tone="primary"
          busy={add.busy}
          isDisabled={what === '' || note.trim() === ''}
          onPress={() => void add.send()}
        >
          Record
        </Button>
        <Button onPress={onClose}>Not now</Button>
      </div>
    </DialogBox>
  );
}
