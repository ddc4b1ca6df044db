import { ASSET_KIND_LABELS, type Provenance } from '../../../shared/law/facts.ts';
import type { DraftField } from '../../../shared/law/forms/draft.ts';
import { LANGUAGE_LABELS, type Language } from '../../../shared/law/forms/language.ts';
import { MEMBER_STATE_LABELS } from '../../../shared/law/member-state.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { InstantInput } from '../../ui/instant-input.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf, Ticks } from '../../ui/tick.tsx';

interface Props {
  readonly field: DraftField;
  readonly incident: string;
  readonly entity: string;
  readonly zone: string;
  readonly language: Language;
  readonly onDone: () => void;
}

interface Answer {
  readonly value: string | readonly string[];
  readonly provenance: Provenance;
  readonly evidence: string;
}

/** One field of a form, typed. Starts from what the draft says; what is recorded is a new entry and changes none. */
export function FieldForm({ field, incident, entity, zone, language, onDone }: Props) {
  const many = field.type === 'choices' || field.type === 'member-states' || field.type === 'asset-kinds';
  const form = { scope: incident, form: `field ${entity} ${field.id} ${language}`, label: `Field: ${field.label}` };
  const draft = useDraft<Answer>({
    ...form,
    blank: {
      value: field.raw ?? (many ? [] : ''),
      provenance: field.status === 'assessment' ? 'estimate' : field.status === 'unknown' ? 'unknown' : 'actual',
      evidence: field.sentences.flatMap((sentence) => sentence.cites).join(', '),
    },
  });
  const { value, provenance, evidence } = draft.value;
  const entries = evidence.split(/[\s,;#]+/).filter((part) => part !== '');
  const badEvidence = entries.some((part) => !/^\d+$/.test(part));
  const state = useCommand('Field', async ({ client }) => {
    const answer = await client.notification.answer({
      incident: incident as `inc-${string}`,
      entity: entity as `ent-${string}`,
      field: field.id,
      language,
      value: provenance === 'unknown' ? '' : typeof value === 'string' ? value.trim() : [...value],
      provenance,
      evidence: [...new Set(entries.map(Number))],
      note: '',
    });
    draft.forget();
    onDone();
    return answer;
  });
  const empty = provenance !== 'unknown' && (typeof value === 'string' ? value.trim() === '' : value.length === 0);
  return (
    <div className="fact-form">
      <DraftNotice draft={draft} />
      <OneOf
        label="This answer is"
        value={provenance}
        items={[
          { value: 'actual', label: 'Actual' },
          { value: 'estimate', label: 'An estimate or assessment' },
          { value: 'unknown', label: 'Not known yet' },
        ]}
        onChange={(next) => draft.change({ provenance: next })}
      />
      {provenance !== 'unknown' && (
        <ValueInput
          key={draft.generation}
          field={field}
          value={value}
          zone={zone}
          language={language}
          keep={form}
          onChange={(next) => draft.change({ value: next })}
        />
      )}
      <TextInput
        label="Rests on entries"
        value={evidence}
        onChange={(next) => draft.change({ evidence: next })}
        hint="Numbers, like 418, 420"
        error={badEvidence ? 'Entry numbers only.' : null}
      />
      <FailureBox failure={state.failure} onRetry={() => void state.send()} />
      <div>
        <Button tone="primary" busy={state.busy} isDisabled={empty || badEvidence} onPress={() => void state.send()}>
          Record the answer
        </Button>
      </div>
    </div>
  );
}

interface ValueProps {
  readonly field: DraftField;
  readonly value: string | readonly string[];
  readonly zone: string;
  readonly language: Language;
  readonly keep: { readonly scope: string; readonly form: string };
  readonly onChange: (value: string | readonly string[]) => void;
}

const FORMATS: Readonly<Partial<Record<DraftField['type'], string>>> = {
  integer: 'A whole number.',
  amount: 'A whole number, in thousands.',
  percent: 'Like 12.5',
  duration: 'Days, hours and minutes: 01:06:30',
  currency: 'Three letters: EUR',
  lei: '20 characters, or an EUID.',
};

function ValueInput({ field, value, zone, language, keep, onChange }: ValueProps) {
  const { label, hint, type } = field;
  const text = typeof value === 'string' ? value : '';
  const list = typeof value === 'string' ? [] : value;
  switch (type) {
    case 'text': {
      const counted = `${text.length} of ${field.maxLength} characters, in ${LANGUAGE_LABELS[language]}.`;
      const over = text.length > field.maxLength ? `${text.length - field.maxLength} characters too many.` : null;
      return (
        <TextInput
          label={label}
          hint={`${hint} ${counted}`.trim()}
          error={over}
          rows={5}
          value={text}
          onChange={onChange}
        />
      );
    }
    case 'yes-no':
      return <OneOf label={label} hint={hint} value={text} items={YES_NO} onChange={onChange} />;
    case 'choice':
      return (
        <Choice label={label} hint={hint} value={text} options={itemsOf(field.choices ?? {})} onChange={onChange} />
      );
    case 'choices':
      return <Ticks label={label} hint={hint} value={list} items={itemsOf(field.choices ?? {})} onChange={onChange} />;
    case 'member-states':
      return <Ticks label={label} hint={hint} value={list} items={itemsOf(MEMBER_STATE_LABELS)} onChange={onChange} />;
    case 'asset-kinds':
      return <Ticks label={label} hint={hint} value={list} items={itemsOf(ASSET_KIND_LABELS)} onChange={onChange} />;
    case 'instant':
      return (
        <InstantInput
          label={label}
          hint={hint}
          value={text === '' ? null : (text as Instant)}
          zones={[zone]}
          past={false}
          keep={keep}
          onChange={(at) => onChange(at ?? '')}
        />
      );
    case 'line':
    case 'integer':
    case 'amount':
    case 'percent':
    case 'duration':
    case 'currency':
    case 'lei':
      return (
        <TextInput
          label={label}
          hint={`${hint} ${FORMATS[type] ?? ''}`.trim()}
          value={text}
          maxLength={field.maxLength}
          onChange={onChange}
        />
      );
  }
}

const YES_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

function itemsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
