import { useState } from 'react';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';

interface Props {
  readonly text: string;
  /** What is copied, for those who do not see where the button stands. */
  readonly what: string;
}

export function CopyButton({ text, what }: Props) {
  const [said, setSaid] = useState('Copy');
  const copy = async (): Promise<void> => {
    const done = await copyText(text);
    setSaid(done ? 'Copied' : 'Select and copy by hand');
    setTimeout(() => setSaid('Copy'), 2000);
  };
  return (
    <Button size="small" icon="copy" aria-label={`${said}: ${what}`} onPress={() => void copy()}>
      {said}
    </Button>
  );
}
