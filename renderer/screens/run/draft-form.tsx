import type { ParamField } from '../../../shared/domain/action.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useObservable } from '../../store/observable.ts';
import { go, incidentHash } from '../../store/route.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf } from '../../ui/tick.tsx';
import { Reversal } from './reversal.tsx';
import { Trap } from './trap.tsx';

interface ActionForm {
  readonly values: Readonly<Record<string, string>>;
  readonly mode: 'card' | 'exec';
}

interface Props {
  readonly view: IncidentView;
  readonly run: RunView;
  readonly credential: IncidentView['credentials'][number];
}

/** Fills the template of one action. The known trap stands above the form, not after the accident. */
export function DraftForm({ view, run, credential }: Props) {
  const { catalog } = useStore();
  const { value } = useObservable(catalog.state);
  const template = value?.actions.find((one) => one.id === credential.template);
  const kept = useDraft<ActionForm>({
    scope: view.incident,
    form: `action ${credential.id}`,
    label: `Action on ${credential.label}`,
    blank: { values: {}, mode: 'card' },
  });
  const { values, mode } = kept.value;
  const draft = useCommand('Draft', async ({ client }) => {
    const answer = await client.action.draft({
      incident: view.incident as `inc-${string}`,
      run: run.run as `run-${string}`,
      credential: credential.id,
      mode,
      params: (template?.fields ?? []).map((field) => ({ name: field.name, value: values[field.name] ?? '' })),
    });
    kept.forget();
    go({ at: 'incident', incident: view.incident, screen: 'run', focus: answer.action });
    return answer;
  });
  if (template === undefined) {
    return (
      <Panel title={credential.label}>
        <Empty title={`This console has no action ${credential.template}.`}>Handle it by hand and record a note.</Empty>
      </Panel>
    );
  }
  const faults = draft.failure?.code === 'BAD_INPUT' ? draft.failure.details : [];
  const missingPrograms = template.missingPrograms;
  return (
    <Panel
      title={`Draft: ${template.id} ${template.title}`}
      aside={<a href={incidentHash(view.incident, 'run')}>Back to the step</a>}
    >
      <p className="measure">
        For <strong>{credential.label}</strong>. {template.purpose}
      </p>
      <Reversal reversal={template.reversal} note="" />
      <Trap text={template.trap} />
      <DraftNotice draft={kept} />
      <OneOf
        label="How it is done"
        value={mode}
        items={[
          { value: 'card', label: 'By hand: numbered commands are shown, you paste what they answered' },
          {
            value: 'exec',
            label:
              missingPrograms.length === 0
                ? 'By this console'
                : `By this console (missing here: ${missingPrograms.join(', ')})`,
            disabled: missingPrograms.length > 0 || view.exercise,
          },
        ]}
        onChange={(next) => kept.change({ mode: next })}
        hint={view.exercise ? 'In an exercise nothing is performed.' : 'The way is part of what approvers sign.'}
      />
      <div className="fields">
        {template.fields.map((field) => (
          <TextInput
            key={field.name}
            label={field.label}
            value={values[field.name] ?? ''}
            onChange={(text) => kept.change({ values: { ...values, [field.name]: text } })}
            mono
            maxLength={500}
            error={faults.find((fault) => fault.startsWith(`${field.name}:`))?.slice(field.name.length + 2) ?? null}
            hint={hintOf(field)}
          />
        ))}
      </div>
      <FailureBox failure={draft.failure} onRetry={() => void draft.send()} />
      <div>
        <Button tone="primary" busy={draft.busy} onPress={() => void draft.send()}>
          Draft the action
        </Button>
      </div>
    </Panel>
  );
}

/** The example stands in words: in the box it would look like a value at 02:10. */
function hintOf(field: ParamField): string {
  const secret =
    field.kind === 'secret-file' ? ' Name the file that holds it; its content is never stored or shown.' : '';
  return `${field.hint} For example ${field.example}.${secret}`;
}
