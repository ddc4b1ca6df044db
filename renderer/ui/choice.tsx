import { type ReactNode, useId } from 'react';
import { Icon } from './icon.tsx';
import './field.css';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value | '';
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly hint?: ReactNode;
  /** What is wrong with it, in words. */
  readonly error?: string | null;
  /** Shown while nothing is chosen. */
  readonly prompt?: string;
  readonly disabled?: boolean;
  readonly hideLabel?: boolean;
  /** As of a text input: it gets the focus when it appears. */
  readonly startHere?: boolean;
}

/** One of a list. The browser's own select: it needs no popover, and everybody's keyboard knows it. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
  hint,
  error = null,
  prompt,
  disabled = false,
  hideLabel = false,
  startHere = false,
}: Props<Value>) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'unseen' : 'field-label'}>
        {label}
      </label>
      <select
        id={id}
        className="control"
        value={value}
        disabled={disabled}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- owner: renderer; only after a press that asks for it: the button that had the focus is gone
        autoFocus={startHere}
        aria-describedby={
          [hint === undefined ? '' : hintId, error === null ? '' : errorId].join(' ').trim() || undefined
        }
        aria-invalid={error !== null || undefined}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {value === '' && <option value="">{prompt ?? 'Choose'}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled === true}>
            {option.label}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <span id={hintId} className="field-hint">
          {hint}
        </span>
      )}
      {error !== null && (
        <span id={errorId} className="field-error">
          <Icon name="alert" size={14} />
          <span>{error}</span>
        </span>
      )}
    </div>
  );
}
