import type { ActionView, EffectView } from '../../../shared/view/action-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf } from '../../ui/tick.tsx';
import { Time } from '../../ui/time.tsx';
import { shellLine } from './shell-quote.ts';

interface DoubtAnswer {
  readonly happened: 'yes' | 'no' | 'unknown' | '';
  readonly reason: string;
}

interface Props {
  readonly view: IncidentView;
  readonly action: ActionView;
  readonly effect: EffectView;
  readonly title: string;
}

/** A step that started and has no recorded outcome. The console asks; it never repeats it by itself (law 2). */
export function DoubtForm({ view, action, effect, title }: Props) {
  const draft = useDraft<DoubtAnswer>({
    scope: view.incident,
    form: `doubt ${effect.effect}`,
    label: `In doubt: ${title}`,
    blank: { happened: '', reason: '' },
  });
  const { happened, reason } = draft.value;
  const resolve = useCommand('Resolution', async ({ client }) => {
    if (happened === '') throw new Error('no answer was chosen');
    const answer = await client.action.resolveDoubt({
      incident: view.incident as `inc-${string}`,
      action: action.action as `act-${string}`,
      effect: effect.effect,
      happened,
      reason,
    });
    draft.forget();
    return answer;
  });
  return (
    <section className="doubt" aria-label={`In doubt: ${title}`}>
      <h3 className="row">
        <Icon name="question" size={20} /> In doubt: {title}
      </h3>
      <p>
        Started <Time at={effect.startedAt} /> and has no recorded outcome; the console was interrupted. Look at the
        real system before you answer. Nothing is repeated.
      </p>
      {effect.commands.map((command) => (
        <pre key={shellLine(command.argv)} className="command-line">
          {shellLine(command.argv)}
        </pre>
      ))}
      <DraftNotice draft={draft} />
      <OneOf
        label="Did it happen?"
        value={happened}
        items={[
          { value: 'yes', label: 'Yes, it took effect' },
          { value: 'no', label: 'No, nothing changed' },
          { value: 'unknown', label: 'Cannot be told' },
        ]}
        onChange={(next) => draft.change({ happened: next })}
      />
      <TextInput
        label="What you looked at"
        rows={2}
        value={reason}
        onChange={(next) => draft.change({ reason: next })}
      />
      <FailureBox failure={resolve.failure} />
      <div>
        <Button
          tone="primary"
          busy={resolve.busy}
          isDisabled={happened === '' || reason.trim() === ''}
          onPress={() => void resolve.send()}
        >
          Record the answer
        </Button>
      </div>
    </section>
  );
}
