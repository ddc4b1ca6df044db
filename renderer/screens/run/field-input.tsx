import type { ParamField } from '../../../shared/domain/action.ts';
import { Choice } from '../../ui/choice.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface Props {
  readonly field: ParamField;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly error: string | null;
}

/** One parameter of an action. */
export function FieldInput({ field, value, onChange, error }: Props) {
  if (field.kind === 'choice') {
    const options = (field.choices ?? []).map((choice) => ({ value: choice, label: choice }));
    return (
      <Choice label={field.label} value={value} options={options} hint={error ?? field.hint} onChange={onChange} />
    );
  }
  const list = field.kind.endsWith('-list');
  return (
    <TextInput
      label={field.optional === true ? `${field.label} (optional)` : field.label}
      value={value}
      onChange={onChange}
      mono
      maxLength={list ? 4000 : 1024}
      error={error}
      hint={hintOf(field)}
    />
  );
}

/** The example stands in words: in the box it would look like a value at 02:10. */
function hintOf(field: ParamField): string {
  const secret =
    field.kind === 'secret-file' ? ' Name the file that holds it; its content is never stored or shown.' : '';
  return `${field.hint} For example ${field.example}.${secret}`;
}
