import { REGIME_LABELS, type Regime } from '../../../shared/law/pack.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { type Supposed, useAssessment } from './use-assessment.ts';

const OUTCOME = { applies: 'applies', 'does-not-apply': 'does not apply', open: 'open' } as const;
const VERDICT = { yes: 'Yes.', no: 'No.', unknown: 'Unknown.' } as const;
const NOTHING: readonly Supposed[] = [];

interface Props {
  readonly view: IncidentView;
  readonly entity: EntityLegalView;
  readonly regime: Regime;
  readonly reopen: boolean;
  readonly onClose: () => void;
}

/** "Not applicable", or its reopening: a negative decision is as much on record as a positive one. */
export function DismissDialog({ view, entity, regime, reopen, onClose }: Props) {
  const title = `${reopen ? 'Reopen' : 'Not applicable'}: ${REGIME_LABELS[regime]}, ${entity.entityName}`;
  const draft = useDraft<{ readonly reason: string }>({
    scope: view.incident,
    form: `${reopen ? 'reopen' : 'dismiss'} ${entity.entity} ${regime}`,
    label: title,
    blank: { reason: '' },
  });
  const { reason } = draft.value;
  const finding = entity.routing.findings.find((one) => one.regime === regime);
  const { found } = useAssessment({
    incident: view.incident,
    entity: entity.entity,
    revision: view.revision,
    suppose: NOTHING,
    pack: null,
  });
  const tests = (found?.assessments ?? []).filter((one) => one.regime === regime);
  const decide = useCommand(reopen ? 'Reopening' : 'Decision', async ({ client }) => {
    const body = {
      incident: view.incident as `inc-${string}`,
      entity: entity.entity as `ent-${string}`,
      regime,
      reason,
    };
    const answer = await (reopen ? client.law.reopen(body) : client.law.dismiss(body));
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <DialogBox title={title} open onClose={onClose}>
      <DraftNotice draft={draft} />
      <p>
        {reopen
          ? 'The clocks of this regime count again, from the awareness decided before.'
          : 'Signed by you with what the rules say now. It stays on record, its clocks step back, and any new fact that the regime reads opens it again.'}
      </p>
      {finding !== undefined && !reopen && (
        <div className="note-box stack-1">
          <p>
            <strong>The rules say now: {OUTCOME[finding.outcome]}.</strong> {finding.reason}
          </p>
          {tests.map(({ test, question, verdict }) => (
            <p key={test} className="small">
              {question} <strong>{VERDICT[verdict]}</strong>
            </p>
          ))}
        </div>
      )}
      <TextInput
        label="Reason"
        rows={4}
        value={reason}
        onChange={(next) => draft.change({ reason: next })}
        hint="Which fact decides it, and who confirmed that. A reader will ask in eight months."
      />
      <FailureBox failure={decide.failure} onRetry={() => void decide.send()} />
      <div>
        <Button tone="primary" busy={decide.busy} isDisabled={reason.trim() === ''} onPress={() => void decide.send()}>
          {reopen ? 'Reopen it' : 'Record: not applicable'}
        </Button>
      </div>
    </DialogBox>
  );
}
