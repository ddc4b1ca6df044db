import { useState } from 'react';
import type { HoldView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { HoldDialog } from '../run/hold-dialog.tsx';
import { ReasonDialog } from '../run/reason-dialog.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

/** What must not be destroyed, and which exhibits are its sealed copies. */
export function HoldsPanel({ view }: { readonly view: IncidentView }) {
  const [placing, setPlacing] = useState(false);
  return (
    <Panel
      title="Legal holds"
      flush
      aside={
        <Button size="small" icon="plus" onPress={() => setPlacing(true)}>
          Place a legal hold
        </Button>
      }
    >
      {view.holds.length === 0 ? (
        <Empty title="Nothing is under legal hold.">
          <p>
            What destroys evidence is refused until a hold names a sealed copy of it. Take the copy in as evidence, then
            place the hold.
          </p>
        </Empty>
      ) : (
        <ul className="panel-list">
          {view.holds.toReversed().map((hold) => (
            <Hold key={hold.hold} view={view} hold={hold} />
          ))}
        </ul>
      )}
      {placing && <HoldDialog view={view} target={null} onClose={() => setPlacing(false)} />}
    </Panel>
  );
}

function Hold({ view, hold }: { readonly view: IncidentView; readonly hold: HoldView }) {
  const [releasing, setReleasing] = useState(false);
  const release = useCommand('Release of the hold', ({ client }, reason: string) =>
    client.hold.release({ incident: view.incident as `inc-${string}`, hold: hold.hold, reason }),
  );
  const { released } = hold;
  return (
    <li className="stack-1">
      <div className="row-apart">
        <p className="row">
          <strong>{hold.hold}</strong>
          <span className="wrap">{hold.scope}</span>
          {released !== null ? (
            <Mark tone="calm">Released</Mark>
          ) : hold.exhibits.length === 0 ? (
            <Mark tone="wait" icon="alert">
              No sealed copy named
            </Mark>
          ) : (
            <Mark tone="good" icon="lock">
              In force
            </Mark>
          )}
        </p>
        <span className="small soft">
          {hold.by}, <Time at={hold.at} short /> <EntryLink incident={view.incident} entry={hold.entry} />
        </span>
      </div>
      <p className="measure wrap">{hold.reason}</p>
      <p className="small soft wrap">
        {targetName(view, hold.target)}. Sealed copies: {hold.exhibits.length === 0 ? 'none' : hold.exhibits.join(', ')}
        .
      </p>
      {released !== null && (
        <p className="note-box wrap">
          <strong>{released.by} released it</strong> <Time at={released.at} short />: {released.reason}{' '}
          <EntryLink incident={view.incident} entry={released.entry} />
        </p>
      )}
      {released === null && (
        <div>
          <Button size="small" tone="quiet" aria-label={`Release ${hold.hold}`} onPress={() => setReleasing(true)}>
            Release
          </Button>
        </div>
      )}
      {releasing && (
        <ReasonDialog
          title={`Release ${hold.hold}`}
          label="Reason"
          confirm="Release the hold"
          scope={view.incident}
          form={`release ${hold.hold}`}
          busy={release.busy}
          failure={release.failure}
          onConfirm={async (text) => (await release.send(text)) !== null}
          onClose={() => setReleasing(false)}
        >
          <p>
            Legal counsel or the evidence custodian releases a hold. From then on it lets no deletion through; the
            sealed copies stay in the vault.
          </p>
        </ReasonDialog>
      )}
    </li>
  );
}

function targetName({ assets, credentials }: IncidentView, target: string | null): string {
  if (target === null) return 'Everything in this incident';
  const asset = assets.find(({ id }) => id === target);
  return asset?.name ?? credentials.find(({ id }) => id === target)?.label ?? target;
}
