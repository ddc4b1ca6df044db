import { useState } from 'react';
import type { VerifierKeyView } from '../../../shared/view/witness-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Fingerprint } from '../../ui/fingerprint.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Tick } from '../../ui/tick.tsx';

/**
 * Trust on first use, as a step of its own: the key comes by another way than the request, has to fit it, and a person says that
 * they compared it. A request alone can be anybody’s.
 */
export function LogKeyForm({ text, onServed }: { readonly text: string; readonly onServed: () => void }) {
  const draft = useDraft({
    scope: 'console',
    form: 'record key',
    label: 'Verifier key of a record',
    blank: { vkey: '', name: '' },
  });
  const { vkey, name } = draft.value;
  const [key, setKey] = useState<VerifierKeyView | null>(null);
  const [compared, setCompared] = useState(false);
  const read = useCommand('Key', async ({ client }) => {
    setKey(await client.witness.readKey({ text, vkey: vkey.trim() }));
  });
  const serve = useCommand('Key', async ({ client }) => {
    const called = name.trim() === '' ? {} : { name: name.trim() };
    await client.witness.serve({ text, vkey: vkey.trim(), ...called });
    draft.forget();
    onServed();
  });
  const take = (typed: string): void => {
    read.clear();
    serve.clear();
    setKey(null);
    setCompared(false);
    draft.change({ vkey: typed });
  };
  return (
    <div className="stack">
      <DraftNotice draft={draft} />
      <TextInput
        label="Verifier key of that record"
        mono
        value={vkey}
        onChange={take}
        maxLength={2100}
        hint="The other console shows it beside the request. Have it sent by another way than the request."
      />
      <FailureBox failure={read.failure} />
      {key === null ? (
        <div>
          <Button tone="primary" busy={read.busy} isDisabled={vkey.trim() === ''} onPress={() => void read.send()}>
            Show its fingerprint
          </Button>
        </div>
      ) : (
        <>
          <p>This key signed the request. Read the fingerprint to the people of that console:</p>
          <Fingerprint value={key.fingerprint} />
          <TextInput
            label="Whose record is it? (optional)"
            value={name}
            onChange={(typed) => draft.change({ name: typed })}
            maxLength={120}
            hint="Whom to call when something does not fit. Stays on this console."
          />
          <Tick selected={compared} onChange={setCompared}>
            They have the same 64 digits on their screen
          </Tick>
          <FailureBox failure={serve.failure} onRetry={() => void serve.send()} />
          <div>
            <Button tone="primary" busy={serve.busy} isDisabled={!compared} onPress={() => void serve.send()}>
              Trust this key for this record
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
