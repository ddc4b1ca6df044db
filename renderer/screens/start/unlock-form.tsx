import { useState } from 'react';
import type { ConsoleView, OperatorView } from '../../../shared/view/console-view.ts';
import { useCommand } from '../../store/command.ts';
import { readKept, writeKept } from '../../store/kept.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { rolesText } from '../../ui/role-text.ts';
import { usePause } from '../../ui/use-pause.ts';
import { TextInput } from '../../ui/text-input.tsx';

export function UnlockForm({ view }: { readonly view: ConsoleView }) {
  const usable = view.operators.filter((one) => !one.revoked);
  const [who, setWho] = useState(() => likelyOperator(usable));
  const [passphrase, setPassphrase] = useState('');
  const unlock = useCommand('Unlock', async (store) => {
    await store.client.session.unlock({ fingerprint: who, passphrase });
    setPassphrase('');
    writeKept('operator', who);
    await store.console.refresh();
  });
  const paused = usePause(unlock.failure) > 0;
  const submit = (): void => {
    if (who !== '' && passphrase !== '' && !paused) void unlock.send();
  };
  return (
    <div className="narrow stack">
      <h1>Unlock this console</h1>
      <p className="soft">{view.organisation?.name}</p>
      {usable.length === 0 ? (
        <Empty title="No operator can sign at this console.">
          <p>Every key is revoked or missing. Restore the key files, or verify a bundle without signing.</p>
        </Empty>
      ) : (
        <>
          <Choice
            label="Operator"
            value={who}
            prompt="Choose yourself"
            options={usable.map((one) => ({ value: one.fingerprint, label: `${one.name} (${rolesText(one.roles)})` }))}
            onChange={(next) => {
              unlock.clear();
              setWho(next);
            }}
          />
          <TextInput
            label="Passphrase"
            type="password"
            value={passphrase}
            onChange={setPassphrase}
            startHere={who !== ''}
            autoComplete="current-password"
            onEnter={submit}
          />
          <FailureBox failure={unlock.failure} />
          <div>
            <Button
              tone="primary"
              size="large"
              busy={unlock.busy}
              isDisabled={who === '' || passphrase === '' || paused}
              onPress={submit}
            >
              Unlock
            </Button>
          </div>
        </>
      )}
      {view.keyStore.warning !== null && <p className="note-box">{view.keyStore.warning}</p>}
    </div>
  );
}

/** Whoever unlocked here last, or the only one there is. A fingerprint is public; the passphrase is never kept. */
function likelyOperator(usable: readonly OperatorView[]): string {
  const isString = (value: unknown): value is string => typeof value === 'string';
  const last = readKept('operator', '', isString);
  if (usable.some((one) => one.fingerprint === last)) return last;
  return usable.length === 1 ? (usable[0]?.fingerprint ?? '') : '';
}
