import { useState } from 'react';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { SaveVerifier } from '../verify/save-verifier.tsx';

/** Ledger, evidence, proofs and the verifier's text in one folder for somebody outside. */
export function ExportPanel({ view }: { readonly view: IncidentView }) {
  const [recipient, setRecipient] = useState('');
  const [purpose, setPurpose] = useState('');
  const [directory, setDirectory] = useState('');
  const [done, setDone] = useState<{ readonly path: string; readonly name: string } | null>(null);
  const make = useCommand('Export', async ({ client }) => {
    const answer = await client.handoff.export({
      incident: view.incident as `inc-${string}`,
      recipient,
      purpose,
      ...(directory.trim() === '' ? {} : { directory }),
    });
    setDone(answer);
    return answer;
  });
  return (
    <Panel title="Export a bundle">
      <p className="soft">
        {view.ledger.recorded} entries and {view.exhibits.length} evidence items.
        {view.exercise && ' It is marked as exercise throughout and cannot verify as live.'}
      </p>
      <TextInput label="Recipient" value={recipient} onChange={setRecipient} maxLength={200} />
      <TextInput
        label="Purpose"
        value={purpose}
        onChange={setPurpose}
        maxLength={500}
        hint="Why they get it; stands in the custody record."
      />
      <TextInput
        label="Folder (optional)"
        mono
        value={directory}
        onChange={setDirectory}
        maxLength={1000}
        hint="On the console’s own machine. Nothing is overwritten."
      />
      <FailureBox failure={make.failure} onRetry={() => void make.send()} />
      <div>
        <Button
          tone="primary"
          busy={make.busy}
          isDisabled={recipient.trim() === '' || purpose.trim() === ''}
          onPress={() => void make.send()}
        >
          Export
        </Button>
      </div>
      {done !== null && (
        <div className="note-box stack-1" aria-live="polite">
          <p className="strong wrap">{done.name} is written.</p>
          <p className="row">
            <code className="wrap">{done.path}</code>
            <CopyButton text={done.path} what="path of the bundle" />
          </p>
        </div>
      )}
      <SaveVerifier />
    </Panel>
  );
}
