import { useState } from 'react';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import type { DraftView } from '../../../shared/view/draft-view.ts';
import { bridge } from '../../client/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';

type Kind = 'letter' | 'text' | 'json';
const KINDS: readonly {
  readonly kind: Kind;
  readonly label: string;
  readonly type: string;
  readonly ending: string;
}[] = [
  { kind: 'letter', label: 'Letter', type: 'text/plain', ending: 'letter.txt' },
  { kind: 'text', label: 'Plain text', type: 'text/plain', ending: 'txt' },
  { kind: 'json', label: 'JSON', type: 'application/json', ending: 'json' },
];

/** The whole draft as one file. The desktop shell lets nothing be downloaded; there it is copied, or written by `bulkhead call`. */
export function DraftFiles({ shown, form }: { readonly shown: DraftView; readonly form: FormId }) {
  const [open, setOpen] = useState<Kind | null>(null);
  const saves = bridge() === null;
  return (
    <div className="stack-2">
      <div className="row">
        {KINDS.filter(({ kind }) => shown[kind] !== null).map(({ kind, label, type, ending }) => (
          <span key={kind} className="row">
            <Button size="small" aria-expanded={open === kind} onPress={() => setOpen(open === kind ? null : kind)}>
              {open === kind ? `Hide ${label}` : label}
            </Button>
            <CopyButton text={shown[kind] ?? ''} what={`the draft as ${label}`} />
            {saves && (
              <a
                className="button button-plain button-small"
                download={`${shown.draft.exercise ? 'EXERCISE' : 'DRAFT'}-${form}-${shown.draft.language}.${ending}`}
                href={`data:${type};charset=utf-8,${encodeURIComponent(shown[kind] ?? '')}`}
                aria-label={`Save the draft as ${label}`}
              >
                Save
              </a>
            )}
          </span>
        ))}
      </div>
      <p className="small soft">
        Do not give a draft to an online translator or assistant for its wording: that is a disclosure of its own.
      </p>
      {open !== null && <pre className="bytes draft-text">{shown[open]}</pre>}
    </div>
  );
}
