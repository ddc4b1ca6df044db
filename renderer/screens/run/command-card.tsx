import type { ActionView, EffectView } from '../../../shared/view/action-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Elapsed } from '../../ui/time.tsx';
import { shellLine } from './shell-quote.ts';

interface Props {
  readonly view: IncidentView;
  readonly action: ActionView;
  readonly effect: EffectView;
  readonly title: string;
}

/** Numbered commands to run elsewhere, a box for what each answered. The same parser reads it as if the console had run them. */
export function CommandCard({ view, action, effect, title }: Props) {
  const draft = useDraft<readonly string[]>({
    scope: view.incident,
    form: `output ${effect.effect}`,
    label: `Output of “${title}”, ${action.template} on ${action.targetLabel}`,
    blank: effect.commands.map(() => ''),
  });
  const outputs = draft.value;
  const supply = useCommand(title, async ({ client }) => {
    const answer = await client.action.supplyOutput({
      incident: view.incident as `inc-${string}`,
      action: action.action as `act-${string}`,
      effect: effect.effect,
      outputs: [...outputs],
    });
    draft.forget();
    return answer;
  });
  const empty = outputs.filter((text) => text.trim() === '').length;
  const send = (): void => void supply.send();
  return (
    <section className="command-card" aria-label={title}>
      <div className="row-apart">
        <h3>{title}</h3>
        <span className="small soft">
          Waiting for output: <Elapsed since={effect.startedAt} />
        </span>
      </div>
      <p>
        {view.exercise
          ? 'Exercise: do not run these. The facilitator tells you what they answer.'
          : 'Run these in order on the system itself. Paste everything each one printed, errors too.'}
      </p>
      <DraftNotice draft={draft} />
      <ol className="stack">
        {effect.commands.map((command, at) => (
          <li key={`${effect.effect} ${command.title} ${shellLine(command.argv)}`} className="stack-2">
            <div className="row-apart">
              <strong className="grow">
                {at + 1}. {command.title}
              </strong>
              <CopyButton text={shellLine(command.argv)} what={`command ${at + 1}`} />
            </div>
            <pre className="command-line">{shellLine(command.argv)}</pre>
            {command.stdin !== '' && (
              <div className="stack-1">
                <div className="row-apart">
                  <span className="small soft">Type or paste this into it:</span>
                  <CopyButton text={command.stdin} what={`input of command ${at + 1}`} />
                </div>
                <pre className="command-line">{command.stdin}</pre>
              </div>
            )}
            <TextInput
              label={`What command ${at + 1} printed`}
              rows={3}
              mono
              value={outputs[at] ?? ''}
              onChange={(text) => draft.set(outputs.map((old, index) => (index === at ? text : old)))}
            />
          </li>
        ))}
      </ol>
      <FailureBox failure={supply.failure} onRetry={send} />
      <div className="row">
        <Button tone="primary" busy={supply.busy} onPress={send}>
          Submit output
        </Button>
        {empty > 0 && (
          <span className="soft">
            {empty} of {outputs.length} boxes are empty; that is read as “printed nothing”.
          </span>
        )}
      </div>
    </section>
  );
}
