import { useState } from 'react';
import type { Assessment, CriterionResult, UsedFact } from '../../../shared/law/assessment.ts';
import { isFactId, type FactId } from '../../../shared/law/facts.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { sourceText } from './regimes-panel.tsx';
import { Changes, VerdictMark } from './verdict-mark.tsx';

interface Props {
  readonly view: IncidentView;
  readonly assessment: Assessment;
  /** Opens a fact; null where facts cannot be answered from here. */
  readonly onFact: (fact: FactId) => void;
}

/** One legal test: its verdict, what would change it, and each criterion with the answers it rests on. */
export function TestCard({ view, assessment, onFact }: Props) {
  const [all, setAll] = useState(false);
  const shown = all ? assessment.criteria : assessment.criteria.filter(({ verdict }) => verdict !== 'no');
  const hidden = assessment.criteria.length - shown.length;
  return (
    <article className="test-card" aria-label={assessment.question}>
      <header className="row-apart">
        <h3>{assessment.question}</h3>
        <VerdictMark verdict={assessment.verdict} of="test" />
      </header>
      <p className="small soft">
        {assessment.how} {assessment.basis}. Pack {assessment.packVersion}.
      </p>
      <Changes verdict={assessment} of="test" />
      <ul className="criteria">
        {shown.map((one) => (
          <Criterion key={one.id} view={view} one={one} onFact={onFact} />
        ))}
      </ul>
      {(hidden > 0 || all) && (
        <Button size="small" tone="quiet" onPress={() => setAll(!all)}>
          {all ? 'Hide what is not met' : `Show ${hidden} not met`}
        </Button>
      )}
      {assessment.notes.map((note) => (
        <p key={note} className="small soft">
          {note}
        </p>
      ))}
    </article>
  );
}

function Criterion({
  view,
  one,
  onFact,
}: {
  readonly view: IncidentView;
  readonly one: CriterionResult;
  readonly onFact: (fact: FactId) => void;
}) {
  return (
    <li>
      <details className="criterion">
        <summary>
          <VerdictMark verdict={one.verdict} of="criterion" />
          <span className="grow">{one.title}</span>
          <span className="small soft">{one.id}</span>
        </summary>
        <div className="stack-2 criterion-body">
          <p className="small soft">
            {one.basis}. Sources: {one.sources.map((tag) => sourceText(view, tag)).join('; ')}
          </p>
          {one.note !== null && <p className="small">{one.note}</p>}
          <ul className="used-facts">
            {one.facts.map((fact) => (
              <Used key={fact.ref} view={view} fact={fact} onFact={onFact} />
            ))}
          </ul>
          <Changes verdict={one} of="criterion" />
        </div>
      </details>
    </li>
  );
}

function Used({
  view,
  fact,
  onFact,
}: {
  readonly view: IncidentView;
  readonly fact: UsedFact;
  readonly onFact: (fact: FactId) => void;
}) {
  const { ref } = fact;
  return (
    <li className="row-apart">
      <span className="grow">
        {fact.label}{' '}
        {fact.text === null ? (
          <span className="soft">not known</span>
        ) : (
          <strong>
            {fact.text}
            {fact.provenance === 'estimate' && ' (estimate)'}
          </strong>
        )}
        {fact.entry !== null && <EntryLink incident={view.incident} entry={fact.entry} />}
        {fact.evidence.map((entry) => (
          <EntryLink key={entry} incident={view.incident} entry={entry} />
        ))}
      </span>
      {isFactId(ref) ? (
        <Button size="small" tone="quiet" aria-label={`Answer: ${fact.label}`} onPress={() => onFact(ref)}>
          {fact.text === null ? 'Answer' : 'Change'}
        </Button>
      ) : (
        <Mark tone="calm">Legal entity</Mark>
      )}
    </li>
  );
}
