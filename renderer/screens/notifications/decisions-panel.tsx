import { useState } from 'react';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useDialogDoor } from '../../shell/open-dialog.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { ClassifyDialog } from './classify-dialog.tsx';

/** The decisions that start clocks. Each is made by a named person with a reason; a change is a further entry. */
export function DecisionsPanel({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const openDialog = useDialogDoor();
  const [classifying, setClassifying] = useState(false);
  const regimes = entity.routing.findings
    .filter((finding) => finding.outcome !== 'does-not-apply')
    .map((finding) => finding.regime);
  const classification = view.classifications.findLast((one) => one.entity === entity.entity);
  return (
    <Panel title="Decisions that start clocks" flush>
      <ul className="panel-list">
        {regimes.map((regime) => {
          const decided = view.awareness.findLast((one) => one.entity === entity.entity && one.regime === regime);
          return (
            <li key={regime} className="stack-1">
              <div className="row-apart">
                <strong>Aware under {regime}</strong>
                <Button
                  size="small"
                  tone={decided === undefined ? 'primary' : 'plain'}
                  icon="clock"
                  aria-label={`${decided === undefined ? 'Decide' : 'Change'} awareness under ${regime}`}
                  onPress={() => openDialog({ kind: 'aware', entity: entity.entity, regime })}
                >
                  {decided === undefined ? 'Decide' : 'Change'}
                </Button>
              </div>
              {decided === undefined ? (
                <p className="soft">Not decided. No {regime} clock runs.</p>
              ) : (
                <>
                  <p>
                    <Time at={decided.awareAt} />
                  </p>
                  <p className="soft">
                    {decided.by}: {decided.reason}
                    <EntryLink incident={view.incident} entry={decided.entry} />
                  </p>
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
                  {classification.major ? 'Major' : 'Not major'}, <Time at={classification.classifiedAt} />
                </p>
                <p className="soft">
                  {classification.by}: {classification.reason}
                  <EntryLink incident={view.incident} entry={classification.entry} />
                </p>
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
