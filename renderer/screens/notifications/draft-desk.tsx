import { useEffect, useState } from 'react';
import type { Draft } from '../../../shared/law/forms/draft.ts';
import type { ClockId } from '../../../shared/law/pack.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { type ShownFailure, failureOf } from '../../client/failure.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { DraftFields } from './draft-fields.tsx';
import { FileDialog } from './file-dialog.tsx';

/** Reports that have a form in this version. The others are drafted elsewhere; their filing is recorded here all the same. */
const DRAFTED: ReadonlySet<ClockId> = new Set<ClockId>(['NIS2.EW']);

interface Shown {
  readonly draft: Draft;
  readonly text: string;
}

/** The report as it would read on the facts recorded so far; it changes as facts are answered beside it. */
export function DraftDesk({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const { client } = useStore();
  const stages = entity.report.clocks.map((clock) => ({
    value: clock.clockId,
    label: `${clock.clockId} ${clock.title}`,
  }));
  const [stage, setStage] = useState<ClockId | ''>(stages[0]?.value ?? '');
  const [shown, setShown] = useState<Shown | null>(null);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [asText, setAsText] = useState(false);
  const [filing, setFiling] = useState(false);
  const incident = view.incident as `inc-${string}`;
  const entityId = entity.entity as `ent-${string}`;
  const revision = view.revision;

  useEffect(() => {
    if (stage === '' || !DRAFTED.has(stage)) return;
    let stale = false;
    const settle = (found: Shown | null, problem: ShownFailure | null): void => {
      if (stale) return;
      setShown(found);
      setFailure(problem);
    };
    client.notification.preview({ incident, entity: entityId, stage }).then(
      (found) => settle(found, null),
      (error: unknown) => settle(null, failureOf(error)),
    );
    return () => {
      stale = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- owner: renderer; asked again whenever something was recorded, a fact may have changed a sentence
  }, [client, stage, incident, entityId, revision]);

  const keep = useCommand('Draft', async ({ client: to }) => {
    if (stage === '') throw new Error('no report is chosen');
    return to.notification.keep({ incident, entity: entityId, stage });
  });
  const drafted = stage !== '' && DRAFTED.has(stage);
  const kept = view.drafts.filter((one) => one.entity === entity.entity && one.stage === stage);
  const filed = view.filings.filter((one) => one.entity === entity.entity && one.stage === stage);
  return (
    <Panel title="Draft">
      {stages.length === 0 ? (
        <Empty title="No report is due from this entity." />
      ) : (
        <Choice label="Report" value={stage} options={stages} onChange={setStage} />
      )}
      <FailureBox failure={drafted ? failure : null} />
      {filed.map((one) => (
        <p key={one.entry} className="note-box">
          Filed <Time at={one.filedAt} /> by {one.channel}, receipt {one.receipt}
          <EntryLink incident={view.incident} entry={one.entry} />
        </p>
      ))}
      {shown !== null && drafted && (
        <>
          <div className="row">
            <Button size="small" onPress={() => setAsText(!asText)}>
              {asText ? 'Field by field' : 'As plain text'}
            </Button>
            <CopyButton text={shown.text} what="the draft as plain text" />
          </div>
          {asText ? (
            <pre className="bytes draft-text">{shown.text}</pre>
          ) : (
            <DraftFields draft={shown.draft} incident={view.incident} />
          )}
          <FailureBox failure={keep.failure} onRetry={() => void keep.send()} />
          <div className="row">
            <Button tone="primary" busy={keep.busy} onPress={() => void keep.send()}>
              {`Keep as version ${kept.length + 1}`}
            </Button>
            <Button onPress={() => setFiling(true)}>Record a filing</Button>
          </div>
        </>
      )}
      {stage !== '' && !drafted && (
        <Empty title="This version has no form for that report.">
          Draft it in the authority’s own form, and record the filing here: the clocks that follow count from it.
          <div className="row">
            <Button onPress={() => setFiling(true)}>Record a filing</Button>
          </div>
        </Empty>
      )}
      {kept.length > 0 && (
        <ul className="stack-1 small">
          {kept.map((one) => (
            <li key={one.entry}>
              Version {one.version}, <Time at={one.at} /> by {one.by},{' '}
              {one.missing.length === 0 ? 'complete' : `${one.missing.length} missing`}
              <EntryLink incident={view.incident} entry={one.entry} />
            </li>
          ))}
        </ul>
      )}
      {filing && stage !== '' && (
        <FileDialog view={view} entity={entity} stage={stage} onClose={() => setFiling(false)} />
      )}
    </Panel>
  );
}
