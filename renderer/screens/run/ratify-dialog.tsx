import { useState } from 'react';
import type { ActionView } from '../../../shared/view/action-view.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { withSecond } from '../../store/with-second.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { rolesText } from '../../ui/role-text.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { Time } from '../../ui/time.tsx';
import { STATE_TEXT } from '../command/action-text.ts';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  readonly action: ActionView;
  readonly onClose: () => void;
}

/** Somebody who could have approved signs afterwards what one person armed alone. */
export function RatifyDialog({ view, consoleView, action, onClose }: Props) {
  const { acting, lead } = consoleView.session;
  const alone = action.gate?.signatures.find((one) => one.decision === 'submitted');
  const people = consoleView.operators.filter((one) => !one.revoked && one.fingerprint !== alone?.fingerprint);
  const [who, setWho] = useState(people.length === 1 ? (people[0]?.fingerprint ?? '') : '');
  const [passphrase, setPassphrase] = useState('');
  const draft = useDraft({
    scope: view.incident,
    form: `ratify ${action.action}`,
    label: `Ratification of ${action.template} ${action.targetLabel}`,
    blank: '',
  });
  const note = draft.value;
  const isActing = who !== '' && who === acting?.fingerprint;
  const ratify = useCommand('Ratification', async (store) => {
    const sign = () =>
      store.client.action.ratify({
        incident: view.incident as `inc-${string}`,
        action: action.action as `act-${string}`,
        note,
      });
    const answer = isActing ? await sign() : await withSecond(store, who, passphrase, sign);
    draft.recorded(note);
    onClose();
    return answer;
  });
  return (
    <DialogBox title="Ratify what was done alone" open onClose={onClose} wide>
      <p className="next-title">
        {action.template} {action.title}: {action.targetLabel}
      </p>
      {alone !== undefined && (
        <p>
          <strong>{alone.name}</strong> armed it alone, <Time at={alone.at} short />: “{alone.note}”
        </p>
      )}
      <p>
        <strong>Now:</strong> {STATE_TEXT[action.state].label}
        {action.proof.mustFail !== null && `. ${action.proof.mustFail.summary}`}
      </p>
      <p>
        <strong>Breaks while in force:</strong> {action.blastRadius}
      </p>
      <Choice
        label="Who signs"
        value={who}
        prompt="Choose a person"
        options={people.map((one) => ({ value: one.fingerprint, label: `${one.name} (${rolesText(one.roles)})` }))}
        onChange={setWho}
      />
      {who !== '' && !isActing && (
        <TextInput
          label="Their passphrase"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          hint={`The keyboard is theirs for this one signature and goes back to ${lead?.name ?? 'the lead'}.`}
        />
      )}
      <DraftNotice draft={draft} />
      <TextInput label="Note (optional)" value={note} onChange={draft.set} maxLength={2000} />
      <FailureBox failure={ratify.failure} />
      <div>
        <Button
          tone="primary"
          busy={ratify.busy}
          isDisabled={who === '' || (!isActing && passphrase === '')}
          onPress={() => void ratify.send()}
        >
          Ratify
        </Button>
      </div>
    </DialogBox>
  );
}
