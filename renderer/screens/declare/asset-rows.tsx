import { Button } from '../../ui/button.tsx';
import { Choice, type Option } from '../../ui/choice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { Asset } from '../../../shared/domain/asset.ts';
import { ASSET_TYPE_TEXT } from '../../../shared/domain/asset-text.ts';
import type { AssetRow } from './declaration.ts';

export type AssetType = Asset['type'];

const TYPES = Object.entries(ASSET_TYPE_TEXT).map(([value, label]) => ({ value: value as AssetType, label }));
const CRITICAL: readonly Option<AssetRow['criticalFunction']>[] = [
  { value: 'yes', label: 'Critical function: yes' },
  { value: 'no', label: 'Critical function: no' },
  { value: 'unknown', label: 'Critical function: not known' },
];

interface Props {
  readonly rows: readonly AssetRow[];
  readonly onChange: (rows: readonly AssetRow[]) => void;
}

export function AssetRows({ rows, onChange }: Props) {
  const set = (row: AssetRow, part: Partial<AssetRow>): void =>
    onChange(rows.map((one) => (one === row ? { ...one, ...part } : one)));
  const add = (): void => {
    const key = Math.max(0, ...rows.map((row) => row.key)) + 1;
    onChange([...rows, { key, type: 'llm.server', name: '', owner: '', criticalFunction: 'unknown' }]);
  };
  return (
    <fieldset className="stack-2">
      <legend className="field-label">Affected systems and assets, as far as known</legend>
      {rows.map((row, at) => (
        <div key={row.key} className="asset-row">
          <Choice
            label={`Type of asset ${at + 1}`}
            hideLabel
            value={row.type}
            options={TYPES}
            onChange={(type) => set(row, { type })}
          />
          <TextInput
            label={`Name of asset ${at + 1}`}
            hideLabel
            placeholder="Name"
            value={row.name}
            onChange={(name) => set(row, { name })}
          />
          <TextInput
            label={`Owner of asset ${at + 1}`}
            hideLabel
            placeholder="Owner"
            value={row.owner}
            onChange={(owner) => set(row, { owner })}
          />
          <Choice
            label={`Asset ${at + 1}: part of a critical function?`}
            hideLabel
            value={row.criticalFunction}
            options={CRITICAL}
            onChange={(criticalFunction) => set(row, { criticalFunction })}
          />
          <Button
            size="small"
            icon="cross"
            aria-label={`Remove asset ${at + 1}`}
            onPress={() => onChange(rows.filter((one) => one !== row))}
          >
            Remove
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" icon="plus" onPress={add}>
          Add an asset
        </Button>
      </div>
    </fieldset>
  );
}
