import { useState } from 'react';
import type { VerifierKeyView, WitnessedLog } from '../../../shared/view/witness-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { originWord } from './log-words.ts';

interface Props {
  readonly logs: readonly WitnessedLog[];
  readonly onChange: () => void;
}

/** Whose records this console remembers: the largest size of each, and since when. */
export function WitnessedPanel({ logs, onChange }: Props) {
  return (
    <Panel title="Witnessed for others" flush>
      {logs.length === 0 ? (
        <Empty title="Nothing has been witnessed here.">
          <p>
            Each record that you cosign is listed with its size and the time. It is remembered in this console’s folder.
          </p>
        </Empty>
      ) : (
        <div className="table-scroll">
          <table className="witnessed">
            <thead>
              <tr>
                <th scope="col">Record</th>
                <th scope="col">Seen here last</th>
                <th scope="col">Root</th>
                <th scope="col">Keys that get an answer</th>
              </tr>
            </thead>
            <tbody>
              {logs.map((log) => (
                <Line key={log.origin} log={log} onChange={onChange} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Line({ log, onChange }: { readonly log: WitnessedLog } & Pick<Props, 'onChange'>) {
  const { origin, name, seen, keys, problem } = log;
  return (
    <tr>
      <th scope="row">
        {name !== null && <strong>{name}: </strong>}
        {originWord(origin)} <code className="small soft wrap">{origin}</code>
      </th>
      <td>
        {problem !== null ? (
          <span className="row">
            <Icon name="alert" />
            <span>{problem}</span>
          </span>
        ) : seen === null ? (
          'nothing yet'
        ) : (
          <span className="stack-1">
            <span>{seen.size === 1 ? '1 entry' : `${seen.size.toLocaleString('en-GB')} entries`}</span>
            <Time at={seen.at} />
          </span>
        )}
      </td>
      <td>
        {seen !== null && (
          <span className="stack-1">
            <Hash value={seen.root} what={`root of ${origin}`} />
            <CopyButton text={seen.note} what={`checkpoint of ${origin}`} label="Copy checkpoint" />
          </span>
        )}
      </td>
      <td>
        {keys.length === 0 && <Mark tone="wait">None any more</Mark>}
        {keys.map((key) => (
          <LogKey key={key.vkey} logKey={key} several={keys.length > 1} onChange={onChange} />
        ))}
      </td>
    </tr>
  );
}

function LogKey({
  logKey,
  several,
  onChange,
}: { readonly logKey: VerifierKeyView; readonly several: boolean } & Pick<Props, 'onChange'>) {
  const [sure, setSure] = useState(false);
  const drop = useCommand('Key', async ({ client }) => {
    await client.witness.drop({ vkey: logKey.vkey });
    onChange();
  });
  const { keyId, fingerprint } = logKey;
  return (
    <div className="stack-1">
      <span className="row">
        <code title={fingerprint}>{keyId}</code>
        {!sure && (
          <Button size="small" tone="quiet" aria-label={`Stop answering ${keyId}`} onPress={() => setSure(true)}>
            Stop answering
          </Button>
        )}
      </span>
      {sure && (
        <>
          <p className="small">
            {several
              ? 'Requests that this key signed get no answer any more; the other key does.'
              : 'That console gets no answer any more. What was seen is remembered.'}
          </p>
          <FailureBox failure={drop.failure} onRetry={() => void drop.send()} />
          <span className="row">
            <Button size="small" busy={drop.busy} onPress={() => void drop.send()}>
              Stop answering this key
            </Button>
            <Button size="small" tone="quiet" onPress={() => setSure(false)}>
              Cancel
            </Button>
          </span>
        </>
      )}
    </div>
  );
}
