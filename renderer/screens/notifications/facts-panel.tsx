import { useState } from 'react';
import { FACT_IDS, FACTS, type FactId } from '../../../shared/law/facts.ts';
import type { EntityLegalView, FactView, IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ZoneTime } from '../../ui/zone-time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { answerText } from './answer-text.ts';
import { FactForm } from './fact-form.tsx';
import { standingFact } from './standing-fact.ts';

/** By the first part of their name. */
export const FACT_GROUPS: Readonly<Record<string, string>> = {
  cause: 'Cause',
  impact: 'Impact',
  asset: 'What leaked',
  times: 'Times',
  dora: 'DORA classification',
  recurrence: 'Recurring incidents',
  gdpr: 'Risk to people',
  cra: 'Own products (CRA)',
  aia: 'AI systems (AI Act)',
  gpai: 'General-purpose models (AI Act)',
  incident: 'Incident',
  response: 'Response',
  entity: 'Legal entity',
  contact: 'Contact',
  marking: 'Marking',
};

/** Every fact the law layer reads. Three kinds of answer: actual, estimate, and a recorded "not known". */
export function FactsPanel({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const answered = new Set(FACT_IDS.filter((id) => standingFact(view, entity, id).answer !== null));
  return (
    <Panel
      title="Facts for the law desk"
      flush
      aside={<span className="small soft">{`${answered.size} of ${FACT_IDS.length} answered`}</span>}
    >
      {Object.entries(FACT_GROUPS).map(([group, title]) => {
        const ids = FACT_IDS.filter((id) => id.startsWith(`${group}.`));
        const open = ids.filter((id) => !answered.has(id)).length;
        return (
          <details key={group} className="fact-group" open={group === 'cause'}>
            <summary>
              <span className="strong">{title}</span>
              <span className="small soft">{open === 0 ? 'all answered' : `${open} open`}</span>
            </summary>
            <ul className="panel-list">
              {ids.map((id) => (
                <FactLine key={id} view={view} id={id} entity={entity} />
              ))}
            </ul>
          </details>
        );
      })}
    </Panel>
  );
}

interface LineProps {
  readonly view: IncidentView;
  readonly id: FactId;
  readonly entity: EntityLegalView;
}

function FactLine({ view, id, entity }: LineProps) {
  const [editing, setEditing] = useState(false);
  const { timeZone: zone, entityName } = entity;
  const { answer: fact, isOwn, common } = standingFact(view, entity, id);
  const { label, hint } = FACTS[id];
  return (
    <li className="stack-2">
      <div className="fact-line">
        <div className="grow">
          <p className="fact-label">{label}</p>
          {fact === null ? (
            <p className="small soft">Nothing recorded. {hint}</p>
          ) : (
            <p className="row wrap">
              <Provenance provenance={fact.provenance} />
              <span className="grow">
                {fact.provenance === 'unknown' ? '' : answerText(id, fact, zone)}
                {fact.note !== '' && <span className="soft"> “{fact.note}”</span>}
                <EntryLink incident={view.incident} entry={fact.entry} />
              </span>
              <span className="small soft fact-source">
                {fact.by}, <ZoneTime at={fact.at} zone={zone} />
                {fact.evidence.length > 0 && (
                  <>
                    , rests on
                    {fact.evidence.map((entry) => (
                      <EntryLink key={entry} incident={view.incident} entry={entry} />
                    ))}
                  </>
                )}
              </span>
            </p>
          )}
          {isOwn && (
            <p className="small">
              <Mark tone="calm">{`Of ${entityName} alone`}</Mark>{' '}
              <span className="soft">
                {common === null ? (
                  'The others have no answer.'
                ) : (
                  <>
                    The others: {answerText(id, common, zone)}
                    <EntryLink incident={view.incident} entry={common.entry} />
                  </>
                )}
              </span>
            </p>
          )}
          <TakenBack view={view} id={id} entity={entity} />
        </div>
        <Button
          size="small"
          aria-expanded={editing}
          aria-label={`${editing ? 'Close' : fact === null ? 'Answer' : 'Change'}: ${label}`}
          onPress={() => setEditing(!editing)}
        >
          {editing ? 'Close' : fact === null ? 'Answer' : 'Change'}
        </Button>
      </div>
      {editing && <FactForm view={view} id={id} entity={entity} onDone={() => setEditing(false)} />}
    </li>
  );
}

/** Answers that this entity had alone and took back: what the record says of the fact, beside what counts. */
function TakenBack({ view, id, entity: { entity, entityName, timeZone: zone } }: LineProps) {
  return view.withdrawnFacts
    .filter(({ answer }) => answer.entity === entity && answer.fact === id)
    .map(({ answer, reason, by, at, entry }) => (
      <p key={entry} className="small soft wrap">
        {entityName} had its own answer: {answerText(id, answer, zone)}
        <EntryLink incident={view.incident} entry={answer.entry} />. Taken back by {by},{' '}
        <ZoneTime at={at} zone={zone} />: “{reason}”
        <EntryLink incident={view.incident} entry={entry} />
      </p>
    ));
}

function Provenance({ provenance }: { readonly provenance: FactView['provenance'] }) {
  if (provenance === 'actual') return <Icon name="check" size={14} />;
  if (provenance === 'estimate') return <Mark tone="calm">Estimate</Mark>;
  return (
    <Mark tone="wait" icon="question">
      Not known
    </Mark>
  );
}
