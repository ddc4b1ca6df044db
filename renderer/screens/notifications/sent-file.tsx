import { useEffect, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { type DocumentFormat, FORMAT_TEXT } from '../../../shared/domain/sign-off.ts';
import { LANGUAGE_LABELS } from '../../../shared/law/forms/language.ts';
import type { DraftLine } from '../../../shared/view/incident-view.ts';
import { hashOfFile } from '../../client/file-hash.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Hash } from '../../ui/hash.tsx';
import { OneOf, Tick } from '../../ui/tick.tsx';
import { ZoneTime } from '../../ui/zone-time.tsx';
import type { SentChoice } from './sent-choices.ts';

/** `sent` is the value of a choice, `other`, `none`, or empty while nobody chose. */
export interface SentForm {
  readonly sent: string;
  readonly fileSha256: string;
  readonly fileName: string;
  /** Entry of the version that another file was made from, or `none`. */
  readonly madeFrom: string;
}
export const NOTHING_SENT: SentForm = { sent: '', fileSha256: '', fileName: '', madeFrom: '' };

interface Props {
  readonly choices: readonly SentChoice[];
  /** Of the entity that files. */
  readonly zone: string;
  readonly value: SentForm;
  readonly onChange: (part: Partial<SentForm>) => void;
  /** The file from disk that is to be kept as evidence too; null: only its hash goes on record. */
  readonly copy: File | null;
  readonly onCopy: (file: File | null) => void;
}

/** Which file was sent: one that this console wrote, its text, another one of this machine, or none. */
export function SentFile({ choices, zone, value, onChange, copy, onCopy }: Props) {
  return (
    <>
      <OneOf
        label="What was sent"
        value={value.sent}
        items={[
          ...choices.map((choice) => ({ value: choice.value, label: <ChoiceText choice={choice} zone={zone} /> })),
          { value: 'other', label: 'Another file of this machine' },
          { value: 'none', label: 'No file, and no version kept here: by telephone, or typed into a portal' },
        ]}
        onChange={(sent) => onChange({ sent })}
      />
      {value.sent === 'other' && (
        <OtherFile choices={choices} value={value} onChange={onChange} copy={copy} onCopy={onCopy} />
      )}
    </>
  );
}

function ChoiceText({ choice: { draft, file, locked }, zone }: { readonly choice: SentChoice; readonly zone: string }) {
  const state = locked ? 'locked' : 'not locked';
  if (file === null)
    return <span>{`Text of version ${draft.version}, pasted: ${LANGUAGE_LABELS[draft.language]}, ${state}`}</span>;
  return (
    <span>
      <span className="wrap">{file.name}</span>{' '}
      <span className="small soft">
        {FORMAT_TEXT[file.format]}, version {draft.version}, {LANGUAGE_LABELS[draft.language]}, {state}, written{' '}
        <ZoneTime at={file.at} zone={zone} />
        {locked && !file.locked && carriesMark(file.format) && '; says DRAFT: it was written before it was locked'}
      </span>
    </span>
  );
}

/** JSON and text are the same bytes before and after; a page says how it stood. */
function carriesMark(format: DocumentFormat): boolean {
  return format === 'pdf' || format === 'docx';
}

type Reading = { readonly part: number } | { readonly failed: string } | null;

function OtherFile({ choices, value, onChange, copy, onCopy }: Omit<Props, 'zone'>) {
  const [reading, setReading] = useState<Reading>(null);
  const [chosen, setChosen] = useState<File | null>(copy);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const read = async (file: File): Promise<void> => {
    stop.current?.abort();
    const { signal } = (stop.current = new AbortController());
    setReading({ part: 0 });
    onCopy(null);
    onChange({ fileSha256: '', fileName: file.name });
    try {
      const fileSha256 = await hashOfFile(file, signal, (part) => setReading({ part }));
      const known = choices.find(({ sha256, file: written }) => written !== null && sha256 === fileSha256);
      setChosen(file);
      onChange({ fileSha256, ...(known && { sent: known.value }) });
      setReading(null);
    } catch (cause) {
      if (!signal.aborted) setReading({ failed: cause instanceof Error ? cause.message : String(cause) });
    }
  };
  const versions = versionsOf(choices);
  return (
    <div className="stack-2">
      <div className="row">
        <FileTrigger
          onSelect={(files) => {
            const [file] = files ?? [];
            if (file !== undefined) void read(file);
          }}
        >
          <Button icon="file">{value.fileName === '' ? 'Choose the file' : 'Choose another file'}</Button>
        </FileTrigger>
        {value.fileSha256 !== '' && <Hash value={value.fileSha256} what="hash of the file that was sent" />}
      </div>
      <output className="wrap">{statusText(value, reading)}</output>
      <p className="small soft">Its SHA-256 is worked out here; the file is sent nowhere, not even to the console.</p>
      {versions.length > 0 && (
        <Choice
          label="It was made from"
          value={value.madeFrom}
          options={[
            ...versions.map(({ draft, locked }) => ({
              value: String(draft.entry),
              label: `Version ${draft.version}, ${LANGUAGE_LABELS[draft.language]}${locked ? ', locked' : ''}`,
            })),
            { value: 'none', label: 'No version kept here' },
          ]}
          onChange={(madeFrom) => onChange({ madeFrom })}
          hint="The console cannot see whether it says the same; who records it says so."
        />
      )}
      {chosen !== null && value.fileSha256 !== '' && (
        <Tick selected={copy !== null} onChange={(keep) => onCopy(keep ? chosen : null)}>
          Keep a copy of it as evidence of this incident
        </Tick>
      )}
    </div>
  );
}

function statusText({ fileName }: SentForm, reading: Reading): string {
  if (reading === null) return fileName;
  if ('failed' in reading) return `${fileName} could not be read: ${reading.failed}`;
  return `Reading ${fileName}: ${Math.floor(reading.part * 100)} %`;
}

function versionsOf(
  choices: readonly SentChoice[],
): readonly { readonly draft: DraftLine; readonly locked: boolean }[] {
  return choices.filter(({ file }) => file === null);
}
