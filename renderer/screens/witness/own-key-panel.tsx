import type { OwnWitnessView } from '../../../shared/view/witness-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { CarriedText } from '../../ui/carried-text.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface Props {
  readonly own: OwnWitnessView;
  readonly onChange: () => void;
}

/** The key that this console witnesses with. Others trust it before their first request. */
export function OwnKeyPanel({ own, onChange }: Props) {
  return (
    <Panel title="The key you witness with">
      {own.warning !== null && (
        <p className="row">
          <Icon name="alert" />
          <span className="grow wrap">{sentence(own.warning)}</span>
        </p>
      )}
      {own.key === null ? <MakeKey onChange={onChange} /> : <Key own={own} witness={own.key} />}
    </Panel>
  );
}

function MakeKey({ onChange }: Pick<Props, 'onChange'>) {
  const draft = useDraft({ scope: 'console', form: 'witness name', label: 'Name of the witness', blank: '' });
  const name = draft.value;
  const make = useCommand('Key', async ({ client }) => {
    await client.witness.start(name.trim() === '' ? {} : { name: name.trim() });
    draft.forget();
    onChange();
  });
  return (
    <>
      <p className="measure">
        This console witnesses for nobody yet. It needs a key of its own for that, beside those of its people. The key
        is not sealed by a passphrase: whoever can read this console’s folder can witness in its name.
      </p>
      <DraftNotice draft={draft} />
      <TextInput
        label="Name of the witness (optional)"
        value={name}
        onChange={draft.set}
        maxLength={120}
        hint="One word that others will see, like counsel.example/console. It cannot be changed later."
      />
      <FailureBox failure={make.failure} />
      <div>
        <Button tone="primary" busy={make.busy} onPress={() => void make.send()}>
          Make the key
        </Button>
      </div>
    </>
  );
}

function Key({ own, witness }: { readonly own: OwnWitnessView; readonly witness: NonNullable<OwnWitnessView['key']> }) {
  const { vkey, fingerprint, name, later } = witness;
  return (
    <>
      <p className="measure">
        Whoever wants your word enters this verifier key under Handoff, Witness, and compares the fingerprint with you
        by another way.
      </p>
      <CarriedText
        text={vkey}
        what="verifier key of this witness"
        name="witness.vkey"
        lead={
          <dl className="facts">
            <dt>Name</dt>
            <dd>{name}</dd>
            <dt>Fingerprint</dt>
            <dd>
              <Fingerprint value={fingerprint} />
            </dd>
          </dl>
        }
      >
        <details>
          <summary>For programs</summary>
          <div className="stack-2 small">
            <p>The same witness answers by command, over the same key and memory:</p>
            <Bytes text={`bulkhead witness --state '${own.folder}' < FILE.request > FILE.answer`} what="command" />
            {later !== null && (
              <>
                <p>
                  Its second key is ML-DSA-44, for whoever asks for more than Ed25519. A line of it goes along with each
                  answer.
                </p>
                <p className="row">
                  <CopyButton text={later.vkey} what="ML-DSA-44 verifier key of this witness" />
                  <span>
                    Fingerprint <code className="wrap">{later.fingerprint}</code>
                  </span>
                </p>
              </>
            )}
          </div>
        </details>
      </CarriedText>
    </>
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
