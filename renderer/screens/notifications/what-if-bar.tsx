import { useEffect, useRef, useState } from 'react';
import { FACT_IDS, factDefinition, factValueText, type FactId, type FactValue } from '../../../shared/law/facts.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FactValueInput } from './fact-value-input.tsx';
import type { Supposed } from './use-assessment.ts';

interface Props {
  readonly supposed: readonly Supposed[];
  readonly zone: string;
  readonly onChange: (supposed: readonly Supposed[]) => void;
  readonly onEnd: () => void;
}

/** Facts on a copy. Loud about being one, and in sight wherever one reads: nothing that is tried here is recorded. */
export function WhatIfBar({ supposed, zone, onChange, onEnd }: Props) {
  const [adding, setAdding] = useState(false);
  const bar = useRef<HTMLElement>(null);
  // The button that opened it is gone, and it stands far above the tests: who pressed it is taken here.
  useEffect(() => bar.current?.focus({ preventScroll: true }), []);
  return (
    <section className="what-if" aria-label="What if" ref={bar} tabIndex={-1}>
      <div className="row-apart">
        <p>
          <strong>WHAT IF.</strong> A copy of the facts; nothing here is recorded and no clock changes.
        </p>
        <div className="row">
          <Button size="small" icon="plus" onPress={() => setAdding(true)}>
            Suppose a fact
          </Button>
          <Button size="small" tone="primary" onPress={onEnd}>
            Back to the record
          </Button>
        </div>
      </div>
      {supposed.length > 0 && (
        <ul className="supposed">
          {supposed.map(({ fact, value }) => (
            <li key={fact} className="row-apart">
              <span className="grow">
                {factDefinition(fact).label} <strong>{valueText(fact, value)}</strong>
              </span>
              <Button
                size="small"
                tone="quiet"
                icon="cross"
                aria-label={`As recorded: ${factDefinition(fact).label}`}
                onPress={() => onChange(supposed.filter((one) => one.fact !== fact))}
              >
                As recorded
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding && (
        <SupposeDialog
          zone={zone}
          onClose={() => setAdding(false)}
          onDone={(one) => {
            onChange([...supposed.filter(({ fact }) => fact !== one.fact), one]);
            setAdding(false);
          }}
        />
      )}
    </section>
  );
}

const ASKABLE = FACT_IDS.filter((id) => !/^(entity|contact|marking)\./.test(id) && factDefinition(id).type !== 'text');

function SupposeDialog({
  zone,
  onClose,
  onDone,
}: {
  readonly zone: string;
  readonly onClose: () => void;
  readonly onDone: (one: Supposed) => void;
}) {
  const [fact, setFact] = useState<FactId | ''>('');
  const [value, setValue] = useState<FactValue>('');
  const takesList = fact !== '' && /^(member-states|asset-kinds)$/.test(factDefinition(fact).type);
  return (
    <DialogBox title="Suppose a fact" open onClose={onClose}>
      <p>On a copy only. Nothing is recorded.</p>
      <Choice
        label="Fact"
        value={fact}
        options={ASKABLE.map((id) => ({ value: id, label: factDefinition(id).label }))}
        onChange={(next) => {
          setFact(next);
          setValue(/^(member-states|asset-kinds)$/.test(factDefinition(next).type) ? [] : '');
        }}
      />
      {fact !== '' && <FactValueInput key={fact} id={fact} value={value} zone={zone} onChange={setValue} />}
      <div className="row">
        <Button
          tone="primary"
          isDisabled={fact === '' || value.length === 0}
          onPress={() => fact !== '' && onDone({ fact, value })}
        >
          Suppose it
        </Button>
        <Button isDisabled={fact === '' || takesList} onPress={() => fact !== '' && onDone({ fact, value: '' })}>
          Suppose it is not known
        </Button>
      </div>
    </DialogBox>
  );
}

function valueText(fact: FactId, value: FactValue): string {
  if (value === '') return 'not known';
  const text = factValueText(fact, value);
  return typeof text === 'string' ? text : text.join(', ');
}
