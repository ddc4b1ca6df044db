import { useState } from 'react';
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
import { type Happened, afterDoubt, afterLook, changes, programsOf } from './doubt-text.ts';
import { shellLine } from './shell-quote.ts';

interface DoubtAnswer {
  readonly happened: Happened | '';
  readonly reason: string;
}

interface Props {
  readonly view: IncidentView;
  readonly action: ActionView;
  readonly effect: EffectView;
  readonly title: string;
}

const ANSWERS = [
  ['yes', 'Yes, it took effect'],
  ['no', 'No, nothing changed'],
  ['unknown', 'Cannot be told'],
] as const;

/** A step that started and has no recorded outcome. The console asks; it never repeats it by itself (law 2). */
export function DoubtForm({ view, action, effect, title }: Props) {
  const draft = useDraft<DoubtAnswer>({
    scope: view.incident,
    form: `doubt ${effect.effect}`,
    label: `In doubt: ${title}`,
    blank: { happened: '', reason: '' },
  });
  const changing = changes(effect.step);
  const { reason } = draft.value;
  const happened = changing ? draft.value.happened : 'unknown';
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
        Started <Time at={effect.startedAt} />; the console was interrupted before it had an answer.{' '}
        <strong>Nothing is repeated by itself.</strong>{' '}
        {changing
          ? `Look at the real system first. What was started may still be at work on this machine: look for ${programsOf(effect)} among its processes.`
          : `This step only looks and changes nothing. ${afterLook(effect.step)}`}
      </p>
      <DraftNotice draft={draft} />
      {changing && (
        <OneOf
          label="Did it happen?"
          value={happened}
          items={ANSWERS.map(([value, label]) => ({
            value,
            label: (
              <>
                {label} <span className="doubt-after">{afterDoubt(action, effect.step, value)}</span>
              </>
            ),
          }))}
          onChange={(next) => draft.change({ happened: next })}
        />
      )}
      <TextInput
        label={changing ? 'What you looked at, and what it showed' : 'Why its answer is missing'}
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
          {changing ? 'Record the answer' : 'Set this step aside'}
        </Button>
      </div>
      <Started effect={effect} changing={changing} />
    </section>
  );
}

/** Told, not offered: a command that is run again to find out is the repetition that the console avoids. */
function Started({ effect, changing }: { readonly effect: EffectView; readonly changing: boolean }) {
  const [shown, setShown] = useState(false);
  const count = effect.commands.length;
  return (
    <div className="stack-2">
      <p>
        {count === 1
          ? 'It was to run this.'
          : `It was to run these ${count} in order, and may have got to any of them.`}
        {changing && ` Do not run ${count === 1 ? 'it' : 'them'} again to find out.`}
      </p>
      <ol className="stack-2">
        {effect.commands.map((command, at) => (
          <li key={`${at} ${command.title}`} className="stack-1">
            <span>
              {at + 1}. {command.title}
            </span>
            {shown && <pre className="command-line">{shellLine(command.argv)}</pre>}
            {shown && command.stdin !== '' && (
              <>
                <span className="small">with this as its input:</span>
                <pre className="command-line">{command.stdin}</pre>
              </>
            )}
          </li>
        ))}
      </ol>
      <button type="button" className="disclose" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {shown ? 'Hide the commands' : 'Show the commands'}
      </button>
    </div>
  );
}
