import type { CheckpointProof, SignatureLine } from '../../../shared/view/timeline-view.ts';
import { Bytes } from '../../ui/bytes.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Time } from '../../ui/time.tsx';
import { PathLadder } from './path-ladder.tsx';
import './proof.css';

interface Props {
  readonly title: string;
  readonly leaf: string;
  readonly proof: CheckpointProof;
}

/** A checkpoint over the entry: whose signatures stand under it, and the way from the leaf to its root. */
export function CheckpointCard({ title, leaf, proof }: Props) {
  return (
    <section className="stack-2" aria-label={`${title}: checkpoint over ${proof.size} entries`}>
      <div className="row-apart">
        <h3>
          {title}: checkpoint over {proof.size} entries
        </h3>
        <CopyButton text={proof.note} what="checkpoint note" />
      </div>
      <ul className="stack-1">
        {proof.lines.map((line) => (
          <Line key={`${line.name} ${line.keyId} ${line.time ?? ''}`} line={line} />
        ))}
      </ul>
      {proof.path.length === 0 ? (
        <p className="small soft">This entry is the whole tree: its hash is the root.</p>
      ) : (
        <PathLadder leaf={leaf} path={proof.path} size={proof.size} />
      )}
      <div className="small">
        Root <Hash value={proof.root} what="root" />
      </div>
      <details>
        <summary>Every digit, to check by hand</summary>
        <div className="stack-2">
          <ol className="numbered small">
            {proof.path.map((step) => (
              <li key={step.result}>
                with <code className="wrap">{step.sibling}</code> on the {step.side} gives{' '}
                <code className="wrap">{step.result}</code>
              </li>
            ))}
          </ol>
          <Bytes text={proof.note} what="checkpoint note" />
        </div>
      </details>
    </section>
  );
}

const ROLE = {
  console: 'the console’s key',
  operator: 'their own key',
  witness: 'witness',
  unknown: 'a key not known here',
} as const;

function Line({ line }: { readonly line: SignatureLine }) {
  return (
    <li className="signature small">
      <Icon name={line.valid ? 'check' : 'question'} size={14} />
      <div>
        <p>
          <strong>{line.who === '' ? line.name : line.who}</strong> <span className="soft">({ROLE[line.role]})</span>
          {!line.valid && ' cannot be verified here'}
          {line.time !== null && (
            <>
              , <Time at={line.time} />
            </>
          )}
        </p>
        <p className="soft">
          {line.role === 'witness' && `${line.name}, `}
          {line.key === '' ? 'key id ' : 'fingerprint '}
          <code title={line.key}>{line.key === '' ? line.keyId : `${line.key.slice(0, 16)}…`}</code>
        </p>
      </div>
    </li>
  );
}
