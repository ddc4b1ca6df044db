import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Ticks } from '../../ui/tick.tsx';
import { blankForm, orderOf, type RetrainForm } from './retrain-form.ts';

const FIELDS = [
  { name: 'base', label: 'Base model digest', hint: 'sha256: and 64 digits.', path: 'baseModelDigest' },
  {
    name: 'snapshot',
    label: 'Training snapshot',
    hint: 'The last clean one, by name or hash.',
    path: 'includeSnapshot',
  },
  { name: 'commit', label: 'Code commit', hint: 'At least seven digits.', path: 'codeCommit' },
  { name: 'image', label: 'Image digest', hint: 'The environment has no network.', path: 'env.imageDigest' },
  { name: 'region', label: 'Region', hint: 'Where it is trained.', path: 'env.region' },
  { name: 'evalSuite', label: 'Evaluation suite', hint: 'By name and version.', path: 'gates.evalSuite' },
  { name: 'days', label: 'Days until the deadline', hint: 'From 1 to 999.', path: 'deadline' },
] as const;

const MUST_CHANGE = [
  { value: 'tokenizer', label: 'Tokenizer' },
  { value: 'systemPrompt', label: 'System prompt' },
  { value: 'seed', label: 'Seed' },
] as const;

/** Everything a machine needs to train again, and nothing it may decide by itself. */
export function RetrainOrderForm({ view, run }: { readonly view: IncidentView; readonly run: RunView }) {
  const draft = useDraft<RetrainForm>({
    scope: view.incident,
    form: `retrain ${run.run}`,
    label: 'Retrain order',
    blank: blankForm(view),
  });
  const form = draft.value;
  const order = useCommand('Retrain order', async ({ client }) => {
    const answer = await client.run.orderRetraining({
      incident: view.incident as `inc-${string}`,
      run: run.run as `run-${string}`,
      order: orderOf(view, form),
    });
    draft.forget();
    return answer;
  });
  const faultOf = (path: string): string | null => {
    const fault = order.failure?.details.find((one) => one.startsWith(`order.${path}`));
    return fault?.replace(/^[^:]*: ?/, '') ?? null;
  };
  const datasets = view.assets.filter((asset) => asset.type === 'dataset');
  return (
    <div className="step-move stack">
      <DraftNotice draft={draft} />
      <div className="fields">
        {FIELDS.map(({ name, label, hint, path }) => (
          <TextInput
            key={name}
            label={label}
            hint={hint}
            value={form[name]}
            error={faultOf(path)}
            onChange={(next) => draft.change({ [name]: next })}
          />
        ))}
      </div>
      {datasets.length === 0 ? (
        <p className="small soft">No dataset is registered. Register those that have to be left out on Assets.</p>
      ) : (
        <Ticks
          label="Datasets that are left out"
          value={form.exclude}
          items={datasets.map((asset) => ({ value: asset.id as string, label: asset.name }))}
          onChange={(exclude) => draft.change({ exclude })}
        />
      )}
      {form.exclude.length > 0 && (
        <div className="fields">
          <TextInput
            label="Rows or query (optional)"
            hint="Empty leaves out the whole dataset."
            value={form.rows}
            onChange={(rows) => draft.change({ rows })}
          />
          <TextInput
            label="Legal basis (optional)"
            value={form.legalBasis}
            onChange={(legalBasis) => draft.change({ legalBasis })}
          />
        </div>
      )}
      <Ticks
        label="Has to change, so that the copy ages"
        value={form.mustChange}
        items={MUST_CHANGE}
        onChange={(mustChange) => draft.change({ mustChange })}
      />
      <TextInput label="Reason" rows={2} value={form.reason} onChange={(reason) => draft.change({ reason })} />
      <p className="small soft">
        Gates: regression at most 1 %, PSI below 0.10, p95 at most 1.2 times, no canary extracted, membership AUC at
        most 0.55. Two people then issue the order: name its entry at the step.
      </p>
      <FailureBox failure={order.failure} />
      <div>
        <Button
          tone="primary"
          busy={order.busy}
          isDisabled={form.reason.trim() === ''}
          onPress={() => void order.send()}
        >
          Sign the order
        </Button>
      </div>
    </div>
  );
}
