import type { ConsoleView } from '../../../shared/view/console-view.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Missed, usePeopleChange } from './people-change.tsx';
import { useSecondPerson } from './second-person.tsx';

/** Brings incidents up to the journal: one's own key with one signature, what was decided about others with two. */
export function CatchUpDialog({ view, onClose }: { readonly view: ConsoleView; readonly onClose: () => void }) {
  const second = useSecondPerson(view, '');
  const two = view.behind.some(({ gaps }) => gaps.some(({ by }) => by === 'two')) && !second.nobody;
  const change = usePeopleChange('Bring incidents up to date', onClose, (store) => {
    const run = () => store.client.operators.catchUp({});
    return two ? second.with(store, run) : run();
  });
  return (
    <DialogBox title="Bring incidents up to date" open onClose={onClose} wide>
      {change.missed !== null ? (
        <Missed missed={change.missed} onClose={onClose} />
      ) : (
        <>
          <p>
            The console journal has it already. The incidents get the same, signed now: each person signs for their own
            new key, which takes along the journal’s proof that the old key gave way to it.
          </p>
          {two && second.fields}
          <FailureBox failure={change.failure} />
          <div className="row">
            <Button tone="primary" busy={change.busy} isDisabled={two && !second.ready} onPress={change.send}>
              Bring them up to date
            </Button>
          </div>
        </>
      )}
    </DialogBox>
  );
}
