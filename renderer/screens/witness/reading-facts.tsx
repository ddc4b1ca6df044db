import type { WitnessReading } from '../../../shared/view/witness-view.ts';
import { Hash } from '../../ui/hash.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Time } from '../../ui/time.tsx';
import { entriesText, originWord } from './log-words.ts';

/** What the request says and what is remembered here, side by side, before anybody answers. */
export function ReadingFacts({ reading }: { readonly reading: WitnessReading }) {
  const { asked, log } = reading;
  if (asked === null) return null;
  const seen = log?.seen ?? null;
  const since = seen === null ? 0 : asked.size - seen.size;
  return (
    <dl className="facts">
      <dt>Record</dt>
      <dd className="row">
        {asked.origin.startsWith('bulkhead/exercise/') && <Mark tone="exercise">Exercise</Mark>}
        {log !== null && log.name !== null && <strong>{log.name}</strong>}
        <span>{originWord(asked.origin)}</span>
        <code className="wrap">{asked.origin}</code>
      </dd>
      <dt>Asks for</dt>
      <dd>
        <strong>{entriesText(asked.size)}</strong>
      </dd>
      <dt>Root</dt>
      <dd>
        <Hash value={asked.root} what="root in the request" />
      </dd>
      <dt>Seen here last</dt>
      <dd>
        {seen === null ? (
          'never: there is nothing to compare with'
        ) : (
          <>
            {entriesText(seen.size)}, <Time at={seen.at} />
            {since > 0 && <> ({since.toLocaleString('en-GB')} more since)</>}
          </>
        )}
      </dd>
      {asked.old !== (seen?.size ?? 0) && (
        <>
          <dt>It believes</dt>
          <dd>
            {asked.old === 0 ? 'that this witness never saw it' : `${entriesText(asked.old)} were seen here last`}
          </dd>
        </>
      )}
      <dt>Signed by</dt>
      <dd>
        {asked.keyIds.length === 0
          ? 'nobody under the name of the record'
          : asked.keyIds.map((id) => {
              const known = log?.keys.find(({ keyId }) => keyId === id);
              return (
                <span key={id} className="row">
                  console key <code>{id}</code>
                  {known === undefined ? (
                    <span className="soft">not known here</span>
                  ) : (
                    <span className="soft">
                      known here, fingerprint <code title={known.fingerprint}>{known.fingerprint.slice(0, 16)}…</code>
                    </span>
                  )}
                </span>
              );
            })}
      </dd>
    </dl>
  );
}
