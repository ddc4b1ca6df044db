import { ASSET_TYPE_TEXT } from '../../../shared/domain/asset-text.ts';
import { consumersKnown, type Asset, type Credential } from '../../../shared/domain/asset.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextInput } from '../../ui/text-input.tsx';

export interface Filter {
  readonly text: string;
  readonly type: Asset['type'] | '';
  readonly only: '' | 'critical' | 'gaps' | 'money';
}

export const NO_FILTER: Filter = { text: '', type: '', only: '' };

const TYPES = Object.entries(ASSET_TYPE_TEXT).map(([value, label]) => ({ value: value as Filter['type'], label }));

export function filterAssets(assets: readonly Asset[], { text, type, only }: Filter): readonly Asset[] {
  return assets.filter(
    (asset) =>
      has(text, [
        asset.name,
        asset.owner,
        asset.region,
        asset.businessFunction,
        asset.id,
        ASSET_TYPE_TEXT[asset.type],
      ]) &&
      (type === '' || asset.type === type) &&
      (only !== 'critical' || asset.criticalFunction === 'yes') &&
      (only !== 'gaps' || asset.owner === '' || asset.criticalFunction === 'unknown') &&
      only !== 'money',
  );
}

export function filterCredentials<T extends Credential>(
  list: readonly T[],
  { text, type, only }: Filter,
): readonly T[] {
  if (type !== '' || only === 'critical') return [];
  return list.filter(
    (one) =>
      has(text, [one.label, one.owner, one.template, one.consumers, one.id]) &&
      (only !== 'gaps' || !consumersKnown(one) || one.lastUsed === undefined || one.owner === undefined) &&
      (only !== 'money' || one.movesMoney === true),
  );
}

function has(asked: string, texts: readonly (string | undefined)[]): boolean {
  const word = asked.trim().toLowerCase();
  return word === '' || texts.some((text) => text?.toLowerCase().includes(word) === true);
}

interface Props {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
  readonly shown: number;
  readonly all: number;
}

export function RegisterFilter({ filter, onChange, shown, all }: Props) {
  return (
    <search className="register-filter" data-key="filter">
      <TextInput
        label="Find"
        type="search"
        placeholder="Name, owner, region, function"
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
      />
      <Choice
        label="Type of asset"
        value={filter.type}
        prompt="All types"
        options={filter.type === '' ? TYPES : [{ value: '' as const, label: 'All types' }, ...TYPES]}
        onChange={(type) => onChange({ ...filter, type })}
      />
      <Choice
        label="Only"
        value={filter.only}
        prompt="Everything"
        options={[
          ...(filter.only === '' ? [] : [{ value: '' as const, label: 'Everything' }]),
          { value: 'critical', label: 'Critical functions' },
          { value: 'gaps', label: 'With something not known' },
          { value: 'money', label: 'Credentials that move money' },
        ]}
        onChange={(only) => onChange({ ...filter, only })}
      />
      {shown !== all && (
        <div className="row">
          <output className="small soft">
            {shown} of {all} shown
          </output>
          <Button size="small" tone="quiet" icon="cross" onPress={() => onChange(NO_FILTER)}>
            Show all
          </Button>
        </div>
      )}
    </search>
  );
}
