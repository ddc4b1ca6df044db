import { useState } from 'react';
import type { ActionView, GateView } from '../../../shared/view/action-view.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useNow } from '../../store/now.ts';
import { withSecond } from '../../store/with-second.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { rolesText } from '../../ui/role-text.ts';
import { usePause } from '../../ui/use-pause.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { GateReading } from './gate-reading.tsx';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  readonly action: ActionView;
  readonly gate: GateView;
  readonly onClose: () => void;
}

/**
 * Reads the gate to whoever signs. Somebody else than the acting person takes the keyboard with their own passphrase,
 * signs this one decision, and hands it back; their key is not left behind, also when the decision is refused.
 */
export function ApproveDialog({ view, consoleView, action, gate: now, onClose }: Props) {
  // What this person began to read. Another tab may put something else on the table meanwhile.
  const [gate] = useState(now);
  const over = useNow() >= Date.parse(gate.expiresAt) || now.expired;
  const replaced = now.approvalHash !== gate.approvalHash;
  const { acting, lead, second } = consoleView.session;
  const signed = new Set(gate.signatures.map((signature) => signature.fingerprint));
  // Whoever signed may still say no, until it is acted on.
  const people = consoleView.operators.filter((one) => !one.revoked);
  const unsigned = people.filter((one) => !signed.has(one.fingerprint));
  const actingCanSign = acting !== null && !signed.has(acting.fingerprint);
  const [who, setWho] = useState(
    actingCanSign ? acting.fingerprint : unsigned.length === 1 ? (unsigned[0]?.fingerprint ?? '') : '',
  );
  const [passphrase, setPassphrase] = useState('');
  const draft = useDraft({
    scope: view.incident,
    form: `sign ${action.action} ${gate.purpose}`,
    label: `Note to a signature, ${action.template} on ${action.targetLabel}`,
    blank: '',
  });
  const note = draft.value;
  const isActing = who !== '' && who === acting?.fingerprint;
  // Only the lead's chair can be handed over; with a second person seated, nobody else can sit down as well.
  const needsPassphrase = !isActing && who !== '';

  const decide = useCommand('Signature', async (store, decision: 'approve' | 'reject') => {
    const sign = () =>
      store.client.gate.decide({
        incident: view.incident as `inc-${string}`,
        action: action.action as `act-${string}`,
        approvalHash: gate.approvalHash,
        decision,
        note,
      });
    const answer = isActing ? await sign() : await withSecond(store, who, passphrase, sign);
    draft.forget();
    onClose();
    return answer;
  });
  const paused = usePause(decide.failure) > 0;
  const ready = !paused && !over && !replaced && who !== '' && (isActing || passphrase !== '');
  const approves = action.moves.includes('approve') && !signed.has(who);
  return (
    <DialogBox title={gate.purpose === 'apply' ? 'Sign: apply' : 'Sign: undo'} open onClose={onClose} wide>
      <GateReading action={action} gate={gate} />
      {over || replaced ? (
        <p className="note-box" role="alert">
          <strong>{over ? 'It ended while it was read.' : 'This is not on the table any more.'}</strong> Nothing was
          signed. Close this; {over ? 'it has to be submitted again' : 'read what is asked for now'}.
        </p>
      ) : (
        <>
          {unsigned.length === 0 && (
            <p className="note-box">
              Everybody enrolled here has signed. Whoever did may still reject it. Another person is enrolled on the
              list of incidents.
            </p>
          )}
          <Choice
            label="Who signs"
            value={who}
            prompt="Choose a person"
            options={people.map((one) => ({
              value: one.fingerprint,
              label: `${one.name} (${rolesText(one.roles)})${signed.has(one.fingerprint) ? ', has signed' : ''}`,
            }))}
            onChange={(next) => {
              decide.clear();
              setWho(next);
            }}
          />
          {needsPassphrase && (
            <TextInput
              label="Their passphrase"
              type="password"
              value={passphrase}
              onChange={setPassphrase}
              hint={
                second === null
                  ? `The keyboard is theirs for this one signature and goes back to ${lead?.name ?? 'the lead'}.`
                  : `This hands the keyboard back from ${second.name} first.`
              }
            />
          )}
          <DraftNotice draft={draft} />
          <TextInput
            label="Note"
            value={note}
            onChange={draft.set}
            maxLength={2000}
            hint="May stay empty for an approval. A rejection needs its reason."
          />
          <FailureBox failure={decide.failure} />
          <div className="row">
            <Button
              tone="primary"
              size="large"
              busy={decide.busy}
              isDisabled={!ready || !approves}
              onPress={() => void decide.send('approve')}
            >
              Sign approval
            </Button>
            <Button
              busy={decide.busy}
              isDisabled={!ready || note.trim() === ''}
              onPress={() => void decide.send('reject')}
            >
              Sign rejection
            </Button>
          </div>
        </>
      )}
    </DialogBox>
  );
}
