import { useState } from 'react';
import type { FactId } from '../../../shared/law/facts.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ComparePacks } from './compare-packs.tsx';
import { FactDialog } from './fact-dialog.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { RegimesPanel } from './regimes-panel.tsx';
import { TestCard } from './test-card.tsx';
import { useAssessment, type Supposed } from './use-assessment.ts';
import { WhatIfBar } from './what-if-bar.tsx';

/** Facts on one side, what the rules make of them on the other; with a copy to try things on. */
export function RulesView({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const [trying, setTrying] = useState(false);
  /** Whoever ends a trial stands again where it began. */
  const [ended, setEnded] = useState(false);
  const [suppose, setSuppose] = useState<readonly Supposed[]>([]);
  const [fact, setFact] = useState<FactId | null>(null);
  const { found, failure } = useAssessment({
    incident: view.incident,
    entity: entity.entity,
    revision: view.revision,
    suppose: trying ? suppose : [],
    pack: null,
  });
  const supposed = trying && suppose.length > 0;
  const routing = supposed && found !== null ? found.routing : entity.routing;
  const raised = new Set(routing.findings.filter((one) => one.raised).map((one) => one.regime));
  const tests = (found?.assessments ?? []).filter((one) => raised.has(one.regime));
  return (
    <>
      {trying && (
        <WhatIfBar
          supposed={suppose}
          zone={entity.timeZone}
          onChange={setSuppose}
          onEnd={() => {
            setTrying(false);
            setEnded(true);
            setSuppose([]);
          }}
        />
      )}
      <div className={supposed ? 'halves supposing' : 'halves'}>
        <div className="stack">
          <RegimesPanel view={view} entity={entity} routing={routing} supposed={supposed} />
          <Panel
            title={supposed ? 'Tests, if that were so' : 'Tests'}
            aside={
              trying ? undefined : (
                <Button
                  size="small"
                  icon="half"
                  // oxlint-disable-next-line jsx-a11y/no-autofocus -- owner: renderer; after the press that ended the trial, whose button is gone
                  autoFocus={ended}
                  onPress={() => setTrying(true)}
                >
                  What if
                </Button>
              )
            }
            flush
          >
            <FailureBox failure={failure} />
            {tests.map((one) => (
              <TestCard key={one.test} view={view} assessment={one} onFact={setFact} />
            ))}
          </Panel>
        </div>
        <FactsPanel view={view} entity={entity} />
      </div>
      <ComparePacks view={view} entity={entity} />
      {fact !== null && <FactDialog view={view} id={fact} entity={entity} onClose={() => setFact(null)} />}
    </>
  );
}
