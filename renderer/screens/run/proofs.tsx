import type { Reading, StepName, Verdict } from '../../../shared/domain/action.ts';
import type { ActionView } from '../../../shared/view/action-view.ts';
import { Icon } from '../../ui/icon.tsx';
import { Time } from '../../ui/time.tsx';

interface Proof {
  readonly title: string;
  readonly reading: Reading | null;
  readonly wanted: Verdict;
  readonly good: string;
  readonly bad: string;
}

const PROBES: readonly StepName[] = ['mustFail', 'mustWork', 'residual'];

/** Revoked is not cut: three proofs, all of which have to stand before an action is effective (law 3). */
export function Proofs({ action }: { readonly action: ActionView }) {
  const { mustFail, mustWork, residual } = action.proof;
  if (mustFail === null && mustWork === null && residual === null) return null;
  const proofs: readonly Proof[] = [
    {
      title: action.template.startsWith('K') ? 'The old credential must fail' : 'What is cut must fail',
      reading: mustFail,
      wanted: 'blocked',
      good: 'It fails',
      bad: 'It still works',
    },
    { title: 'Others must still work', reading: mustWork, wanted: 'passed', good: 'They work', bad: 'They are broken' },
    { title: 'No session may live on', reading: residual, wanted: 'none', good: 'None left', bad: 'Sessions live on' },
  ];
  const seen = action.effects.findLast((one) => PROBES.includes(one.step) && one.reading !== null)?.completedAt ?? null;
  // A lease that has run out since may have taken with it what was proven.
  const stale = action.lease?.state === 'over' && seen !== null && seen < action.lease.until;
  return (
    <section className="stack-2" aria-label="Proofs">
      <div className="row-apart">
        <h3>Proofs</h3>
        {seen !== null && (
          <span className="small soft">
            Last seen <Time at={seen} short />
          </span>
        )}
      </div>
      {stale && <p className="gate-needed">Seen before the lease ended: it may flow again. Probe again.</p>}
      <div className="proofs">
        {proofs.map((proof) => (
          <ProofBox key={proof.title} proof={proof} stale={stale} />
        ))}
      </div>
    </section>
  );
}

function ProofBox({ proof, stale }: { readonly proof: Proof; readonly stale: boolean }) {
  const { reading, wanted } = proof;
  const stands = reading?.verdict === wanted;
  const unclear = reading?.verdict === 'unclear' || reading?.verdict === 'failed';
  const said = reading === null ? 'Not probed yet' : stands ? proof.good : unclear ? 'Proves neither' : proof.bad;
  return (
    <div className={reading === null || (stands && stale) ? 'proof' : stands ? 'proof proof-good' : 'proof proof-bad'}>
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
