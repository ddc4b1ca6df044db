import { useState } from 'react';
import type { ConsoleView, PermitsView } from '../../../shared/view/console-view.ts';
import { Button } from '../../ui/button.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { ApprovalMark } from '../run/approval-mark.tsx';
import { PermitDialog, type Permit } from './permit-dialog.tsx';

interface Props {
  readonly view: ConsoleView;
  readonly permits: PermitsView;
}

/** What the organisation lets this console do: run commands by itself, and which playbooks it approved as they are. */
export function PermitsPanel({ view, permits }: Props) {
  const [asked, setAsked] = useState<Permit | null>(null);
  const { exec, playbooks } = permits;
  const open = playbooks.some(({ state }) => state !== 'approved');
  return (
    <Panel
      title="What this console may do"
      flush
      aside={
        open && (
          <Button size="small" onPress={() => setAsked('approve')}>
            Approve playbooks
          </Button>
        )
      }
    >
      <div className="permit row-apart">
        <div className="stack-1 grow">
          <p className="row">
            <strong>Run commands by itself</strong>
            <ExecMark exec={exec} />
          </p>
          <p className="small soft wrap">
            {exec === null ? (
              'Actions are done by hand, from cards. Nothing is started from here.'
            ) : (
              <>
                {exec.by.join(' and ')}, <Time at={exec.at} />: “{exec.reason}”
              </>
            )}
          </p>
        </div>
        <div className="row">
          {exec?.armed !== true && (
            <Button size="small" onPress={() => setAsked('arm')}>
              {exec === null ? 'Let it run commands' : 'Add the second signature'}
            </Button>
          )}
          {exec !== null && (
            <Button size="small" onPress={() => setAsked('disarm')}>
              Stop that
            </Button>
          )}
        </div>
      </div>
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Playbook</th>
              <th scope="col">Version</th>
              <th scope="col">Digest</th>
              <th scope="col">Approved as it is</th>
            </tr>
          </thead>
          <tbody>
            {playbooks.map((one) => (
              <tr key={one.id}>
                <td>
                  <strong>{one.id}</strong> {one.title}
                </td>
                <td className="tabular">{one.version}</td>
                <td>
                  <Hash value={one.digest} what={`digest of ${one.id}`} />
                </td>
                <td>
                  <span className="stack-1">
                    <ApprovalMark playbook={one} />
                    {one.at !== null && (
                      <span className="small soft">
                        {one.by.join(' and ')}, <Time at={one.at} />
                      </span>
                    )}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked !== null && <PermitDialog does={asked} view={view} permits={permits} onClose={() => setAsked(null)} />}
    </Panel>
  );
}

function ExecMark({ exec }: Pick<PermitsView, 'exec'>) {
  if (exec === null) return <Mark tone="calm">Not armed</Mark>;
  return exec.armed ? (
    <Mark tone="good" icon="check">
      Armed
    </Mark>
  ) : (
    <Mark tone="wait" icon="clock">
      Second signature missing
    </Mark>
  );
}
