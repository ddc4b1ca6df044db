import { CLOCK_IDS } from '../../../shared/law/pack.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Hash } from '../../ui/hash.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Which rules answer here, who signed them, and what they rest on. */
export function PackPanel({ view }: { readonly view: IncidentView }) {
  const { packVersion, title, statusDate, sha256, signature, sources } = view.pack;
  return (
    <Panel title="Rule pack">
      <dl className="facts">
        <dt>Pack</dt>
        <dd>
          {packVersion}: {title}, checked {statusDate}
        </dd>
        <dt>Signature</dt>
        <dd>
          {signature.verified ? (
            <Mark tone="good" icon="seal">
              {`Signed by ${signature.by}`}
            </Mark>
          ) : (
            <Mark tone="danger" icon="alert">
              These are not the rules that were signed
            </Mark>
          )}
        </dd>
        <dt>SHA-256</dt>
        <dd>
          <Hash value={sha256} what="rule pack" />
        </dd>
        <dt>Clocks</dt>
        <dd>{CLOCK_IDS.length} rows of the register</dd>
      </dl>
      <details>
        <summary>Sources and how sure they are</summary>
        <p className="small soft">
          Texts of the law, restatements by others, and general knowledge that nobody confirmed. Each title says which;
          rules, clocks and criteria name theirs.
        </p>
        <ul className="bullets small">
          {sources.map((source) => (
            <li key={source.tag}>
              <code>{source.tag}</code> {source.title}
            </li>
          ))}
        </ul>
      </details>
    </Panel>
  );
}
