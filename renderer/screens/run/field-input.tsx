import type { ParamField } from '../../../shared/domain/action.ts';
import type { Asset } from '../../../shared/domain/asset.ts';
import { isNamedPlace, namedOnRegister, WHERE_NAMED } from '../../../shared/domain/asset-places.ts';
import { Choice } from '../../ui/choice.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface Props {
  readonly field: ParamField;
  readonly assets: readonly Asset[];
  /** Performed by this console, which leaves no place to settings. */
  readonly byConsole: boolean;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error: string | null;
}

/** One parameter of an action. */
export function FieldInput({ field, assets, byConsole, value, onChange, error }: Props) {
  if (field.kind === 'choice') {
    const options = (field.choices ?? []).map((choice) => ({ value: choice, label: choice }));
    return (
      <Choice label={field.label} value={value} options={options} hint={field.hint} error={error} onChange={onChange} />
    );
  }
  const optional = field.optional === true && !(byConsole && isNamedPlace(field.kind));
  const list = field.kind.endsWith('-list');
  return (
    <TextInput
      label={optional ? `${field.label} (optional)` : field.label}
      value={value}
      onChange={onChange}
      mono
      maxLength={list ? 4000 : 1024}
      error={error}
      hint={hintOf(field, assets)}
    />
  );
}

/** The example stands in words: in the box it would look like a value at 02:10. */
function hintOf(field: ParamField, assets: readonly Asset[]): string {
  const secret =
    field.kind === 'secret-file' ? ' Name the file that holds it; its content is never stored or shown.' : '';
  if (isNamedPlace(field.kind)) {
    const known = namedOnRegister(field.kind, assets);
    const told =
      known.length > 0 ? `On the register: ${known.join(', ')}.` : `The register has none. ${WHERE_NAMED[field.kind]}`;
    return `${field.hint} ${told}`;
  }
  return `${field.hint} For example ${field.example}.${secret}`;
}
