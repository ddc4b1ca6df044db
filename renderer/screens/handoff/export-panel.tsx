import { useState } from 'react';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useDraft } from '../../store/use-draft.ts';
import { useWork } from '../../store/work.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { WorkState } from '../../ui/work-bar.tsx';
import { SaveVerifier } from '../verify/save-verifier.tsx';

/** Ledger, evidence, proofs and the verifier's text in one folder for somebody outside. */
export function ExportPanel({ view }: { readonly view: IncidentView }) {
  const draft = useDraft({
    scope: view.incident,
    form: 'export',
    label: 'Export a bundle',
    blank: { recipient: '', purpose: '', directory: '' },
  });
  const { recipient, purpose, directory } = draft.value;
  const [done, setDone] = useState<{ readonly path: string; readonly name: string } | null>(null);
  const make = useWork('Export', async ({ client, toasts }, { work, signal }) => {
    setDone(null);
    const place = directory.trim() === '' ? {} : { directory };
    const answer = await client.handoff.export(
      { incident: view.incident as `inc-${string}`, recipient, purpose, ...place, work },
      { signal },
    );
    toasts.recorded('Export', answer.recorded, answer.sealed);
    setDone(answer);
    draft.forget();
  });
  return (
    <Panel title="Export a bundle">
      <p className="soft">
        {view.ledger.recorded} entries and {view.exhibits.length} evidence items.
        {view.exercise && ' It is marked as exercise throughout and cannot verify as live.'}
      </p>
      <DraftNotice draft={draft} />
      <TextInput
        label="Recipient"
        value={recipient}
        onChange={(next) => draft.change({ recipient: next })}
        maxLength={200}
      />
      <TextInput
        label="Purpose"
        value={purpose}
        onChange={(next) => draft.change({ purpose: next })}
        maxLength={500}
        hint="Why they get it; stands in the custody record."
      />
      <TextInput
        label="Folder (optional)"
        mono
        value={directory}
        onChange={(next) => draft.change({ directory: next })}
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
      <WorkState
        label="Checking and writing the bundle"
        work={make}
        stopped="Stopped: no folder was left. That a bundle was prepared stays on record."
      />
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
