import type { ReactNode } from 'react';
import { Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import { Icon } from './icon.tsx';
import './field.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** A sentence; null or absent while the value is fine. */
  readonly error?: string | null;
  readonly rows?: number;
  readonly type?: 'text' | 'password' | 'search';
  readonly mono?: boolean;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** The one thing to do here: it gets the focus when it appears. */
  readonly startHere?: boolean;
  readonly maxLength?: number;
  readonly autoComplete?: string;
  readonly hideLabel?: boolean;
  readonly placeholder?: string;
  readonly onEnter?: () => void;
}

export function TextInput(props: Props) {
  const { label, value, onChange, hint, error = null, rows, type = 'text', mono = false, required = false } = props;
  const className = mono ? 'control control-mono' : 'control';
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      type={type}
      isRequired={required}
      isInvalid={error !== null}
      isDisabled={props.disabled ?? false}
      validationBehavior="aria"
      autoComplete={props.autoComplete ?? 'off'}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
    >
      <Label className={props.hideLabel === true ? 'unseen' : 'field-label'}>
        {label}
        {required && <span className="soft"> (required)</span>}
      </Label>
      {rows === undefined ? (
        <Input
          className={className}
          dir="auto"
          spellCheck={false}
          placeholder={props.placeholder ?? ''}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- owner: renderer; only in dialogs, on the lock screen and after a press that asks for it, where this is the one thing to do
          autoFocus={props.startHere ?? false}
          onKeyDown={(event) => {
            if (event.key === 'Enter') props.onEnter?.();
          }}
        />
      ) : (
        <TextArea
          className={className}
          dir="auto"
          rows={rows}
          spellCheck={false}
          placeholder={props.placeholder ?? ''}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- owner: renderer; as above
          autoFocus={props.startHere ?? false}
        />
      )}
      {hint !== undefined && hint !== '' && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      {error !== null && (
        <Text slot="errorMessage" className="field-error">
          <Icon name="alert" size={14} />
          <span>{error}</span>
        </Text>
      )}
    </TextField>
  );
}
