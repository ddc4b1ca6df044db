import { useState } from 'react';
import type { KeyFileText } from '../../../shared/contract/contract.ts';
import { bridge } from '../../client/bridge.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Hash } from '../../ui/hash.tsx';
import { TextInput } from '../../ui/text-input.tsx';

/** One's own key as a file for another console: sealed by the passphrase, and on record here before anybody has it. */
export function KeyFileDialog({ onClose }: { readonly onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [file, setFile] = useState<KeyFileText | null>(null);
  const command = useCommand('Key file', async ({ client }) => {
    setFile(await client.operators.exportKey({ passphrase }));
    setPassphrase('');
  });
  return (
    <DialogBox title="Take my key to another console" open onClose={onClose} wide>
      {file === null ? (
        <>
          <p>
            You get a file for a stick. At the other console two people vouch for you and you type your passphrase; from
            then on you sign there with this very key. Nothing of this console is in the file.
          </p>
          <ul className="stack-1">
            <li>Whoever has the file and your passphrase can sign as you. The record here says that a copy left.</li>
            <li>A new key or a revocation here does not reach the other console: it has to be done there too.</li>
          </ul>
          <TextInput
            label="Passphrase in use"
            type="password"
            autoComplete="current-password"
            value={passphrase}
            onChange={setPassphrase}
            startHere
          />
          <FailureBox failure={command.failure} />
          <div className="row">
            <Button
              tone="primary"
              busy={command.busy}
              isDisabled={passphrase === ''}
              onPress={() => void command.send()}
            >
              Make the file
            </Button>
          </div>
        </>
      ) : (
        <KeyFile file={file} onClose={onClose} />
      )}
    </DialogBox>
  );
}

function KeyFile({ file, onClose }: { readonly file: KeyFileText; readonly onClose: () => void }) {
  const what = `key file of ${file.name}`;
  return (
    <>
      <dl className="facts">
        <dt>Key fingerprint</dt>
        <dd>
          <Hash value={file.fingerprint} what={`fingerprint of ${file.name}`} />
        </dd>
      </dl>
      <p>Take the fingerprint along by another way than the file: on your sheet, for example.</p>
      <Bytes text={file.text} what={what} />
      <div className="row">
        <CopyButton text={file.text} what={what} />
        {bridge() === null && (
          // The desktop shell lets nothing be downloaded; there the text is copied, or written by `bulkhead export-key`.
          <a
            className="button button-plain button-small"
            download={`${file.fingerprint.slice(0, 16)}.bulkhead-key`}
            href={`data:application/json;charset=utf-8,${encodeURIComponent(file.text)}`}
          >
            Save
          </a>
        )}
        <Button tone="primary" onPress={onClose}>
          Done
        </Button>
      </div>
    </>
  );
}
