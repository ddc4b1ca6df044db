import { TextInput } from '../../ui/text-input.tsx';

/** One verifier key a line; the console says which of them is none. */
export function keysOf(text: string): { readonly witnesses?: string[] } {
  const keys = text.split('\n').map((one) => one.trim());
  const some = keys.filter((one) => one !== '');
  return some.length === 0 ? {} : { witnesses: some };
}

interface Props {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Whose word the reader wants: without it, a witness named in the record is the record's own word. */
export function WitnessKeys({ text, onChange }: Props) {
  return (
    <details>
      <summary>I have the keys of witnesses</summary>
      <TextInput
        label="Verifier keys, one a line (optional)"
        mono
        rows={3}
        value={text}
        onChange={onChange}
        hint="From the witnesses themselves. The report says what each of them signed, and names those who signed nothing here."
      />
    </details>
  );
}
