import { useState } from 'react';
import type { Report } from '../../../shared/ledger/finding.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useWork } from '../../store/work.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { WorkState } from '../../ui/work-bar.tsx';
import { KeptCheckpoint, keptOf } from './kept-checkpoint.tsx';
import { ReportCard } from './report-card.tsx';
import { SaveVerifier } from './save-verifier.tsx';
import { keysOf, WitnessKeys } from './witness-keys.tsx';
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
  const [text, setText] = useState('');
  const [report, setReport] = useState<Report | null>(null);
  const { fault, ...known } = keptOf(text);
  const check = useWork('Check', async ({ client }, { work, signal }) => {
    setReport(null);
    setReport(
      await client.incident.fsck({ incident: incident.incident as `inc-${string}`, ...known, work }, { signal }),
    );
  });
  return (
    <Panel title="This incident’s ledger">
      <p className="measure">
        Reads every stored byte again: entries, tree, checkpoints, signatures, vault. Takes nothing from memory and
        changes nothing.
      </p>
      <KeptCheckpoint text={text} onChange={setText} />
      <FailureBox failure={check.failure} onRetry={() => void check.send()} />
      <div>
        <Button
          tone="primary"
          icon="seal"
          busy={check.busy}
          isDisabled={fault !== null}
          onPress={() => void check.send()}
        >
          {`Check all ${incident.ledger.recorded.toLocaleString('en-GB')} entries`}
        </Button>
      </div>
      <WorkState label="Checking the ledger" work={check} />
      {report !== null && <ReportCard report={report} incident={incident.incident} />}
    </Panel>
  );
}

const FINGERPRINT = /^[0-9a-f]{64}$/;

function BundlePanel() {
  const [path, setPath] = useState('');
  const [fingerprint, setFingerprint] = useState('');
  const [text, setText] = useState('');
  const [keys, setKeys] = useState('');
  const { fault, ...known } = keptOf(text);
  const [report, setReport] = useState<Report | null>(null);
  const clean = fingerprint.trim().toLowerCase().replaceAll(/[\s:]/g, '');
  const verify = useWork('Verification', async ({ client }, { work, signal }) => {
    setReport(null);
    const trust = { ...known, ...keysOf(keys), ...(clean === '' ? {} : { consoleFingerprint: clean }) };
    setReport(await client.handoff.verify({ path, ...trust, work }, { signal }));
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
      <KeptCheckpoint text={text} onChange={setText} />
      <WitnessKeys text={keys} onChange={setKeys} />
      <FailureBox failure={verify.failure} onRetry={() => void verify.send()} />
      <div>
        <Button
          tone="primary"
          icon="seal"
          busy={verify.busy}
          isDisabled={path.trim() === '' || bad || fault !== null}
          onPress={() => void verify.send()}
        >
          Verify
        </Button>
      </div>
      <WorkState label="Verifying the bundle" work={verify} />
      {report !== null && <ReportCard report={report} incident={null} />}
      <SaveVerifier />
    </Panel>
  );
}
