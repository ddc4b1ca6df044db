import { waveOf } from '../../../shared/domain/asset.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useObservable } from '../../store/observable.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Tick } from '../../ui/tick.tsx';

export function CredentialDialog({ view, onClose }: { readonly view: IncidentView; readonly onClose: () => void }) {
  const { catalog } = useStore();
  const { value } = useObservable(catalog.state);
  const draft = useDraft({
    scope: view.incident,
    form: 'credential',
    label: 'Register a credential',
    blank: { label: '', template: '', canMint: false, issues: false, consumers: '' },
  });
  const { label, template, canMint, issues, consumers } = draft.value;
  const add = useCommand('Credential', async ({ client }) => {
    const credential = { label, template, canMint, issues, consumers };
    const answer = await client.incident.addCredential({ incident: view.incident as `inc-${string}`, credential });
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <DialogBox title="Register a credential" open onClose={onClose} wide>
      <DraftNotice draft={draft} />
      <TextInput
        label="What it is"
        value={label}
        onChange={(next) => draft.change({ label: next })}
        startHere
        maxLength={160}
        hint="A name people recognise. Never the secret itself."
      />
      <Choice
        label="How it is revoked"
        value={template}
        options={(value?.actions ?? []).map((action) => ({ value: action.id, label: `${action.id} ${action.title}` }))}
        onChange={(next) => draft.change({ template: next })}
      />
      <div className="stack-1">
        <Tick selected={canMint} onChange={(next) => draft.change({ canMint: next })}>
          It can create other credentials
        </Tick>
        <Tick selected={issues} onChange={(next) => draft.change({ issues: next })}>
          It signs or issues on behalf of others
        </Tick>
      </div>
      <TextInput
        label="Who uses it"
        value={consumers}
        onChange={(next) => draft.change({ consumers: next })}
        maxLength={500}
        hint="Empty means not known, which counts as in use."
      />
      <p className="note-box">Goes to wave {waveOf({ canMint, issues })}.</p>
      <FailureBox failure={add.failure} onRetry={() => void add.send()} />
      <div>
        <Button
          tone="primary"
          busy={add.busy}
          isDisabled={label.trim() === '' || template === ''}
          onPress={() => void add.send()}
        >
          Register
        </Button>
      </div>
    </DialogBox>
  );
}
