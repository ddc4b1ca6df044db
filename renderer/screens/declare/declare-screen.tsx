import { useState } from 'react';
import type { Contract } from '../../../shared/contract/contract.ts';
import type { InferContractRouterInputs } from '@orpc/contract';
import { type LeakedKind } from '../../../shared/domain/asset.ts';
import { ASSET_KIND_LABELS } from '../../../shared/law/facts.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useObservable } from '../../store/observable.ts';
import { go } from '../../store/route.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { InstantInput } from '../../ui/instant-input.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf, Ticks } from '../../ui/tick.tsx';
import { AssetRows } from './asset-rows.tsx';
import { suggestCodename } from './codename.ts';
import type { Declaration } from './declaration.ts';
import { ExerciseStart } from './exercise-start.tsx';
import { PatternCards } from './pattern-cards.tsx';
import { PatternStory } from './pattern-story.tsx';
import './declare.css';

const LEAKED = Object.entries(ASSET_KIND_LABELS).map(([value, label]) => ({
  value: value as LeakedKind,
  label: `${label.charAt(0).toUpperCase()}${label.slice(1)}`,
}));
type DeclareInput = InferContractRouterInputs<Contract>['incidents']['declare'];

const BLANK: Declaration = {
  codename: '',
  pattern: '',
  summary: '',
  detectedAt: null,
  leaked: [],
  assets: [],
  exercise: false,
  startsAt: null,
  pace: 1,
};

/** Declares in under a minute; everything but name, pattern and detection time can follow later. */
export function DeclareScreen({ view }: { readonly view: ConsoleView }) {
  const store = useStore();
  const { value: catalog, failure: catalogFailure } = useObservable(store.catalog.state);
  const [suggested] = useState(() => suggestCodename([]));
  const form = { scope: 'console', form: 'declare', label: 'Declaration of an incident' };
  const kept = useDraft<Declaration>({ ...form, blank: { ...BLANK, codename: suggested } });
  const { value: draft, change: set, generation } = kept;
  const declare = useCommand('Declaration', async ({ client }) => {
    const answer = await client.incidents.declare(toInput(draft));
    kept.forget();
    go({ at: 'incident', incident: answer.incident, screen: 'command', focus: null });
    return answer;
  });
  const missing = [
    draft.codename.trim() === '' && 'a codename',
    draft.pattern === '' && 'a leak pattern',
    draft.detectedAt === null && 'when it was detected',
    draft.assets.some((row) => row.name.trim() === '') && 'a name for every asset',
  ].filter((item) => item !== false);
  const chosen = catalog?.patterns.find((pattern) => pattern.id === draft.pattern);
  const zones = [...new Set((view.organisation?.entities ?? []).map((entity) => entity.timeZone))];
  return (
    <div className="stack">
      <h1>Declare an incident</h1>
      <DraftNotice draft={kept} />
      <Panel title="What is it">
        <OneOf
          label="Kind"
          hideLabel
          value={draft.exercise ? 'exercise' : 'live'}
          items={[
            { value: 'live', label: <strong>Live incident</strong> },
            {
              value: 'exercise',
              label: (
                <strong>
                  Exercise (own key, record and clock, marked on every page and file, nothing is performed)
                </strong>
              ),
            },
          ]}
          onChange={(kind) => set({ exercise: kind === 'exercise' })}
        />
        {draft.exercise && <ExerciseStart key={generation} draft={draft} set={set} zones={zones} keep={form} />}
        <div className="halves">
          <div className="codename">
            <TextInput
              label="Codename"
              value={draft.codename}
              onChange={(codename) => set({ codename })}
              maxLength={60}
              hint="Says nothing about the case. It stands on every screen and in every subject line."
            />
            <Button size="small" onPress={() => set({ codename: suggestCodename([draft.codename]) })}>
              Suggest another
            </Button>
          </div>
          <InstantInput
            key={generation}
            keep={form}
            label="Detected at"
            value={draft.detectedAt}
            onChange={(detectedAt) => set({ detectedAt })}
            zones={zones}
            past={!draft.exercise}
            hint="First alert. Awareness in the sense of the law is decided later, by a named person."
          />
        </div>
      </Panel>
      <Panel title="Leak pattern" aside={<span className="small soft">The closest one; it only asks and points</span>}>
        <FailureBox failure={catalogFailure} onRetry={() => void store.catalog.refresh()} />
        <PatternCards
          patterns={catalog?.patterns ?? []}
          value={draft.pattern}
          onChange={(pattern) => set({ pattern })}
        />
        {chosen !== undefined && <PatternStory pattern={chosen} />}
      </Panel>
      <Panel title="What is known" aside={<span className="small soft">All of it can follow later</span>}>
        <TextInput
          label="What happened"
          rows={3}
          value={draft.summary}
          onChange={(summary) => set({ summary })}
          hint="Neutral words. No secret, no prompt text, no customer data."
        />
        <Ticks
          label="What may have leaked"
          items={LEAKED}
          value={draft.leaked}
          onChange={(leaked) => set({ leaked })}
        />
        <AssetRows rows={draft.assets} onChange={(assets) => set({ assets })} />
      </Panel>
      <FailureBox failure={declare.failure} onRetry={() => void declare.send()} />
      <div className="row declare-bar">
        <Button
          tone="primary"
          size="large"
          busy={declare.busy}
          isDisabled={missing.length > 0}
          onPress={() => void declare.send()}
        >
          {draft.exercise ? 'Declare the exercise' : 'Declare the incident'}
        </Button>
        {missing.length > 0 && <p className="soft">Still needed: {missing.join('; ')}.</p>}
      </div>
    </div>
  );
}

function toInput({ detectedAt, leaked, assets, startsAt, pace, ...rest }: Declaration): DeclareInput {
  if (detectedAt === null) throw new Error('the time of detection is missing');
  return {
    ...rest,
    detectedAt,
    leaked: [...leaked],
    assets: assets.map(({ key: _key, ...asset }) => asset),
    ...(rest.exercise && { exerciseClock: { pace, ...(startsAt && { startsAt }) } }),
  };
}
