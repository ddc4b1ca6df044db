import { VERDICTS_OF, type Verdict } from '../../../shared/domain/action.ts';
import type { ActionView, EffectView } from '../../../shared/view/action-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf, Ticks } from '../../ui/tick.tsx';
import { Elapsed } from '../../ui/time.tsx';
import { VERDICT_TEXT } from './verdict-text.ts';

interface Attested {
  readonly verdict: Verdict | '';
  readonly statement: string;
  readonly exhibits: readonly string[];
}

interface Props {
  readonly view: IncidentView;
  readonly action: ActionView;
  readonly effect: EffectView;
  readonly title: string;
}

/** Somebody else's user interface: what was done or seen there, in a person's words, with exhibits that show it. */
export function AttestForm({ view, action, effect, title }: Props) {
  const draft = useDraft<Attested>({
    scope: view.incident,
    form: `attest ${effect.effect}`,
    label: `Statement “${title}”, ${action.template} on ${action.targetLabel}`,
    blank: { verdict: '', statement: '', exhibits: [] },
  });
  const { verdict, statement, exhibits } = draft.value;
  const attest = useCommand(title, async ({ client }) => {
    if (verdict === '') throw new Error('no answer was chosen');
    const answer = await client.action.attest({
      incident: view.incident as `inc-${string}`,
      action: action.action as `act-${string}`,
      effect: effect.effect,
      verdict,
      statement,
      exhibits: [...exhibits],
    });
    draft.forget();
    return answer;
  });
  const probe = ['mustFail', 'mustWork', 'residual'].includes(effect.step);
  return (
    <section className="command-card" aria-label={title}>
      <div className="row-apart">
        <h3>{title}</h3>
        <span className="small soft">
          Waiting for a statement: <Elapsed since={effect.startedAt} />
        </span>
      </div>
      {view.exercise && <p>Exercise: change nothing. The facilitator tells you what you would have seen.</p>}
      <ol className="stack-1">
        {effect.commands.map((command, at) => (
          <li key={command.title}>
            {at + 1}. {command.title}
          </li>
        ))}
      </ol>
      <DraftNotice draft={draft} />
      <OneOf
        label="What came of it"
        value={verdict}
        items={VERDICTS_OF[effect.step].map((value) => ({ value, label: VERDICT_TEXT[value] }))}
        onChange={(next) => draft.change({ verdict: next })}
      />
      <TextInput
        label="What you did and saw"
        rows={2}
        maxLength={900}
        value={statement}
        onChange={(text) => draft.change({ statement: text.replaceAll('\n', ' ') })}
      />
      {view.exhibits.length === 0 ? (
        <p className="small soft">Take a screenshot or export in as evidence first; then it can be named here.</p>
      ) : (
        <Ticks
          label="Exhibits that show it"
          {...(probe ? { hint: 'A probe needs at least one.' } : {})}
          value={exhibits}
          items={view.exhibits.slice(-12).map(({ exhibit, name }) => ({ value: exhibit, label: `${exhibit} ${name}` }))}
          onChange={(next) => draft.change({ exhibits: next })}
        />
      )}
      <FailureBox failure={attest.failure} />
      <div>
        <Button
          tone="primary"
          busy={attest.busy}
          isDisabled={
            verdict === '' || statement.trim() === '' || (probe && verdict !== 'unclear' && exhibits.length === 0)
          }
          onPress={() => void attest.send()}
        >
          Record the statement
        </Button>
      </div>
    </section>
  );
}
