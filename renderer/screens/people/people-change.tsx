import { useState } from 'react';
import type { PeopleRecorded } from '../../../shared/contract/contract.ts';
import type { ShownFailure } from '../../client/failure.ts';
import type { AppStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';

interface PeopleChange {
  readonly busy: boolean;
  readonly failure: ShownFailure | null;
  /** Set when it is on record here but some incidents could not take it; the dialog says so before it closes. */
  readonly missed: PeopleRecorded['missed'] | null;
  readonly send: () => void;
}

/** One change of people or keys. Closes the dialog when every ledger has it. */
export function usePeopleChange(
  what: string,
  onDone: () => void,
  run: (store: AppStore) => Promise<PeopleRecorded>,
): PeopleChange {
  const [missed, setMissed] = useState<PeopleRecorded['missed'] | null>(null);
  const command = useCommand(what, async (store) => {
    try {
      const answer = await run(store);
      if (answer.missed.length === 0) onDone();
      else setMissed(answer.missed);
    } finally {
      // Part of it may be on record even when the rest was refused.
      await store.console.refresh();
    }
  });
  return { busy: command.busy, failure: command.failure, missed, send: () => void command.send() };
}

export function Missed({
  missed,
  onClose,
}: {
  readonly missed: PeopleRecorded['missed'];
  readonly onClose: () => void;
}) {
  return (
    <>
      <p className="strong">
        Recorded in the console journal, but not in{' '}
        {missed.length === 1 ? 'one incident' : `${missed.length} incidents`}.
      </p>
      <ul className="stack-2">
        {missed.map(({ incident, codename, why }) => (
          <li key={incident}>
            <strong>{codename}</strong>: {why}
          </li>
        ))}
      </ul>
      <p>
        The console refuses the old state everywhere. Once those ledgers take writes again, bring them up to date on
        this screen; a new key of one’s own gets there with the next signing in, too.
      </p>
      <div className="row">
        <Button tone="primary" onPress={onClose}>
          Understood
        </Button>
      </div>
    </>
  );
}
