import type { ReactNode } from 'react';
import { Checkbox, CheckboxGroup, Label, Radio, RadioGroup, Text } from 'react-aria-components';
import { Icon } from './icon.tsx';
import './field.css';

interface TickProps {
  readonly selected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly children: ReactNode;
  readonly disabled?: boolean;
}

export function Tick({ selected, onChange, children, disabled = false }: TickProps) {
  return (
    <Checkbox className="tick" isSelected={selected} onChange={onChange} isDisabled={disabled}>
      {({ isSelected }) => (
        <>
          <span className="tick-box">{isSelected && <Icon name="check" size={14} />}</span>
          <span>{children}</span>
        </>
      )}
    </Checkbox>
  );
}

interface Item<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly disabled?: boolean;
}

interface ManyProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly items: readonly Item<Value>[];
  readonly value: readonly Value[];
  readonly onChange: (value: readonly Value[]) => void;
}

/** Any number of a short list. */
export function Ticks<Value extends string>({ label, hint, items, value, onChange }: ManyProps<Value>) {
  return (
    <CheckboxGroup
      className="field"
      value={[...value]}
      onChange={(chosen) => onChange(items.map((item) => item.value).filter((name) => chosen.includes(name)))}
    >
      <Label className="field-label">{label}</Label>
      <div className="ticks">
        {items.map((item) => (
          <Checkbox key={item.value} value={item.value} className="tick" isDisabled={item.disabled ?? false}>
            {({ isSelected }) => (
              <>
                <span className="tick-box">{isSelected && <Icon name="check" size={14} />}</span>
                <span>{item.label}</span>
              </>
            )}
          </Checkbox>
        ))}
      </div>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
    </CheckboxGroup>
  );
}

interface OneProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly items: readonly Item<Value>[];
  readonly value: Value | '';
  readonly onChange: (value: Value) => void;
  readonly hideLabel?: boolean;
}

/** Exactly one of a short list, all in sight. */
export function OneOf<Value extends string>({
  label,
  hint,
  items,
  value,
  onChange,
  hideLabel = false,
}: OneProps<Value>) {
  return (
    <RadioGroup
      className="field"
      value={value === '' ? null : value}
      onChange={(chosen) => {
        const item = items.find((candidate) => candidate.value === chosen);
        if (item !== undefined) onChange(item.value);
      }}
    >
      <Label className={hideLabel ? 'unseen' : 'field-label'}>{label}</Label>
      <div className="ticks">
        {items.map((item) => (
          <Radio key={item.value} value={item.value} className="tick" isDisabled={item.disabled ?? false}>
            {({ isSelected }) => (
              <>
                <span className="tick-box tick-round">{isSelected && <Icon name="dot" size={14} />}</span>
                <span>{item.label}</span>
              </>
            )}
          </Radio>
        ))}
      </div>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
    </RadioGroup>
  );
}
