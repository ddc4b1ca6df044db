import type { SignatureView } from '../../../shared/view/action-view.ts';
import { Icon } from '../../ui/icon.tsx';
import { Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

/** Somebody's signed no, with its reason, until it is submitted anew: whoever goes on has to answer it. */
export function RejectionLine({ incident, said }: { readonly incident: string; readonly said: SignatureView }) {
  return (
    <p className="trap">
      <Icon name="cross" size={20} />
      <span className="grow">
        <strong>Rejected by {said.name}</strong>, <Time at={said.at} short />: “{said.note}”
      </span>
      <EntryLink incident={incident} entry={said.entry} />
    </p>
  );
}
