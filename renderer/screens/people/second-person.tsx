import { useState, type ReactNode } from 'react';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { AppStore } from '../../store/app-store.ts';
import { Choice } from '../../ui/choice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { rolesText } from '../../ui/role-text.ts';
import { TextInput } from '../../ui/text-input.tsx';

interface SecondPerson {
  /** Nobody else is there who could sign beside the lead. */
  readonly nobody: boolean;
  readonly ready: boolean;
  readonly fields: ReactNode;
  /** Runs with both seats taken; a seat that was taken for this alone is given back. */
  with<T>(store: AppStore, run: () => Promise<T>): Promise<T>;
}

/** The second signature of a change that two people make at one keyboard. `not` is the person it is about. */
export function useSecondPerson(view: ConsoleView, not: string): SecondPerson {
  const [who, setWho] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const { lead, second } = view.session;
  const people = secondsFor(view, not);
  const chosen = who === '' && people.length === 1 ? (people[0]?.fingerprint ?? '') : who;
  const fields =
    second === null ? (
      <fieldset className="other-hand">
        <legend>Second signature</legend>
        <div className="fields">
          <Choice
            label="Who signs beside you"
            value={chosen}
            prompt="Choose a person"
            options={people.map((one) => ({ value: one.fingerprint, label: `${one.name} (${rolesText(one.roles)})` }))}
            onChange={setWho}
          />
          <TextInput label="Their passphrase" type="password" value={passphrase} onChange={setPassphrase} />
        </div>
      </fieldset>
    ) : (
      <p className="row">
        <Icon name="people" />
        <span>
          {lead?.name} signs first, {second.name} confirms.
        </span>
      </p>
    );
  return {
    nobody: second === null && people.length === 0,
    ready: second !== null || (chosen !== '' && passphrase !== ''),
    fields,
    with: async (store, run) => {
      if (second !== null) return run();
      await store.client.session.takeSecond({ fingerprint: chosen, passphrase });
      try {
        return await run();
      } finally {
        await store.client.session.giveBack({});
      }
    },
  };
}

/** People with a key that counts, beside the lead and the person it is about. */
function secondsFor(view: ConsoleView, not: string) {
  const lead = view.operators.find((one) => one.fingerprint === view.session.lead?.fingerprint);
  return view.operators.filter((one) => one.status === 'active' && one.person !== not && one.person !== lead?.person);
}
