import { type FactId, factDefinition } from '../../../shared/law/facts.ts';
import type { EntityLegalView, FactView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { answerText } from './answer-text.ts';

interface Props {
  readonly view: IncidentView;
  readonly id: FactId;
  readonly entity: EntityLegalView;
  /** The entity's own answer, which counts now. */
  readonly own: FactView;
  /** What counts once it is taken back; null: nothing is recorded. */
  readonly common: FactView | null;
  readonly onDone: () => void;
}

/** An entity had an answer of its own that it should not have. Tests, clocks and drafts go by that of the incident again. */
export function TakeBackForm({ view, id, entity, own, common, onDone }: Props) {
  const { incident } = view;
  const draft = useDraft({
    scope: incident,
    form: `take back ${own.entry}`,
    label: `Own answer taken back: ${factDefinition(id).label}`,
    blank: '',
  });
  const reason = draft.value;
  const takeBack = useCommand('Own answer', async ({ client }) => {
    const answer = await client.incident.withdrawFact({
      incident: incident as `inc-${string}`,
      fact: id,
      entity: entity.entity as `ent-${string}`,
      answer: own.entry,
      reason,
    });
    draft.recorded(reason);
    onDone();
    return answer;
  });
  return (
    <>
      <p className="note-box">
        {entity.entityName} alone says {answerText(id, own, entity.timeZone)}
        <EntryLink incident={incident} entry={own.entry} />. From then on{' '}
        {common === null ? (
          'nothing is recorded for it, as for the other entities.'
        ) : (
          <>
            it goes by the answer of the incident: {answerText(id, common, entity.timeZone)}
            <EntryLink incident={incident} entry={common.entry} />.
          </>
        )}{' '}
        Rules, clocks and drafts are worked out anew; kept versions stay as they are.
      </p>
      <DraftNotice draft={draft} />
      <TextInput
        label="Why it is taken back"
        rows={2}
        value={reason}
        onChange={draft.set}
        maxLength={2000}
        hint="The answer stays on record, with this reason."
      />
      <FailureBox failure={takeBack.failure} onRetry={() => void takeBack.send()} />
      <div>
        <Button
          tone="primary"
          busy={takeBack.busy}
          isDisabled={reason.trim() === ''}
          onPress={() => void takeBack.send()}
        >
          Take the answer back
        </Button>
      </div>
    </>
  );
}
