import type { StampProof } from '../../../shared/view/timeline-view.ts';
import { Hash } from '../../ui/hash.tsx';
import { BothTimes } from '../../ui/time.tsx';
import { EntryLink } from './entry-link.tsx';

/** The authority's word about the checkpoint above: who, when, and the files to check it with. */
export function StampFacts({ incident, stamp }: { readonly incident: string; readonly stamp: StampProof }) {
  return (
    <section className="stack-2" aria-label="Time-stamp">
      <h3>
        Time-stamp on record <EntryLink incident={incident} entry={stamp.entry} />
      </h3>
      <dl className="facts small">
        <dt>Authority</dt>
        <dd className="wrap">{stamp.tsa}</dd>
        <dt>Time</dt>
        <dd>
          <BothTimes at={stamp.genTime} />
        </dd>
        <dt>Serial</dt>
        <dd>
          <code className="wrap">{stamp.serial}</code>
        </dd>
        <dt>Stamped</dt>
        <dd>
          <Hash value={stamp.checkpointSha256} what="hash of the stamped checkpoint" />
        </dd>
        <dt>Reply</dt>
        <dd>
          <Hash value={stamp.replySha256} what="hash of the reply" />
        </dd>
      </dl>
      <p className="small soft">
        Both files are in the vault and in every bundle under these hashes. VERIFY.txt of a bundle has the openssl
        lines.
      </p>
    </section>
  );
}
