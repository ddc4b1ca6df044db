import { useState } from 'react';
import { waveOf } from '../../../shared/domain/asset.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useObservable } from '../../store/observable.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Tick } from '../../ui/tick.tsx';

export function CredentialDialog({ view, onClose }: { readonly view: IncidentView; readonly onClose: () => void }) {
  const { catalog } = useStore();
  const { value } = useObservable(catalog.state);
  const [label, setLabel] = useState('');
  const [template, setTemplate] = useState('');
  const [canMint, setCanMint] = useState(false);
  const [issues, setIssues] = useState(false);
  const [consumers, setConsumers] = useState('');
  const add = useCommand('Credential', async ({ client }) => {
    const credential = { label, template, canMint, issues, consumers };
    const answer = await client.incident.addCredential({ incident: view.incident as `inc-${string}`, credential });
    onClose();
    return answer;
  });
  return (
    <DialogBox title="Register a credential" open onClose={onClose} wide>
      <TextInput
        label="What it is"
        value={label}
        onChange={setLabel}
        startHere
        maxLength={160}
        hint="A name people recognise. Never the secret itself."
      />
      <Choice
        label="How it is revoked"
        value={template}
        options={(value?.actions ?? []).map((action) => ({ value: action.id, label: `${action.id} ${action.title}` }))}
        onChange={setTemplate}
      />
      <div className="stack-1">
        <Tick selected={canMint} onChange={setCanMint}>
          It can create other credentials
        </Tick>
        <Tick selected={issues} onChange={setIssues}>
          It signs or issues on behalf of others
        </Tick>
      </div>
      <TextInput
        label="Who uses it"
        value={consumers}
        onChange={setConsumers}
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
