import { FileTrigger } from 'react-aria-components';
import { formatCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import { readKnown } from '../../../shared/ledger/known.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/text-input.tsx';

/** A checkpoint has a few hundred bytes; a wrong file is not read whole. */
const MAX_BYTES = 1 << 16;

export interface Kept {
  /** What to send; absent when nothing was given, or what was given cannot be read. */
  readonly known?: string;
  /** Why it cannot be read. */
  readonly fault: string | null;
}

/** A pasted text often lost its last line end, and a text area has no other line ends than LF. */
export function keptOf(text: string): Kept {
  if (text.trim() === '') return { fault: null };
  const note = `${text.replaceAll('\r\n', '\n').trimEnd()}\n`;
  const read = readKnown(utf8(note));
  if (!read.ok) return { fault: `This cannot be read as a checkpoint: ${read.why}.` };
  return { known: read.note === null ? formatCheckpoint(read.checkpoint) : note, fault: null };
}

interface Props {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** What somebody outside kept: without it no check can say whether the end of the record was cut off. */
export function KeptCheckpoint({ text, onChange }: Props) {
  return (
    <details>
      <summary>I kept an earlier checkpoint</summary>
      <div className="stack-2">
        <TextInput
          label="Checkpoint kept elsewhere (optional)"
          mono
          rows={5}
          value={text}
          onChange={onChange}
          error={keptOf(text).fault}
          hint="The signed note, its three lines, or the lines of a sheet of paper. It shows whether the record was cut off or rewritten since."
        />
        <div>
          <FileTrigger
            onSelect={(files) => {
              const file = files?.item(0);
              if (file) void file.slice(0, MAX_BYTES).text().then(onChange);
            }}
          >
            <Button size="small" icon="file">
              From a file
            </Button>
          </FileTrigger>
        </div>
      </div>
    </details>
  );
}
