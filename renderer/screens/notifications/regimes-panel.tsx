import { useState } from 'react';
import { REGIME_LABELS, type Regime } from '../../../shared/law/pack.ts';
import type { RegimeFinding, RegimeRouting } from '../../../shared/law/regime-finding.ts';
import type { DismissalView, EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';

interface Props {
  readonly view: IncidentView;
  readonly entity: EntityLegalView;
  /** As recorded, or as it would be on a copy of the facts. */
  readonly routing: RegimeRouting;
  readonly supposed: boolean;
}

/** Which regimes apply and why. Open stays open until somebody answers the question; it is never shown as a no. */
export function RegimesPanel({ view, entity, routing, supposed }: Props) {
  const [deciding, setDeciding] = useState<{ readonly regime: Regime; readonly reopen: boolean } | null>(null);
  return (
    <Panel title={supposed ? 'Regimes, if that were so' : 'Regimes'} flush>
      <ul className="panel-list">
        {routing.findings.map((finding) => (
          <Finding
            key={finding.regime}
            view={view}
            finding={finding}
            dismissal={supposed ? null : (entity.dismissals.find(({ regime }) => regime === finding.regime) ?? null)}
            onDecide={supposed ? null : (reopen) => setDeciding({ regime: finding.regime, reopen })}
          />
        ))}
        {routing.voluntary.length > 0 && (
          <li className="stack-1">
            <strong>Voluntary</strong>
            <ul className="bullets">
              {routing.voluntary.map((route) => (
                <li key={route}>{route}</li>
              ))}
            </ul>
          </li>
        )}
      </ul>
      {deciding !== null && (
        <DismissDialog view={view} entity={entity} {...deciding} onClose={() => setDeciding(null)} />
      )}
    </Panel>
  );
}

interface FindingProps {
  readonly view: IncidentView;
  readonly finding: RegimeFinding;
  readonly dismissal: DismissalView | null;
  readonly onDecide: ((reopen: boolean) => void) | null;
}

function Finding({ view, finding, dismissal, onDecide }: FindingProps) {
  const stands = dismissal !== null && dismissal.reopened === null;
  const label = REGIME_LABELS[finding.regime];
  return (
    <li className="stack-1">
      <div className="row-apart">
        <p className="row">
          <strong>{label}</strong>
          {stands ? (
            <Mark tone="calm" icon="noUndo">
              Not applicable, decided
            </Mark>
          ) : (
            <Outcome outcome={finding.outcome} />
          )}
          {finding.dormant !== null && <Mark tone="calm">Latent</Mark>}
        </p>
        {onDecide !== null && finding.outcome !== 'does-not-apply' && (
          <Button
            size="small"
            aria-label={stands ? `Reopen ${label}` : `Not applicable: ${label}`}
            onPress={() => onDecide(stands)}
          >
            {stands ? 'Reopen' : 'Not applicable'}
          </Button>
        )}
      </div>
      {dismissal !== null && <DismissalLine view={view} dismissal={dismissal} />}
      <p>{finding.reason}</p>
      {finding.dormant !== null && <p className="small">{finding.dormant}</p>}
      {finding.question !== null && !stands && <p className="strong">To settle: {finding.question}</p>}
      <details className="small">
        <summary className="soft">
          {finding.basis}, rule {finding.ruleId}
          {finding.after !== null && `; before it rule ${finding.after.ruleId}, ${finding.after.basis}`}
        </summary>
        <div className="stack-1 finding-more">
          <p>Read: {finding.facts.join('; ')}.</p>
          {finding.changes.length > 0 && (
            <>
              <p className="strong">What would change it</p>
              <ul className="bullets">
                {finding.changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
            </>
          )}
          <p className="soft">Sources: {finding.sources.map((tag) => sourceText(view, tag)).join('; ')}</p>
        </div>
      </details>
    </li>
  );
}

function DismissalLine({ view, dismissal }: { readonly view: IncidentView; readonly dismissal: DismissalView }) {
  return (
    <p className={dismissal.reopened === null ? 'note-box' : 'note-box note-open'}>
      {dismissal.reopened !== null && (
        <>
          <strong>Open again: {dismissal.reopened.why}.</strong>
          <EntryLink incident={view.incident} entry={dismissal.reopened.entry} /> The awareness decided before counts
          from its own moment. Earlier decision:{' '}
        </>
      )}
      {dismissal.by}: {dismissal.reason}
      <EntryLink incident={view.incident} entry={dismissal.entry} />{' '}
      <span className="soft">Pack {dismissal.packVersion}.</span>
    </p>
  );
}

/** A tag alone says nothing; general knowledge is named as what it is. */
export function sourceText(view: IncidentView, tag: string): string {
  return view.pack.sources.find((source) => source.tag === tag)?.title ?? tag;
}

function Outcome({ outcome }: { readonly outcome: RegimeFinding['outcome'] }) {
  if (outcome === 'applies') {
    return (
      <Mark tone="now" icon="check">
        Applies
      </Mark>
    );
  }
  if (outcome === 'open') {
    return (
      <Mark tone="wait" icon="question">
        Open
      </Mark>
    );
  }
  return (
    <Mark tone="calm" icon="cross">
      Does not apply
    </Mark>
  );
}
