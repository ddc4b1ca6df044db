import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { ArrivingKey } from '../../../shared/contract/contract.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Hash } from '../../ui/hash.tsx';
import { TextInput } from '../../ui/text-input.tsx';

/** Far more than a key file has; a wrong file must not fill the field. */
const MAX_FILE = 8192;

export interface ArrivingKeyState {
  readonly text: string;
  /** What the console read in it; null while that is not known, or when it was refused. */
  readonly key: ArrivingKey | null;
}
export const NO_KEY: ArrivingKeyState = { text: '', key: null };

interface Props {
  readonly value: ArrivingKeyState;
  readonly onChange: (value: ArrivingKeyState) => void;
  readonly passphrase: string;
  readonly onPassphrase: (text: string) => void;
}

/** The key file that somebody brought: read before anybody vouches, so that its fingerprint can be compared. */
export function ArrivingKeyFields({ value, onChange, passphrase, onPassphrase }: Props) {
  const [tooLarge, setTooLarge] = useState(false);
  const read = useCommand('Key file', async ({ client }, text: string) => {
    onChange({ text, key: await client.operators.readKey({ key: text }) });
  });
  const take = (text: string): void => {
    read.clear();
    setTooLarge(false);
    onChange({ text, key: null });
    if (text.trim() !== '') void read.send(text);
  };
  const choose = async (file: File | null): Promise<void> => {
    if (!file) return;
    if (file.size > MAX_FILE) setTooLarge(true);
    else take(await file.text());
  };
  return (
    <>
      <div>
        <FileTrigger onSelect={(files) => void choose(files?.item(0) ?? null)}>
          <Button icon="file">Choose the key file</Button>
        </FileTrigger>
      </div>
      <TextInput label="Text of the key file" mono rows={3} value={value.text} onChange={take} />
      {tooLarge && <p role="alert">That is no key file: it is too large.</p>}
      <FailureBox failure={read.failure} />
      {value.key !== null && (
        <>
          <dl className="facts">
            <dt>Key of</dt>
            <dd>{value.key.name}</dd>
            <dt>Fingerprint</dt>
            <dd>
              <Hash value={value.key.fingerprint} what={`fingerprint of ${value.key.name}`} whole />
            </dd>
          </dl>
          <p>
            <strong>Compare it</strong> with what {value.key.name} has on paper, or hears from the other console. A name
            in a file is anybody’s word.
          </p>
          <TextInput
            label={`Passphrase of ${value.key.name}`}
            type="password"
            value={passphrase}
            onChange={onPassphrase}
            hint="Typed by the person who brought the key."
          />
        </>
      )}
    </>
  );
}
