import { useState } from 'react';
import type { WitnessView } from '../../../shared/view/console-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { Mark } from '../../ui/mark.tsx';
import { TextInput } from '../../ui/text-input.tsx';

/** Whose word counts here. The key is compared with the witness by a person; the decision goes to the journal. */
export function TrustWitness({ witnesses }: { readonly witnesses: readonly WitnessView[] }) {
  return (
    <details open={witnesses.length === 0}>
      <summary>
        {witnesses.length === 0 ? 'Trust a witness' : `Witnesses of this console (${witnesses.length})`}
      </summary>
      <div className="stack-3">
        {witnesses.length > 0 && (
          <ul className="stack-2">
            {witnesses.map((one) => (
              <Witness key={one.vkey} witness={one} />
            ))}
          </ul>
        )}
        <TrustForm />
      </div>
    </details>
  );
}

function TrustForm() {
  const draft = useDraft({
    scope: 'console',
    form: 'witness',
    label: 'Key of a witness',
    blank: { name: '', vkey: '' },
  });
  const { name, vkey } = draft.value;
  const trust = useCommand('Trust', async ({ client, console: view }) => {
    await client.witness.trust({ vkey: vkey.trim(), ...(name.trim() === '' ? {} : { name: name.trim() }) });
    draft.forget();
    await view.refresh();
  });
  return (
    <div className="stack-2">
      <DraftNotice draft={draft} />
      <TextInput
        label="Verifier key of the witness"
        mono
        value={vkey}
        onChange={(typed) => draft.change({ vkey: typed })}
        maxLength={2100}
        hint="The witness has it under “Witness for others”, or by bulkhead witness --state DIR --vkey. Compare the fingerprint there with the one shown here afterwards."
      />
      <TextInput
        label="Name for people (optional)"
        value={name}
        onChange={(typed) => draft.change({ name: typed })}
        maxLength={120}
      />
      <FailureBox failure={trust.failure} />
      <div>
        <Button busy={trust.busy} isDisabled={vkey.trim() === ''} onPress={() => void trust.send()}>
          Trust this witness
        </Button>
      </div>
    </div>
  );
}

function Witness({ witness }: { readonly witness: WitnessView }) {
  const [asking, setAsking] = useState(false);
  const draft = useDraft({
    scope: 'console',
    form: `distrust ${witness.vkey}`,
    label: `Why ${witness.name} is no longer trusted`,
    blank: '',
  });
  const reason = draft.value;
  const distrust = useCommand('Witness', async ({ client, console: view }) => {
    await client.witness.distrust({ vkey: witness.vkey, reason });
    draft.recorded(reason);
    setAsking(false);
    await view.refresh();
  });
  const [keyName = ''] = witness.vkey.split('+', 1);
  return (
    <li className="stack-1">
      <div className="row-apart">
        <span className="wrap">
          <strong>{witness.name}</strong> <span className="soft">{keyName}</span>
        </span>
        <span className="row">
          {witness.distrusted && <Mark tone="wait">No longer trusted</Mark>}
          <CopyButton text={witness.vkey} what={`verifier key of ${witness.name}`} />
          {!witness.distrusted && !asking && (
            <Button size="small" tone="quiet" onPress={() => setAsking(true)}>
              Stop trusting
            </Button>
          )}
        </span>
      </div>
      <div className="small stack-1">
        <span className="soft">Fingerprint</span>
        <Fingerprint value={witness.fingerprint} />
      </div>
      {asking && (
        <>
          <DraftNotice draft={draft} />
          <TextInput label="Why it no longer counts" value={reason} onChange={draft.set} maxLength={2000} />
          <FailureBox failure={distrust.failure} />
          <div className="row">
            <Button busy={distrust.busy} isDisabled={reason.trim() === ''} onPress={() => void distrust.send()}>
              Stop trusting {witness.name}
            </Button>
            <Button tone="quiet" onPress={() => setAsking(false)}>
              Cancel
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
