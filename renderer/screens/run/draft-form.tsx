import { isNamedPlace, namedOnRegister, type NamedPlace } from '../../../shared/domain/asset-places.ts';
import type { Mode } from '../../../shared/domain/action.ts';
import type { CatalogAction } from '../../../shared/view/catalog-view.ts';
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
import { OneOf } from '../../ui/tick.tsx';
import type { DraftTarget } from './draft-target.ts';
import { FieldInput } from './field-input.tsx';
import { TemplateFacts } from './template-facts.tsx';
import { Trap } from './trap.tsx';

/** Failures whose details name fields. */
const MARKS_FIELDS: ReadonlySet<string> = new Set(['BAD_INPUT', 'HOST_NOT_REGISTERED']);

interface ActionForm {
  readonly values: Readonly<Record<string, string>>;
  readonly mode: Mode | '';
}

const MODE_TEXT: Readonly<Record<Mode, string>> = {
  card: 'By hand: numbered commands are shown, you paste what they answered',
  exec: 'By this console',
  attest: 'In somebody else’s user interface: you say what you did and saw, with exhibits',
};

interface Props {
  readonly view: IncidentView;
  readonly run: RunView;
  readonly target: DraftTarget;
}

/** Fills the template of one action. The known trap stands above the form, not after the accident. */
export function DraftForm({ view, run, target }: Props) {
  const { catalog, console: shown } = useStore();
  const mayRun = useObservable(shown.state).value?.permits?.mayRun ?? [];
  const armed = mayRun.includes(target.template);
  const { value } = useObservable(catalog.state);
  const template = value?.actions.find((one) => one.id === target.template);
  const kept = useDraft<ActionForm>({
    scope: view.incident,
    form: `action ${target.id} ${target.template}`,
    label: `${target.template} on ${target.label}`,
    blank: { values: {}, mode: '' },
  });
  const { values } = kept.value;
  const mode = kept.value.mode === '' ? (template?.modes[0] ?? 'card') : kept.value.mode;
  const draft = useCommand('Draft', async ({ client }) => {
    const answer = await client.action.draft({
      incident: view.incident as `inc-${string}`,
      run: run.run as `run-${string}`,
      target: target.id,
      template: target.template,
      mode,
      params: (template?.fields ?? []).map((field) => ({ name: field.name, value: values[field.name] ?? '' })),
    });
    kept.forget();
    go({ at: 'incident', incident: view.incident, screen: 'run', focus: answer.action });
    return answer;
  });
  if (template === undefined) {
    return (
      <Panel title={target.label}>
        <Empty title={`This console has no action ${target.template}.`}>Handle it by hand and record a note.</Empty>
      </Panel>
    );
  }
  const faults = MARKS_FIELDS.has(draft.failure?.code ?? '') ? (draft.failure?.details ?? []) : [];
  const { missingPrograms } = template;
  const kinds = [...new Set(template.fields.map(({ kind }) => kind))].filter(isNamedPlace);
  const unnamed = kinds.filter((kind) => namedOnRegister(kind, view.assets).length === 0);
  return (
    <Panel
      title={`Draft: ${template.id} ${template.title}`}
      aside={<a href={incidentHash(view.incident, 'run', run.run)}>Back to the step</a>}
    >
      <p className="measure">
        For <strong>{target.label}</strong>. {template.purpose}
      </p>
      <Trap text={template.trap} />
      <TemplateFacts template={template} />
      <DraftNotice draft={kept} />
      <OneOf
        label="How it is done"
        value={mode}
        items={template.modes.map((one) => ({
          value: one,
          label:
            one === 'exec'
              ? `${MODE_TEXT.exec}${whyNotExec(armed || view.exercise, missingPrograms, unnamed)}`
              : MODE_TEXT[one],
          disabled: one === 'exec' && (!armed || missingPrograms.length > 0 || unnamed.length > 0 || view.exercise),
        }))}
        onChange={(next) => kept.change({ mode: next })}
        hint={view.exercise ? 'In an exercise nothing is performed.' : 'The way is part of what approvers sign.'}
      />
      <div className="fields">
        {template.fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            assets={view.assets}
            byConsole={mode === 'exec'}
            value={values[field.name] ?? ''}
            onChange={(text) => kept.change({ values: { ...values, [field.name]: text } })}
            error={faults.find((fault) => fault.startsWith(`${field.name}:`))?.slice(field.name.length + 2) ?? null}
          />
        ))}
      </div>
      <FailureBox
        failure={draft.failure && { ...draft.failure, details: labelled(draft.failure.details, template.fields) }}
        onRetry={() => void draft.send()}
      />
      <div>
        <Button tone="primary" busy={draft.busy} onPress={() => void draft.send()}>
          Draft the action
        </Button>
      </div>
    </Panel>
  );
}

/** The form has labels, not names of parameters. */
function labelled(faults: readonly string[], fields: CatalogAction['fields']): readonly string[] {
  return faults.map((fault) => {
    const field = fields.find(({ name }) => fault.startsWith(`${name}:`));
    return field === undefined ? fault : `${field.label}${fault.slice(field.name.length)}`;
  });
}

function whyNotExec(armed: boolean, missing: readonly string[], unnamed: readonly NamedPlace[]): string {
  if (!armed) return ' (not armed for this: two people arm it under People and keys)';
  const why = [
    ...(missing.length > 0 ? [`missing here: ${missing.join(', ')}`] : []),
    ...(unnamed.length > 0 ? [`the register names no ${unnamed.join(', no ')}`] : []),
  ];
  return why.length > 0 ? ` (${why.join('; ')})` : '';
}
