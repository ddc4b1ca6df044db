import type { Asset } from '../../../shared/domain/asset.ts';
import { ASSET_FIELDS } from '../../../shared/register/asset-fields.ts';
import type { Cells, FieldDef } from '../../../shared/register/field.ts';
import { readAsset } from '../../../shared/register/read-record.ts';
import { assetCells } from '../../../shared/register/write-record.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useObservable } from '../../store/observable.ts';
import { useDraft } from '../../store/use-draft.ts';
import { choicesIn, lookupFor } from './choices.ts';
import { RecordDialog } from './record-dialog.tsx';
import { RecordFields } from './record-fields.tsx';

interface Props {
  readonly view: IncidentView;
  /** The one to correct, or a new one. */
  readonly asset: Asset | null;
  readonly onClose: () => void;
}

const DEFS: readonly FieldDef[] = ASSET_FIELDS;

/** Fields follow the type: ranges of a segment, hashes of a model. */
export function AssetDialog({ view, asset, onClose }: Props) {
  const { catalog } = useStore();
  const { value: known } = useObservable(catalog.state);
  const before: Cells = asset === null ? { name: '', type: '' } : assetCells(asset);
  const form = { scope: view.incident, form: `asset ${asset?.id ?? 'new'}` };
  const label = asset === null ? 'Register an asset' : `Correct ${asset.name}`;
  const draft = useDraft({ ...form, label, blank: { cells: before, reason: '' } });
  const { cells, reason } = draft.value;
  const defs = DEFS.filter(({ only }) => only?.some((one) => one === cells['type']) ?? true);
  const shown: Cells = Object.fromEntries(defs.map(({ name }) => [name, cells[name] ?? '']));
  const read = readAsset(shown, lookupFor(view, known));
  const send = useCommand('Asset', async ({ client }) => {
    if (!('record' in read)) throw new Error('the form has faults');
    const incident = view.incident as `inc-${string}`;
    const answer =
      asset === null
        ? await client.incident.addAsset({ incident, asset: read.record })
        : await client.incident.correctAsset({ incident, asset: { ...read.record, id: asset.id }, reason });
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <RecordDialog
      title={label}
      draft={draft}
      correcting={asset !== null}
      reason={reason}
      onReason={(next) => draft.change({ reason: next })}
      faults={'faults' in read ? read.faults : []}
      defs={DEFS}
      send={send}
      onClose={onClose}
    >
      <RecordFields
        defs={defs}
        cells={shown}
        faults={'faults' in read ? read.faults : []}
        choices={choicesIn(view, known, asset?.id ?? null)}
        form={form}
        generation={draft.generation}
        startHere="name"
        onChange={(name, text) => draft.change({ cells: { ...cells, [name]: text } })}
      />
    </RecordDialog>
  );
}
