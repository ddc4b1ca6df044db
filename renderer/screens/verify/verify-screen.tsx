import { useState } from 'react';
import type { Report } from '../../../shared/ledger/finding.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { ReportCard } from './report-card.tsx';
import { SaveVerifier } from './save-verifier.tsx';
import './verify.css';

/** The same verifier that a recipient runs, on a bundle or on the ledger of the open incident. */
export function VerifyScreen({ incident }: { readonly incident: IncidentView | null }) {
  return (
    <div className="stack">
      <h1>Verify</h1>
      {incident !== null && <FsckPanel incident={incident} />}
      <BundlePanel />
    </div>
  );
}

function FsckPanel({ incident }: { readonly incident: IncidentView }) {
  const [report, setReport] = useState<Report | null>(null);
  const check = useCommand('Check', async ({ client }) => {
    setReport(null);
    setReport(await client.incident.fsck({ incident: incident.incident as `inc-${string}` }));
  });
  return (
    <Panel title="This incident’s ledger">
      <p className="measure">
        Reads every stored byte again: entries, tree, checkpoints, signatures, vault. Takes nothing from memory and
        changes nothing.
      </p>
      <FailureBox failure={check.failure} onRetry={() => void check.send()} />
      <div>
        <Button tone="primary" icon="seal" busy={check.busy} onPress={() => void check.send()}>
          {`Check all ${incident.ledger.recorded} entries`}
        </Button>
      </div>
      {report !== null && <ReportCard report={report} incident={incident.incident} />}
    </Panel>
  );
}

const FINGERPRINT = /^[0-9a-f]{64}$/;

function BundlePanel() {
  const [path, setPath] = useState('');
  const [fingerprint, setFingerprint] = useState('');
  const [report, setReport] = useState<Report | null>(null);
  const clean = fingerprint.trim().toLowerCase().replaceAll(/[\s:]/g, '');
  const verify = useCommand('Verification', async ({ client }) => {
    setReport(null);
    setReport(await client.handoff.verify({ path, ...(clean === '' ? {} : { consoleFingerprint: clean }) }));
  });
  const bad = clean !== '' && !FINGERPRINT.test(clean);
  return (
    <Panel title="A bundle">
      <TextInput
        label="Folder of the bundle"
        mono
        value={path}
        onChange={setPath}
        hint="The folder that holds bagit.txt, on the console’s own machine."
      />
      <TextInput
        label="Fingerprint of the console it should come from (optional)"
        mono
        value={fingerprint}
        onChange={setFingerprint}
        error={bad ? 'A fingerprint has 64 hex digits.' : null}
        hint="Got by another channel: phone, paper, in person. Without it the bundle can only be checked against itself."
      />
      <FailureBox failure={verify.failure} onRetry={() => void verify.send()} />
      <div>
        <Button
          tone="primary"
          icon="seal"
          busy={verify.busy}
          isDisabled={path.trim() === '' || bad}
          onPress={() => void verify.send()}
        >
          Verify
        </Button>
      </div>
      {report !== null && <ReportCard report={report} incident={null} />}
      <SaveVerifier />
    </Panel>
  );
}
