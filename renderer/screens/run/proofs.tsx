import type { Reading, Verdict } from '../../../shared/domain/action.ts';
import type { ActionView } from '../../../shared/view/action-view.ts';
import { Icon } from '../../ui/icon.tsx';

interface Proof {
  readonly title: string;
  readonly reading: Reading | null;
  readonly wanted: Verdict;
  readonly good: string;
  readonly bad: string;
}

/** Revoked is not cut: three proofs, all of which have to stand before an action is effective (law 3). */
export function Proofs({ action }: { readonly action: ActionView }) {
  const { mustFail, mustWork, residual } = action.proof;
  if (mustFail === null && mustWork === null && residual === null) return null;
  const proofs: readonly Proof[] = [
    {
      title: 'The old credential must fail',
      reading: mustFail,
      wanted: 'blocked',
      good: 'It fails',
      bad: 'It still works',
    },
    { title: 'Others must still work', reading: mustWork, wanted: 'passed', good: 'They work', bad: 'They are broken' },
    { title: 'No session may live on', reading: residual, wanted: 'none', good: 'None left', bad: 'Sessions live on' },
  ];
  return (
    <section className="stack-2" aria-label="Proofs">
      <h3>Proofs</h3>
      <div className="proofs">
        {proofs.map((proof) => (
          <ProofBox key={proof.title} proof={proof} />
        ))}
      </div>
    </section>
  );
}

function ProofBox({ proof }: { readonly proof: Proof }) {
  const { reading, wanted } = proof;
  const stands = reading?.verdict === wanted;
  const unclear = reading?.verdict === 'unclear' || reading?.verdict === 'failed';
  const said = reading === null ? 'Not probed yet' : stands ? proof.good : unclear ? 'Proves neither' : proof.bad;
  return (
    <div className={reading === null ? 'proof' : stands ? 'proof proof-good' : 'proof proof-bad'}>
      <span className="small">{proof.title}</span>
      <span className="proof-said">
        <Icon name={reading === null ? 'ring' : stands ? 'check' : unclear ? 'question' : 'cross'} />
        {said}
      </span>
      {reading !== null && <span className="small">{reading.summary}</span>}
      {(reading?.sessions ?? []).map((session) => (
        <span key={session.id} className="small">
          <code>{session.id}</code> {session.label}
        </span>
      ))}
    </div>
  );
}
