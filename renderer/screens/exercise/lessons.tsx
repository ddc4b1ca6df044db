import type { DrillView } from '../../../shared/exercise/drill.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

const BLANK = { text: '', owner: '', due: '' };

/** What is to change, by whom, until when: from anybody, while it is played and afterwards. */
export function Lessons({ view, drill }: { readonly view: IncidentView; readonly drill: DrillView }) {
  const draft = useDraft({ scope: view.incident, form: 'lesson', label: 'What is to change', blank: BLANK });
  const form = draft.value;
  const record = useCommand('Lesson', async ({ client }) => {
    const answer = await client.exercise.recordLesson({
      incident: view.incident as `inc-${string}`,
      text: form.text.trim(),
      owner: form.owner.trim(),
      due: form.due.trim(),
    });
    draft.forget();
    return answer;
  });
  return (
    <Panel title="What is to change" flush>
      <ul className="panel-list">
        {drill.lessons.map((one) => (
          <li key={one.entry} className="wrap">
            {one.text}{' '}
            <span className="soft">
              ({one.owner}
              {one.due !== '' && `, until ${one.due}`})
            </span>{' '}
            <EntryLink incident={view.incident} entry={one.entry} />
          </li>
        ))}
        <li className="stack-2">
          <DraftNotice draft={draft} />
          <TextInput
            label="Change"
            rows={2}
            maxLength={2000}
            value={form.text}
            onChange={(text) => draft.change({ text })}
          />
          <div className="fields">
            <TextInput
              label="Who owns it"
              maxLength={120}
              value={form.owner}
              onChange={(owner) => draft.change({ owner })}
            />
            <TextInput
              label="Until (optional)"
              maxLength={40}
              value={form.due}
              onChange={(due) => draft.change({ due })}
            />
          </div>
          <FailureBox failure={record.failure} />
          <div>
            <Button
              busy={record.busy}
              isDisabled={form.text.trim() === '' || form.owner.trim() === ''}
              onPress={() => void record.send()}
            >
              Record it
            </Button>
          </div>
        </li>
      </ul>
    </Panel>
  );
}
