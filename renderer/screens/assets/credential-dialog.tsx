import { waveOf, type Credential } from '../../../shared/domain/asset.ts';
import { CREDENTIAL_KINDS } from '../../../shared/domain/credential-kind.ts';
import { CREDENTIAL_FIELDS } from '../../../shared/register/credential-fields.ts';
import type { Cells, FieldDef } from '../../../shared/register/field.ts';
import { readCredential } from '../../../shared/register/read-record.ts';
import { credentialCells } from '../../../shared/register/write-record.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useObservable } from '../../store/observable.ts';
import { useDraft } from '../../store/use-draft.ts';
import { choicesIn, lookupFor } from './choices.ts';
import { RecordDialog } from './record-dialog.tsx';
import { RecordFields } from './record-fields.tsx';
import './assets.css';

interface Props {
  readonly view: IncidentView;
  /** The one to correct, or a new one. */
  readonly credential: Credential | null;
  readonly onClose: () => void;
}

const DEFS: readonly FieldDef[] = CREDENTIAL_FIELDS;

export function CredentialDialog({ view, credential, onClose }: Props) {
  const { catalog } = useStore();
  const { value: known } = useObservable(catalog.state);
  const before: Cells = credential === null ? { label: '', template: '' } : credentialCells(credential);
  const form = { scope: view.incident, form: `credential ${credential?.id ?? 'new'}` };
  const label = credential === null ? 'Register a credential' : `Correct ${credential.label}`;
  const draft = useDraft({ ...form, label, blank: { cells: before, reason: '' } });
  const { cells, reason } = draft.value;
  const read = readCredential(cells, lookupFor(view, known));
  const faults = 'faults' in read ? read.faults : [];
  const send = useCommand('Credential', async ({ client }) => {
    if (!('record' in read)) throw new Error('the form has faults');
    const incident = view.incident as `inc-${string}`;
    const answer =
      credential === null
        ? await client.incident.addCredential({ incident, credential: read.record })
        : await client.incident.correctCredential({
            incident,
            credential: { ...read.record, id: credential.id },
            reason,
          });
    draft.forget();
    onClose();
    return answer;
  });
  const change = (name: string, text: string): void =>
    draft.change({ cells: { ...cells, ...follow(name, text, known?.actions ?? []), [name]: text } });
  const wave = waveOf({ canMint: cells['canMint'] === 'yes', issues: cells['issues'] === 'yes' });
  return (
    <RecordDialog
      title={label}
      draft={draft}
      correcting={credential !== null}
      reason={reason}
      onReason={(next) => draft.change({ reason: next })}
      faults={faults}
      defs={DEFS}
      send={send}
      onClose={onClose}
    >
      <RecordFields
        defs={DEFS.filter(({ name }) => name !== 'mints' || cells['canMint'] === 'yes')}
        cells={cells}
        faults={faults}
        choices={choicesIn(view, known, credential?.id ?? null)}
        form={form}
        generation={draft.generation}
        startHere="label"
        onChange={change}
      />
      <p className="note-box">Goes to wave {wave}.</p>
    </RecordDialog>
  );
}

/** The kind proposes the action; nobody creates others any more without its list going, too. */
function follow(name: string, text: string, actions: readonly { readonly id: string }[]): Cells {
  if (name === 'canMint' && text !== 'yes') return { mints: '' };
  if (name !== 'kind' || !(text in CREDENTIAL_KINDS)) return {};
  const { template } = CREDENTIAL_KINDS[text as keyof typeof CREDENTIAL_KINDS];
  return actions.some(({ id }) => id === template) ? { template } : {};
}
