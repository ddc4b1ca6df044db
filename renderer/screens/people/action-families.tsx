import type { CatalogAction } from '../../../shared/view/catalog-view.ts';
import { Button } from '../../ui/button.tsx';
import { Ticks } from '../../ui/tick.tsx';

const FAMILIES = [
  ['K', 'Keys and credentials'],
  ['M', 'Models and data'],
  ['N', 'Network and gateways'],
] as const;

interface Props {
  readonly actions: readonly CatalogAction[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Actions to choose from, by what they are about. */
export function ActionFamilies({ actions, chosen, onChange }: Props) {
  return FAMILIES.map(([letter, label]) => (
    <Family
      key={letter}
      label={label}
      actions={actions.filter(({ id }) => id.startsWith(letter))}
      chosen={chosen}
      onChange={onChange}
    />
  ));
}

function Family({ label, actions, chosen, onChange }: Props & { readonly label: string }) {
  if (actions.length === 0) return null;
  const ids = actions.map(({ id }) => id);
  const others = chosen.filter((id) => !ids.includes(id));
  const every = ids.every((id) => chosen.includes(id));
  return (
    <div className="action-family">
      <Ticks
        label={label}
        items={actions.map(({ id, title, reversal }) => ({
          value: id,
          label: `${id} ${title}${reversal === 'irreversible' ? ' (cannot be undone)' : ''}`,
        }))}
        value={chosen.filter((id) => ids.includes(id))}
        onChange={(some) => onChange([...others, ...some])}
      />
      {ids.length > 1 && (
        <Button
          size="small"
          tone="quiet"
          aria-label={`${every ? 'None' : 'All'} of ${label.toLowerCase()}`}
          onPress={() => onChange(every ? others : [...others, ...ids])}
        >
          {every ? 'None of these' : 'All of these'}
        </Button>
      )}
    </div>
  );
}
