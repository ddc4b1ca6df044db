import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { LeakPattern } from '../../../shared/domain/leak-pattern.ts';
import { Empty } from '../../ui/empty.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface Props {
  readonly patterns: readonly LeakPattern[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** Twelve ways AI property leaks. Search goes over story and indicators, because one knows the symptom, not the name. */
export function PatternCards({ patterns, value, onChange }: Props) {
  const [search, setSearch] = useState('');
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const shown = patterns.filter((pattern) => {
    const text = [pattern.id, pattern.title, pattern.story, ...pattern.indicators, ...pattern.assets]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <div className="stack-2">
      <TextInput
        label="Search by symptom"
        hideLabel
        type="search"
        placeholder="Search by symptom: egress, debug log, registry, tenant"
        value={search}
        onChange={setSearch}
      />
      {shown.length === 0 && (
        <Empty title="No pattern has all these words.">Use fewer words, or choose the closest; it can be wrong.</Empty>
      )}
      <RadioGroup className="cards" aria-label="Leak pattern" value={value === '' ? null : value} onChange={onChange}>
        {shown.map((pattern) => (
          <Radio key={pattern.id} value={pattern.id} className="card">
            <span className="card-head">
              <span className="card-id">{pattern.id}</span>
              <span className="strong">{pattern.title}</span>
            </span>
            <span className="card-story">{pattern.story}</span>
          </Radio>
        ))}
      </RadioGroup>
    </div>
  );
}
