import { ASSET_TYPE_TEXT } from '../../../shared/domain/asset-text.ts';
import { CREDENTIAL_KINDS } from '../../../shared/domain/credential-kind.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { itemsOf, type Cells, type FieldDef } from '../../../shared/register/field.ts';
import type { CellFault } from '../../../shared/register/read-record.ts';
import { Choice } from '../../ui/choice.tsx';
import { InstantInput } from '../../ui/instant-input.tsx';
import { PickList } from '../../ui/pick-list.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Tick } from '../../ui/tick.tsx';

interface Named {
  readonly value: string;
  readonly label: string;
}

/** What the fields can point at. */
export interface Choices {
  readonly assets: readonly Named[];
  readonly credentials: readonly Named[];
  readonly entities: readonly Named[];
  readonly templates: readonly Named[];
  readonly zones: readonly string[];
}

interface Props {
  readonly defs: readonly FieldDef[];
  readonly cells: Cells;
  readonly faults: readonly CellFault[];
  readonly choices: Choices;
  readonly form: { readonly scope: string; readonly form: string };
  readonly generation: number;
  readonly startHere: string;
  readonly onChange: (name: string, text: string) => void;
}

/** The form of a record, made from the same definitions that read a file: what can be imported can be typed. */
export function RecordFields({ defs, faults, cells, onChange, ...rest }: Props) {
  return (
    <div className="record-fields">
      {defs.map((def) => (
        <OneField
          key={def.name}
          def={def}
          text={cells[def.name] ?? ''}
          error={faults.find((fault) => fault.field === def.name)?.message ?? null}
          onChange={(text) => onChange(def.name, text)}
          {...rest}
        />
      ))}
    </div>
  );
}

interface FieldProps extends Pick<Props, 'choices' | 'form' | 'generation' | 'startHere'> {
  readonly def: FieldDef;
  readonly text: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
}

function OneField({ def, text, error, choices, form, generation, startHere, onChange }: FieldProps) {
  if (def.shape === 'flag')
    return (
      <div className="field">
        <Tick selected={text === 'yes'} onChange={(on) => onChange(on ? 'yes' : '')}>
          {def.label}
        </Tick>
        <span className="field-hint">{FLAG_HINT}</span>
      </div>
    );
  const options = optionsOf(def, choices);
  if (options !== null)
    return (
      <Choice
        label={def.label}
        value={text === 'unknown' ? '' : text}
        prompt={def.required === true ? 'Choose' : 'Not known'}
        options={
          text === '' || text === 'unknown' || def.required === true
            ? options
            : [{ value: '', label: 'Not known' }, ...options]
        }
        onChange={onChange}
        {...(def.hint === '' ? {} : { hint: def.hint })}
      />
    );
  if (def.shape === 'assets' || def.shape === 'credentials')
    return (
      <PickList
        label={def.label}
        hint={def.hint}
        options={choices[def.shape]}
        value={itemsOf(text)}
        onChange={(value) => onChange(value.join('\n'))}
        none={def.shape === 'assets' ? 'No other asset is registered yet.' : 'No credential is registered yet.'}
      />
    );
  if (def.shape === 'instant')
    return (
      <InstantInput
        key={generation}
        keep={form}
        label={def.label}
        value={text === '' ? null : (text as Instant)}
        onChange={(at) => onChange(at ?? '')}
        zones={choices.zones}
        hint={def.hint === '' ? 'Say in which zone the time is meant.' : def.hint}
      />
    );
  return (
    <TextInput
      label={def.label}
      value={text}
      onChange={onChange}
      hint={def.hint}
      error={text === '' ? null : error}
      startHere={def.name === startHere}
      mono={MONO.has(def.shape)}
      {...(def.items === undefined ? {} : { rows: 2 })}
      {...(def.max === undefined || def.items !== undefined ? {} : { maxLength: def.max })}
    />
  );
}

const FLAG_HINT = 'Decides the wave. Tick it when in doubt.';
const MONO = new Set<FieldDef['shape']>(['hash', 'hashes', 'digest', 'ranges', 'count']);
const TYPES = Object.entries(ASSET_TYPE_TEXT).map(([value, label]) => ({ value, label }));
const KINDS = Object.entries(CREDENTIAL_KINDS).map(([value, { label }]) => ({ value, label }));
const YES_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

function optionsOf(def: FieldDef, choices: Choices): readonly Named[] | null {
  switch (def.shape) {
    case 'type':
      return TYPES;
    case 'kind':
      return KINDS;
    case 'template':
      return choices.templates;
    case 'yes-no':
    case 'yes-no-unknown':
      return YES_NO;
    case 'entity':
      return choices.entities;
    case 'asset':
      return choices.assets;
    default:
      return null;
  }
}
