import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';

/** Straight into the ledger; a note cannot be edited afterwards. */
export function QuickNote({ incident }: { readonly incident: string }) {
  const draft = useDraft({ scope: incident, form: 'note', label: 'Note for the record', blank: '' });
  const text = draft.value;
  const add = useCommand('Note', async ({ client }) => {
    const answer = await client.incident.addNote({ incident: incident as `inc-${string}`, text });
    draft.recorded(text);
    return answer;
  });
  return (
    <Panel title="Note for the record" aside={<kbd>m</kbd>}>
      <DraftNotice draft={draft} />
      <div data-key="note">
        <TextInput
          label="Note"
          hideLabel
          rows={3}
          value={text}
          onChange={draft.set}
          placeholder="What you saw, heard or decided"
        />
      </div>
      <FailureBox failure={add.failure} onRetry={() => void add.send()} />
      <div>
        <Button busy={add.busy} isDisabled={text.trim() === ''} onPress={() => void add.send()}>
          Record note
        </Button>
      </div>
    </Panel>
  );
}
