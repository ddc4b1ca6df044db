import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';

const BLANK = { channel: '', text: '' };

/** Something that is not in the script: an answer to a question of the players, a push when they are stuck. */
export function FreeInject({ view }: { readonly view: IncidentView }) {
  const draft = useDraft({ scope: view.incident, form: 'free inject', label: 'Inject of your own', blank: BLANK });
  const form = draft.value;
  const give = useCommand('Inject', async ({ client }) => {
    const what = { channel: form.channel.trim(), text: form.text.trim() };
    const answer = await client.exercise.release({ incident: view.incident as `inc-${string}`, what });
    draft.forget();
    return answer;
  });
  const ready = form.channel.trim() !== '' && form.text.trim() !== '';
  return (
    <Panel title="Inject of your own">
      <DraftNotice draft={draft} />
      <TextInput
        label="How it comes"
        value={form.channel}
        maxLength={80}
        onChange={(channel) => draft.change({ channel })}
        hint="Phone, the shop manager"
      />
      <TextInput
        label="What it says"
        rows={3}
        value={form.text}
        maxLength={4000}
        onChange={(text) => draft.change({ text })}
      />
      <FailureBox failure={give.failure} />
      <div>
        <Button icon="play" busy={give.busy} isDisabled={!ready} onPress={() => void give.send()}>
          Give it to the players
        </Button>
      </div>
    </Panel>
  );
}
