import { useState } from 'react';
import type { ConsoleKeyView, ConsoleView } from '../../../shared/view/console-view.ts';
import { Button } from '../../ui/button.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ConsoleKeyDialog } from './console-key-dialog.tsx';

interface Props {
  readonly view: ConsoleView;
  readonly consoleKey: ConsoleKeyView;
}

/** The key that signs every record of this console, and its replacement. */
export function ConsoleKeyPanel({ view, consoleKey }: Props) {
  const [asked, setAsked] = useState<'replace' | 'finish' | null>(null);
  const { fingerprint, since, former, behind } = consoleKey;
  return (
    <Panel
      title="Key of this console"
      aside={
        <Button size="small" onPress={() => setAsked('replace')}>
          Replace the console key
        </Button>
      }
    >
      <dl className="facts">
        <dt>Signs now</dt>
        <dd className="row">
          <Hash value={fingerprint} what="fingerprint of the console key" />
          {since !== null && <span className="soft">since entry #{since} of the journal</span>}
        </dd>
        {former.map((one) => (
          <FormerKey key={one} fingerprint={one} />
        ))}
      </dl>
      {behind.length > 0 && (
        <div className="row-apart">
          <p className="row">
            <Icon name="alert" />
            <span>
              Still signed with an earlier key: <strong>{behind.join(', ')}</strong>
            </span>
          </p>
          <Button size="small" tone="primary" onPress={() => setAsked('finish')}>
            Finish the hand-over
          </Button>
        </div>
      )}
      {asked !== null && <ConsoleKeyDialog does={asked} view={view} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

function FormerKey({ fingerprint }: { readonly fingerprint: string }) {
  return (
    <>
      <dt>Handed over</dt>
      <dd>
        <Hash value={fingerprint} what="fingerprint of an earlier console key" />
      </dd>
    </>
  );
}
