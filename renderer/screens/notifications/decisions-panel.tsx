import { useState } from 'react';
import { REGIME_LABELS } from '../../../shared/law/pack.ts';
import { localText } from '../../../shared/law/zone-time.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useDialogDoor } from '../../shell/open-dialog.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';

import { ZoneTime } from '../../ui/zone-time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { ClassifyDialog } from './classify-dialog.tsx';
import { lawHash } from './law-tab.ts';

/** The decisions that start clocks. Each is made by a named person with a reason; a change is a further entry. */
export function DecisionsPanel({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const openDialog = useDialogDoor();
  const [classifying, setClassifying] = useState(false);
  const regimes = entity.routing.findings.filter((finding) => finding.raised).map((finding) => finding.regime);
  const classification = view.classifications.findLast((one) => one.entity === entity.entity);
  return (
    <Panel title="Decisions that start clocks" flush>
      <ul className="panel-list">
        {regimes.map((regime) => {
          const decided = view.awareness.findLast((one) => one.entity === entity.entity && one.regime === regime);
          return (
            <li key={regime} className="stack-1">
              <div className="row-apart">
                <strong>Aware under {REGIME_LABELS[regime]}</strong>
                <Button
                  size="small"
                  tone={decided === undefined ? 'primary' : 'plain'}
                  icon="clock"
                  aria-label={`${decided === undefined ? 'Decide' : 'Change'} awareness under ${REGIME_LABELS[regime]}`}
                  onPress={() => openDialog({ kind: 'aware', entity: entity.entity, regime })}
                >
                  {decided === undefined ? 'Decide' : 'Change'}
                </Button>
              </div>
              {decided === undefined ? (
                <p className="soft">Not decided. No clock of this regime runs.</p>
              ) : (
                <>
                  <p>
                    <ZoneTime at={decided.awareAt} zone={entity.timeZone} />
                  </p>
                  <p className="soft">
                    {decided.by}: {decided.reason}
                    <EntryLink incident={view.incident} entry={decided.entry} />
                  </p>
                  <Earlier
                    incident={view.incident}
                    decisions={view.awareness
                      .filter((one) => one.entity === entity.entity && one.regime === regime && one !== decided)
                      .map((one) => ({ ...one, text: localText(one.awareAt, entity.timeZone) }))}
                  />
                </>
              )}
            </li>
          );
        })}
        {regimes.includes('DORA') && (
          <li className="stack-1">
            <div className="row-apart">
              <strong>Classified under DORA</strong>
              <Button
                size="small"
                tone={classification === undefined ? 'primary' : 'plain'}
                onPress={() => setClassifying(true)}
              >
                {classification === undefined ? 'Classify' : 'Change'}
              </Button>
            </div>
            {classification === undefined ? (
              <p className="soft">
                Not classified. The initial report is due 4 h after classification as major, at the latest 24 h after
                awareness.
              </p>
            ) : (
              <>
                <p>
                  {classification.major ? 'Major' : 'Not major'},{' '}
                  <ZoneTime at={classification.classifiedAt} zone={entity.timeZone} />
                </p>
                <p className="soft">
                  {classification.by}: {classification.reason}
                  <EntryLink incident={view.incident} entry={classification.entry} />
                </p>
                {!classification.major && <Reclassification view={view} entity={entity} />}
                <Earlier
                  incident={view.incident}
                  decisions={view.classifications
                    .filter((one) => one.entity === entity.entity && one !== classification)
                    .map((one) => ({
                      ...one,
                      text: `${one.major ? 'Major' : 'Not major'}, ${localText(one.classifiedAt, entity.timeZone)}`,
                    }))}
                />
              </>
            )}
          </li>
        )}
        {regimes.length === 0 && <li className="soft">No regime asks for a decision here.</li>}
      </ul>
      {classifying && <ClassifyDialog view={view} entity={entity} onClose={() => setClassifying(false)} />}
    </Panel>
  );
}

/** Told as major before: the authority is told that it is not, and until then the dates stand. */
function Reclassification({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const told = entity.report.clocks.some(({ clockId, submittedAt }) => clockId === 'DORA.IN' && submittedAt !== null);
  const open = entity.report.clocks.some(({ clockId, submittedAt }) => clockId === 'DORA.FR' && submittedAt === null);
  if (!told || !open) return null;
  return (
    <p className="note-box note-open">
      An initial notification was filed. The dates stand until the authority is told.{' '}
      <a href={lawHash(view.incident, entity.entity, 'drafts', 'dora-reclassified')}>Write the reclassification</a>
    </p>
  );
}

interface EarlierDecision {
  readonly entry: number;
  readonly by: string;
  readonly reason: string;
  readonly text: string;
}

/** A decision that was changed stays readable, newest first. */
function Earlier({
  incident,
  decisions,
}: {
  readonly incident: string;
  readonly decisions: readonly EarlierDecision[];
}) {
  if (decisions.length === 0) return null;
  return (
    <details className="small">
      <summary>
        {decisions.length} earlier {decisions.length === 1 ? 'decision' : 'decisions'}
      </summary>
      <ul className="bullets">
        {decisions.toReversed().map((one) => (
          <li key={one.entry}>
            {one.text}. {one.by}: {one.reason}
            <EntryLink incident={incident} entry={one.entry} />
          </li>
        ))}
      </ul>
    </details>
  );
}
