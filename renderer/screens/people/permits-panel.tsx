import { useState } from 'react';
import type { ConsoleView, PermitsView } from '../../../shared/view/console-view.ts';
import { Button } from '../../ui/button.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { ApprovalMark, WithdrawnLine } from '../run/approval-mark.tsx';
import { ApprovePlaybooks } from './approve-dialog.tsx';
import { ArmDialog, scopeWords } from './arm-dialog.tsx';
import { StopDialog, type Stopped } from './stop-dialog.tsx';

interface Props {
  readonly view: ConsoleView;
  readonly permits: PermitsView;
}

type Arming = PermitsView['armings'][number];
type Asked =
  | { readonly does: 'approve' }
  | { readonly does: 'arm'; readonly started: Arming | null }
  | { readonly does: 'stop'; readonly stopped: Stopped };

/** What the organisation lets this console do: run commands by itself, and which playbooks it approved as they are. */
export function PermitsPanel({ view, permits }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const { armings, playbooks } = permits;
  const open = playbooks.some(({ state }) => state !== 'approved');
  const armed = armings.some(({ armed: counts, actions, except }) => counts && actions === null && except.length === 0);
  return (
    <Panel
      title="What this console may do"
      flush
      aside={
        open && (
          <Button size="small" onPress={() => setAsked({ does: 'approve' })}>
            Approve playbooks
          </Button>
        )
      }
    >
      <div className="permit row-apart">
        <div className="stack-1 grow">
          <p className="row">
            <strong>Run commands by itself</strong>
            {armings.length === 0 && <Mark tone="calm">Not armed</Mark>}
          </p>
          {armings.length === 0 && (
            <p className="small soft">Actions are done by hand, from cards. Nothing is started from here.</p>
          )}
        </div>
        {!armed && (
          <Button size="small" onPress={() => setAsked({ does: 'arm', started: null })}>
            {armings.length === 0 ? 'Let it run commands' : 'Let it run more'}
          </Button>
        )}
      </div>
      {armings.length > 0 && (
        <ul className="panel-list" aria-label="Armed">
          {armings.map((arming) => (
            <li key={`${scopeWords(arming)} ${arming.at}`} className="row-apart">
              <ArmingWords arming={arming} />
              <div className="row">
                {!arming.armed && (
                  <Button size="small" onPress={() => setAsked({ does: 'arm', started: arming })}>
                    Add the second signature
                  </Button>
                )}
                <Button
                  size="small"
                  aria-label={`Stop that: ${scopeWords(arming)}`}
                  onPress={() => setAsked({ does: 'stop', stopped: { what: 'arming', arming } })}
                >
                  Stop that
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
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
                    {one.withdrawn !== null && <WithdrawnLine withdrawn={one.withdrawn} />}
                  </span>
                  {one.by.length > 0 && (
                    <Button
                      size="small"
                      tone="quiet"
                      aria-label={`Withdraw: ${one.id}`}
                      onPress={() => setAsked({ does: 'stop', stopped: { what: 'approval', playbook: one } })}
                    >
                      Withdraw
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked?.does === 'approve' && <ApprovePlaybooks view={view} permits={permits} onClose={close} />}
      {asked?.does === 'arm' && <ArmDialog view={view} permits={permits} started={asked.started} onClose={close} />}
      {asked?.does === 'stop' && <StopDialog permits={permits} stopped={asked.stopped} onClose={close} />}
    </Panel>
  );
}

function ArmingWords({ arming }: { readonly arming: Arming }) {
  const { armed, by, at, reason } = arming;
  return (
    <div className="stack-1 grow">
      <p className="row">
        {armed ? (
          <Mark tone="good" icon="check">
            Armed
          </Mark>
        ) : (
          <Mark tone="wait" icon="clock">
            Second signature missing
          </Mark>
        )}
        <span className="grow wrap">For {scopeWords(arming)}</span>
      </p>
      <p className="small soft wrap">
        {by.join(' and ')}, <Time at={at} />: “{reason}”
      </p>
    </div>
  );
}
