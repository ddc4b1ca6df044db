import type { Reading, StepName, Verdict } from '../../../shared/domain/action.ts';
import type { ActionView } from '../../../shared/view/action-view.ts';
import { Icon } from '../../ui/icon.tsx';
import { Time } from '../../ui/time.tsx';

interface Proof {
  readonly step: StepName;
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
      step: 'mustFail',
      title: action.template.startsWith('K') ? 'The old credential must fail' : 'What is cut must fail',
      reading: mustFail,
      wanted: 'blocked',
      good: 'It fails',
      bad: 'It still works',
    },
    {
      step: 'mustWork',
      title: 'Others must still work',
      reading: mustWork,
      wanted: 'passed',
      good: 'They work',
      bad: 'They are broken',
    },
    {
      step: 'residual',
      title: 'No session may live on',
      reading: residual,
      wanted: 'none',
      good: 'None left',
      bad: 'Sessions live on',
    },
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
          <ProofBox key={proof.title} proof={proof} stale={stale} undone={beforeUndo(action, proof.step)} />
        ))}
      </div>
    </section>
  );
}

/** Whether a step that takes things back began after this was seen last: what was proven then may not hold any more. */
function beforeUndo({ effects }: ActionView, step: StepName): boolean {
  const at = (wanted: StepName): number => effects.findLastIndex((one) => one.step === wanted);
  return at(step) < at('undo');
}

interface BoxProps {
  readonly proof: Proof;
  readonly stale: boolean;
  readonly undone: boolean;
}

function ProofBox({ proof, stale, undone }: BoxProps) {
  const { reading, wanted } = proof;
  const stands = reading?.verdict === wanted;
  const unclear = reading?.verdict === 'unclear' || reading?.verdict === 'failed';
  const said = reading === null ? 'Not probed yet' : stands ? proof.good : unclear ? 'Proves neither' : proof.bad;
  const past = reading !== null && undone;
  return (
    <div
      className={
        reading === null || past || (stands && stale) ? 'proof' : stands ? 'proof proof-good' : 'proof proof-bad'
      }
    >
      <span className="small">{proof.title}</span>
      <span className="proof-said">
        <Icon name={reading === null || past ? 'ring' : stands ? 'check' : unclear ? 'question' : 'cross'} />
        {past ? 'Not probed since' : said}
      </span>
      {past && <span className="small">Before the undo: {said}.</span>}
      {reading !== null && !past && <span className="small">{reading.summary}</span>}
      {(past ? [] : (reading?.sessions ?? [])).map((session) => (
        <span key={session.id} className="small">
          <code>{session.id}</code> {session.label}
        </span>
      ))}
    </div>
  );
}
