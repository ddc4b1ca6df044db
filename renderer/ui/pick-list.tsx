import { useId } from 'react';
import { Button } from './button.tsx';
import './field.css';
import './pick-list.css';

interface Props {
  readonly label: string;
  readonly hint?: string;
  /** What can be picked, in the order shown. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  /** Said when there is nothing to pick from. */
  readonly none: string;
}

/** Several of a long list: chosen ones stand in sight and can be taken out, the browser's select adds one. */
export function PickList({ label, hint, options, value, onChange, none }: Props) {
  const id = useId();
  const left = options.filter((option) => !value.includes(option.value));
  const labelOf = (one: string): string => options.find((option) => option.value === one)?.label ?? one;
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      {value.length > 0 && (
        <ul className="pick-chosen">
          {value.map((one) => (
            <li key={one}>
              <span className="wrap">{labelOf(one)}</span>
              <Button
                size="small"
                tone="quiet"
                icon="cross"
                aria-label={`Take out ${labelOf(one)} of: ${label}`}
                onPress={() => onChange(value.filter((other) => other !== one))}
              >
                Take out
              </Button>
            </li>
          ))}
        </ul>
      )}
      {options.length === 0 ? (
        <span id={id} className="field-hint">
          {none}
        </span>
      ) : (
        <select
          id={id}
          className="control"
          value=""
          disabled={left.length === 0}
          onChange={(event) => onChange([...value, event.target.value])}
        >
          <option value="">{left.length === 0 ? 'All are chosen' : 'Add one'}</option>
          {left.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
      {hint !== undefined && hint !== '' && <span className="field-hint">{hint}</span>}
    </div>
  );
}
