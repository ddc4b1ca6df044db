import type { QuorumRule } from '../../../shared/domain/action.ts';
import type { CatalogAction } from '../../../shared/view/catalog-view.ts';
import { Mark } from '../../ui/mark.tsx';
import { ROLE_TEXT } from '../../ui/role-text.ts';
import { ContractMark } from './contract-mark.tsx';
import { STEP_TEXT } from './effect-list.tsx';
import { Reversal } from './reversal.tsx';
import { riskText } from './risk-text.ts';

const MINUTE_MS = 60_000;

/** What has to be known of an action before anybody drafts it; each step one tap away. */
export function TemplateFacts({ template }: { readonly template: CatalogAction }) {
  const { risk, leaseMs, breakGlass, needsHold, quorum, steps } = template;
  return (
    <div className="stack-2">
      <p className="row">
        <Mark tone={risk === 'R3' ? 'danger' : 'calm'}>{riskText(risk)}</Mark>
        {leaseMs !== null && <Mark tone="calm" icon="clock">{`On a lease of ${leaseMs / MINUTE_MS} minutes`}</Mark>}
        {breakGlass && <Mark tone="calm">The commander may break glass</Mark>}
        {needsHold && (
          <Mark tone="wait" icon="lock">
            Needs a sealed copy under hold
          </Mark>
        )}
        <ContractMark tested={template.tested} />
      </p>
      <Reversal reversal={template.reversal} note={template.reversalNote} risk={template.risk} />
      <p>
        <strong>Breaks while in force:</strong> {template.blastRadius}
      </p>
      <p>
        <strong>Signatures:</strong> {quorumText(quorum)}
      </p>
      <details className="playbook-text">
        <summary>What it does, step by step</summary>
        <dl className="stack-2 small">
          {steps.map(({ step, titles }) => (
            <div key={step}>
              <dt className="strong">
                {STEP_TEXT[step]}
                {step === 'collect' && <span className="soft"> (kept as evidence, with every later answer)</span>}
              </dt>
              {titles.map((title) => (
                <dd key={title}>{title}</dd>
              ))}
              {titles.length === 0 && <dd className="soft">Nothing to do here.</dd>}
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

function quorumText({ distinct, seats, requesterApart }: QuorumRule): string {
  if (distinct === 0) return 'none, it only reads.';
  const who = seats.map((roles) => roles.map((role) => ROLE_TEXT[role]).join(' or ')).join('; ');
  const people = distinct === 1 ? 'one person' : `${distinct} people with keys of their own`;
  const apart = requesterApart ? ' Whoever asks for it approves nothing of it.' : '';
  return who === '' ? `${people}.${apart}` : `${people}: ${who}.${apart}`;
}
