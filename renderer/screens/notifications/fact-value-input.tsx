import type { Instant } from '../../../shared/domain/instant.ts';
import { ASSET_KIND_LABELS, factDefinition, type FactId, type FactValue } from '../../../shared/law/facts.ts';
import { ungrouped } from '../../../shared/law/typed-number.ts';
import { MEMBER_STATE_LABELS } from '../../../shared/law/member-state.ts';
import { InstantInput } from '../../ui/instant-input.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf, Ticks } from '../../ui/tick.tsx';

interface ValueProps {
  readonly id: FactId;
  readonly value: FactValue;
  readonly zone: string;
  readonly keep?: { readonly scope: string; readonly form: string };
  readonly onChange: (value: FactValue) => void;
}

/** The control that fits a fact's definition. */
export function FactValueInput({ id, value, zone, keep, onChange }: ValueProps) {
  const { label, hint, type, choices, unit } = factDefinition(id);
  const text = typeof value === 'string' ? value : '';
  const list = typeof value === 'string' ? [] : value;
  switch (type) {
    case 'tri':
      return (
        <OneOf
          label={label}
          hint={hint}
          value={text}
          items={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <OneOf
          label={label}
          hint={hint}
          value={text}
          items={Object.entries(choices ?? {}).map(([key, name]) => ({ value: key, label: name }))}
          onChange={onChange}
        />
      );
    case 'number':
      return (
        <TextInput
          label={unit === undefined ? label : `${label} (${unit})`}
          hint={hint}
          value={text}
          onChange={(next) => onChange(ungrouped(next))}
          error={text === '' || /^(0|[1-9]\d{0,14})$/.test(text) ? null : 'A whole number, without decimals.'}
        />
      );
    case 'text':
      return (
        <TextInput
          label={label}
          hint={hint}
          rows={id === 'incident.summary' || id === 'response.measures' ? 4 : 2}
          value={text}
          onChange={onChange}
        />
      );
    case 'instant':
      return (
        <InstantInput
          label={label}
          hint={hint}
          value={text === '' ? null : (text as Instant)}
          zones={[zone]}
          {...(keep === undefined ? {} : { keep })}
          onChange={(at) => onChange(at ?? '')}
        />
      );
    case 'member-states':
      return <Ticks label={label} hint={hint} value={list} items={itemsOf(MEMBER_STATE_LABELS)} onChange={onChange} />;
    case 'asset-kinds':
      return <Ticks label={label} hint={hint} value={list} items={itemsOf(ASSET_KIND_LABELS)} onChange={onChange} />;
  }
}

function itemsOf(
  labels: Readonly<Record<string, string>>,
): readonly { readonly value: string; readonly label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
