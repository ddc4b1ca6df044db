import { useEffect, useState } from 'react';
import { fromHex } from '../../../shared/ledger/encoding.ts';
import { formatPaper } from '../../../shared/ledger/paper.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { CheckpointText } from '../../../shared/view/proof-text.ts';
import { type ShownFailure, failureOf } from '../../client/failure.ts';
import { useStore } from '../../store/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { BothTimes } from '../../ui/time.tsx';
import './witness.css';

interface Props {
  readonly view: IncidentView;
  readonly onClose: () => void;
}

/** A sheet for a safe: whoever holds it can show later that this ledger was cut off or rewritten. Stays as it was when opened. */
export function PaperRoot({ view, onClose }: Props) {
  const { client } = useStore();
  const [found, setFound] = useState<{ readonly checkpoint: CheckpointText; readonly at: string } | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const { incident } = view;
  useEffect(() => {
    let stale = false;
    client.incident.checkpoint({ incident: incident as `inc-${string}` }).then(
      (checkpoint) => stale || setFound({ checkpoint, at: new Date().toISOString() }),
      (error: unknown) => stale || setFailure(failureOf(error)),
    );
    return () => {
      stale = true;
    };
  }, [client, incident]);
  return (
    <article className="paper stack">
      <div className="row paper-tools">
        <Button tone="primary" isDisabled={found === null} onPress={() => window.print()}>
          Print
        </Button>
        <Button onPress={onClose}>Back to handoff</Button>
      </div>
      <FailureBox failure={failure} />
      {found !== null && (
        <>
          <h1>Root of the record {view.codename}</h1>
          {view.exercise && <p className="strong">EXERCISE. This sheet proves nothing about a live incident.</p>}
          <p>
            {found.checkpoint.size} entries, taken <BothTimes at={found.at} />.
          </p>
          <div className="paper-columns">
            <pre className="paper-lines">{paperText(found.checkpoint)}</pre>
            <QrCode text={found.checkpoint.note} what="signed checkpoint" />
          </div>
          <p>
            Keep this away from the machine that it speaks of. To check the record against it, type the lines in on the
            Verify screen or the verifier page, under “earlier checkpoint”, or into a file for one of these commands:
          </p>
          <pre className="paper-commands">{commands(incident)}</pre>
          <p>
            The two characters at the end of a line find a slip in that line. The code holds the same, with the
            signatures.
          </p>
          <div className="paper-signatures">
            <p>Place, date, who took it</p>
            <p>Place, date, who keeps it</p>
          </div>
        </>
      )}
    </article>
  );
}

/** On the console itself, and for whoever has a bundle, with our program or with none of ours. */
function commands(incident: string): string {
  return [
    `bulkhead fsck --incident ${incident} --known FILE`,
    'bulkhead verify BUNDLE --known FILE',
    'python3 verify.py BUNDLE --checkpoint FILE',
  ].join('\n');
}

function paperText({ origin, size, root }: CheckpointText): string {
  return formatPaper({ origin, size, root: fromHex(root) ?? new Uint8Array(32) });
}
