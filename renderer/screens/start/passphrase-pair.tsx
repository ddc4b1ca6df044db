import { TextInput } from '../../ui/text-input.tsx';

const LEAST = 12;

interface Props {
  readonly passphrase: string;
  readonly repeated: string;
  readonly onPassphrase: (text: string) => void;
  readonly onRepeated: (text: string) => void;
}

/** Typed twice, because a forgotten passphrase is a lost key. */
export function PassphrasePair({ passphrase, repeated, onPassphrase, onRepeated }: Props) {
  const differs = repeated !== '' && !passphrase.startsWith(repeated);
  return (
    <div className="fields">
      <TextInput
        label="Passphrase"
        type="password"
        autoComplete="new-password"
        value={passphrase}
        onChange={onPassphrase}
        hint={strengthText(passphrase)}
      />
      <TextInput
        label="Passphrase again"
        type="password"
        autoComplete="new-password"
        value={repeated}
        onChange={onRepeated}
        error={differs ? 'The two are not the same.' : null}
      />
    </div>
  );
}

export function isGoodPair(passphrase: string, repeated: string): boolean {
  return passphrase.length >= LEAST && passphrase === repeated;
}

/** A hint, not a gate: the console judges. Length counts most, then how many different characters there are. */
function strengthText(passphrase: string): string {
  if (passphrase === '') return 'At least 12 characters. Four unrelated words work well.';
  const missing = LEAST - passphrase.length;
  if (missing > 0) return `${missing} more ${missing === 1 ? 'character' : 'characters'} needed.`;
  if (new Set(passphrase).size < 6) return 'Weak: the same few characters repeat.';
  return passphrase.length >= 20 ? 'Strong.' : 'Enough. A fourth word would make it strong.';
}
