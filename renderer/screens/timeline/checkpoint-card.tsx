import type { CheckpointProof, SignatureLine } from '../../../shared/view/timeline-view.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Time } from '../../ui/time.tsx';

/** A checkpoint over the entry: whose signatures stand under it, and the way from the leaf to its root. */
export function CheckpointCard({ title, proof }: { readonly title: string; readonly proof: CheckpointProof }) {
  const siblings = proof.path.map((step) => step.sibling);
  return (
    <>
      <div className="stack-1">
        <div className="row-apart">
          <h3>
            {title} by the checkpoint over {proof.size} entries
          </h3>
          <CopyButton text={proof.note} what="checkpoint note" />
        </div>
        <ul className="stack-1">
          {proof.lines.map((line) => (
            <Line key={`${line.name} ${line.keyId}`} line={line} />
          ))}
        </ul>
        <pre className="bytes">{proof.note}</pre>
      </div>
      <div className="stack-1">
        <div className="row-apart">
          <h3>From the leaf to the root ({proof.path.length} steps)</h3>
          <CopyButton text={siblings.join('\n')} what="inclusion path" />
        </div>
        {proof.path.length === 0 ? (
          <p className="small soft">None needed: this leaf is the whole tree.</p>
        ) : (
          <ol className="numbered small">
            {proof.path.map((step) => (
              <li key={step.result}>
                {step.side === 'left' ? 'left' : 'right'} <code className="wrap">{step.sibling}</code>
              </li>
            ))}
          </ol>
        )}
        <div className="small">
          Root <Hash value={proof.root} what="root" />
        </div>
      </div>
    </>
  );
}

const ROLE = { console: 'console', operator: 'operator', witness: 'witness', unknown: 'key not known here' } as const;

function Line({ line }: { readonly line: SignatureLine }) {
  return (
    <li className="row small">
      <Icon name={line.valid ? 'check' : 'question'} size={14} />
      <span>
        <strong>{line.who === '' ? line.name : line.who}</strong> <span className="soft">({ROLE[line.role]})</span>
        {!line.valid && ' not valid or not checkable'}
        {line.time !== null && (
          <>
            , says <Time at={line.time} />
          </>
        )}
      </span>
    </li>
  );
}
