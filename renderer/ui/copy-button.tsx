import { useState } from 'react';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';

interface Props {
  readonly text: string;
  /** What is copied, for those who do not see where the button stands. */
  readonly what: string;
  /** What stands on the button, where two of them stand side by side. */
  readonly label?: string;
}

export function CopyButton({ text, what, label = 'Copy' }: Props) {
  const [done, setDone] = useState<boolean | null>(null);
  const said = done === null ? label : done ? 'Copied' : 'Select and copy by hand';
  const copy = async (): Promise<void> => {
    setDone(await copyText(text));
    setTimeout(() => setDone(null), 2000);
  };
  return (
    <Button size="small" icon="copy" aria-label={`${said}: ${what}`} onPress={() => void copy()}>
      {said}
    </Button>
  );
}
