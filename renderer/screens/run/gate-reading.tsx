import type { ActionView, GateView } from '../../../shared/view/action-view.ts';
import { Countdown } from '../../ui/time.tsx';
import { ReadingLine } from './reading-line.tsx';
import { Reversal } from './reversal.tsx';

/** What a signature binds, in the order in which somebody who was just woken needs it. */
export function GateReading({ action, gate }: { readonly action: ActionView; readonly gate: GateView }) {
  const dryRun = action.effects.findLast((one) => one.step === 'dryRun')?.reading ?? null;
  return (
    <div className="stack-2">
      <p className="next-title">
        {gate.purpose === 'undo' && 'Undo '}
        {action.template} {action.title}: {action.targetLabel}
      </p>
      {gate.purpose === 'apply' ? (
        <>
          <p>{action.purpose}</p>
          <p>
            <strong>Breaks while in force:</strong> {action.blastRadius}
          </p>
          <Reversal reversal={action.reversal} note={action.reversalNote} risk={action.risk} />
          {dryRun !== null && (
            <div className="stack-1">
              <strong>Dry run</strong>
              <ReadingLine reading={dryRun} />
            </div>
          )}
        </>
      ) : (
        <>
          <p>
            <strong>It takes back:</strong> {action.purpose}
          </p>
          <p>{action.reversalNote}</p>
        </>
      )}
      <dl className="facts facts-two small">
        {Object.entries(action.params).map(([name, value]) => (
          <div key={name} className="shortcut">
            <dt>{action.fields.find((field) => field.name === name)?.label ?? name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p className="small wrap">
        Hash <code>{gate.approvalHash}</code>. <Countdown until={gate.expiresAt} />.
      </p>
    </div>
  );
}
