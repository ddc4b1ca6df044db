import { useState } from 'react';
import type { Asset } from '../../../shared/domain/asset.ts';
import { incidentHash } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';

interface Props {
  readonly incident: string;
  readonly assets: readonly Asset[];
  readonly kinds: readonly string[];
  readonly busy: boolean;
  readonly onStart: (subject: Asset['id']) => void;
}

/** Which asset a run is about, for playbooks that run once per asset. */
export function SubjectPicker({ incident, assets, kinds, busy, onStart }: Props) {
  const [chosen, setChosen] = useState<string>('');
  const asset = assets.find((one) => one.id === (chosen === '' && assets.length === 1 ? assets[0]?.id : chosen));
  if (assets.length === 0) {
    return (
      <p className="small soft">
        <a href={incidentHash(incident, 'assets')}>Register an asset first</a>:{' '}
        {kinds.map((kind) => kind.replaceAll('-', ' ')).join(' or ')}.
      </p>
    );
  }
  return (
    <div className="row">
      <Choice
        label="About"
        hideLabel
        value={asset?.id ?? ''}
        prompt="Choose an asset"
        options={assets.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setChosen}
      />
      <Button
        tone="primary"
        icon="play"
        busy={busy}
        isDisabled={asset === undefined}
        onPress={() => asset && onStart(asset.id)}
      >
        Start
      </Button>
    </div>
  );
}
