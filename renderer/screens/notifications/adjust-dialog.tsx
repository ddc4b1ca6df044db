import { MEMBER_STATE_LABELS, type MemberState } from '../../../shared/law/member-state.ts';
import { type ClockId, type DirectoryRegime, type NationalNis2, REGIME_LABELS } from '../../../shared/law/pack.ts';
import type { AdjustmentView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf } from '../../ui/tick.tsx';

type Adjustment = AdjustmentView['adjustment'];
export type AdjustKind = Adjustment['what'];

const TITLES: Readonly<Record<AdjustKind, string>> = {
  holiday: 'Change a day',
  period: 'A shorter national period',
  national: 'State of national NIS2 law',
  authority: 'Who takes the reports',
};

/** Periods a Member State may shorten: those in hours that count from awareness. */
const SHORTENED: readonly { readonly value: ClockId; readonly label: string }[] = [
  { value: 'NIS2.EW', label: 'Early warning' },
  { value: 'NIS2.IN', label: 'Incident notification' },
];

interface Form {
  readonly date: string;
  readonly day: 'holiday' | 'working';
  readonly clock: ClockId;
  readonly hours: string;
  readonly status: NationalNis2['status'];
  /** Name of the day or of the authority, basis of the period, or the law. */
  readonly text: string;
  readonly channel: string;
  readonly reason: string;
}

interface Props {
  readonly view: IncidentView;
  readonly kind: AdjustKind;
  readonly memberState: MemberState;
  /** Whose reports, where it is about an authority. */
  readonly regime: DirectoryRegime;
  readonly national: NationalNis2 | null;
  readonly onClose: () => void;
}

/** One change of the law as data, for this incident, with the reason. The signed pack stays as it is. */
export function AdjustDialog({ view, kind, memberState, regime, national, onClose }: Props) {
  const about = kind === 'authority' ? `${REGIME_LABELS[regime]}, ` : '';
  const label = `${TITLES[kind]}: ${about}${MEMBER_STATE_LABELS[memberState]}`;
  const draft = useDraft<Form>({
    scope: view.incident,
    form: `adjust ${kind} ${kind === 'authority' ? `${regime} ` : ''}${memberState}`,
    label,
    blank: {
      date: '',
      day: 'holiday',
      clock: 'NIS2.EW',
      hours: '',
      status: national?.status ?? 'unconfirmed',
      text: kind === 'national' ? (national?.law ?? '') : '',
      channel: '',
      reason: '',
    },
  });
  const form = draft.value;
  const adjustment = read(kind, memberState, regime, form);
  const adjust = useCommand('Change', async ({ client }) => {
    if (adjustment === null) throw new Error('the form is not complete');
    const { reason } = form;
    const answer = await client.law.adjust({ incident: view.incident as `inc-${string}`, adjustment, reason });
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <DialogBox title={label} open onClose={onClose}>
      <DraftNotice draft={draft} />
      {kind === 'holiday' && <HolidayInputs form={form} onChange={draft.change} />}
      {kind === 'period' && <PeriodInputs form={form} onChange={draft.change} />}
      {kind === 'national' && <NationalInputs form={form} onChange={draft.change} />}
      {kind === 'authority' && <AuthorityInputs form={form} onChange={draft.change} />}
      <TextInput
        label="Reason"
        rows={3}
        value={form.reason}
        onChange={(reason) => draft.change({ reason })}
        hint="Who confirmed it, and where it stands."
      />
      <FailureBox failure={adjust.failure} onRetry={() => void adjust.send()} />
      <div>
        <Button
          tone="primary"
          busy={adjust.busy}
          isDisabled={adjustment === null || form.reason.trim() === ''}
          onPress={() => void adjust.send()}
        >
          Record the change
        </Button>
      </div>
    </DialogBox>
  );
}

interface InputsProps {
  readonly form: Form;
  readonly onChange: (part: Partial<Form>) => void;
}

function HolidayInputs({ form, onChange }: InputsProps) {
  const bad = form.date !== '' && !isDate(form.date);
  return (
    <>
      <TextInput
        label="Date"
        mono
        value={form.date}
        onChange={(date) => onChange({ date })}
        hint="Like 2026-12-08"
        error={bad ? 'Not a day of the calendar.' : null}
      />
      <OneOf
        label="It is"
        value={form.day}
        items={[
          { value: 'holiday', label: 'A public holiday' },
          { value: 'working', label: 'A working day' },
        ]}
        onChange={(day) => onChange({ day })}
      />
      <TextInput label="Name" value={form.text} onChange={(text) => onChange({ text })} maxLength={80} />
    </>
  );
}

function PeriodInputs({ form, onChange }: InputsProps) {
  return (
    <>
      <Choice
        label="Clock"
        value={form.clock}
        options={SHORTENED.map(({ value, label }) => ({ value, label: `${label} (${value})` }))}
        onChange={(clock) => onChange({ clock })}
      />
      <TextInput
        label="Hours"
        value={form.hours}
        onChange={(hours) => onChange({ hours })}
        hint="Only a shorter period counts: the Union's own is a ceiling."
        error={form.hours === '' || /^[1-9]\d{0,3}$/.test(form.hours) ? null : 'A whole number of hours.'}
      />
      <TextInput label="Where it stands" value={form.text} onChange={(text) => onChange({ text })} maxLength={200} />
    </>
  );
}

function NationalInputs({ form, onChange }: InputsProps) {
  return (
    <>
      <OneOf
        label="National law"
        value={form.status}
        items={[
          { value: 'in-force', label: 'In force' },
          { value: 'unconfirmed', label: 'Not confirmed' },
          { value: 'not-found', label: 'None found in force' },
        ]}
        onChange={(status) => onChange({ status })}
      />
      <TextInput label="Law" value={form.text} onChange={(text) => onChange({ text })} maxLength={200} />
    </>
  );
}

function AuthorityInputs({ form, onChange }: InputsProps) {
  return (
    <>
      <TextInput label="Authority" value={form.text} onChange={(text) => onChange({ text })} maxLength={200} />
      <TextInput
        label="Channel"
        value={form.channel}
        onChange={(channel) => onChange({ channel })}
        maxLength={200}
        hint="Portal, mail address, telephone number. Empty: not known."
      />
    </>
  );
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** The change as it would be recorded, or null while something is missing. */
function read(what: AdjustKind, memberState: MemberState, regime: DirectoryRegime, form: Form): Adjustment | null {
  const text = form.text.trim();
  if (text === '') return null;
  if (what === 'holiday')
    return isDate(form.date)
      ? { what, memberState, date: form.date, working: form.day === 'working', name: text }
      : null;
  if (what === 'authority') return { what, memberState, regime, name: text, channel: form.channel.trim() };
  if (what === 'national') return { what, memberState, status: form.status, law: text };
  if (!/^[1-9]\d{0,3}$/.test(form.hours)) return null;
  return { what, memberState, clock: form.clock, hours: Number(form.hours), basis: text };
}
