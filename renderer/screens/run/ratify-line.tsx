import { useState } from 'react';
import type { ActionView } from '../../../shared/view/action-view.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useNow } from '../../store/now.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Countdown } from '../../ui/time.tsx';
import { RatifyDialog } from './ratify-dialog.tsx';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  readonly action: ActionView;
  readonly until: string;
}

/** One person armed this alone. How long somebody else has to ratify it, what it means that nobody did, and the way to do it. */
export function RatifyLine({ view, consoleView, action, until }: Props) {
  const [signing, setSigning] = useState(false);
  const late = useNow(10_000) >= Date.parse(until);
  return (
    <div className="note-box row">
      <Icon name="alert" />
      <span className="grow">
        {late ? (
          <>
            <strong>Not ratified in time.</strong> One person armed this alone under break-glass and nobody else signed
            within 60 minutes (<Countdown until={until} />
            ). Have somebody ratify it now, or lift it. Until then it cannot be renewed.
          </>
        ) : (
          <>
            Armed by one person under break-glass. Somebody else has to ratify it: <Countdown until={until} />. Until
            then it cannot be renewed.
          </>
        )}
      </span>
      {action.moves.includes('ratify') && (
        <Button tone="primary" icon="people" onPress={() => setSigning(true)}>
          Ratify
        </Button>
      )}
      {signing && (
        <RatifyDialog view={view} consoleView={consoleView} action={action} onClose={() => setSigning(false)} />
      )}
    </div>
  );
}
