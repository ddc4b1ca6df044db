import { useState } from 'react';
import { type Instant, instantFromMs } from '../../../shared/domain/instant.ts';
import { authoritiesOf, confidenceText } from '../../../shared/law/authorities.ts';
import type { ClockState } from '../../../shared/law/clock-state.ts';
import { type FormId, formOfStage, formUse } from '../../../shared/law/forms/form-ids.ts';
import type { ClockId } from '../../../shared/law/pack.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useNow } from '../../store/now.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { InstantInput } from '../../ui/instant-input.tsx';
import { Tick } from '../../ui/tick.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { packOf } from './law-pack.ts';
import { likelySent, type SentChoice, sentChoices } from './sent-choices.ts';
import { NOTHING_SENT, SentFile, type SentForm } from './sent-file.tsx';

interface FilingForm extends SentForm {
  readonly filedAt: Instant | null;
  readonly channel: string;
  readonly receipt: string;
  readonly lateReason: string;
  readonly unlockedReason: string;
  /** Null while nobody chose. */
  readonly corrects: boolean | null;
}

interface Props {
  readonly view: IncidentView;
  readonly entity: EntityLegalView;
  readonly stage: ClockId;
  /** Where it is not the form of that stage but one that may be filed in its place. */
  readonly as?: FormId;
  readonly onClose: () => void;
}

/** Records that a person filed the report elsewhere. Later clocks count from this instant. */
export function FileDialog({ view, entity, stage, as, onClose }: Props) {
  const clock = entity.report.clocks.find(({ clockId }) => clockId === stage);
  const name = as === undefined ? `${clock?.title ?? stage} (${stage})` : formUse(as).label;
  const form = {
    scope: view.incident,
    form: `filing ${entity.entity} ${as ?? stage}`,
    label: `Filing of ${name}, ${entity.entityName}`,
  };
  const draft = useDraft<FilingForm>({
    ...form,
    blank: {
      filedAt: null,
      channel: channelOf(view, entity, clock),
      receipt: '',
      lateReason: '',
      unlockedReason: '',
      ...NOTHING_SENT,
      corrects: null,
    },
  });
  const { filedAt, channel, receipt, lateReason, unlockedReason } = draft.value;
  const { collection } = useStore();
  const [copy, setCopy] = useState<File | null>(null);
  const now = instantFromMs(useNow(60_000));
  const choices = sentChoices(view, entity.entity, as ?? formOfStage(stage), filedAt ?? now);
  const shown = withDefaults(draft.value, choices);
  const { locked, complete, body } = whatWasSent(shown, choices);
  // Without its draft the record could not tell it from the report it stands in for.
  const nameless = as !== undefined && body.draft === undefined;
  const earlier = view.filings.findLast((one) => one.entity === entity.entity && one.stage === stage);
  // The same report filed in another language stands beside the first; it corrects nothing.
  const another = view.drafts.find(({ entry }) => entry === body.draft)?.language;
  const corrects = draft.value.corrects ?? (another === undefined || (earlier?.language ?? another) === another);
  const due = clock?.due ?? null;
  // A correction of what was filed in time is not late, whenever it is sent.
  const late = filedAt !== null && due !== null && clock?.submittedAt === null && filedAt > due;
  const file = useCommand('Filing', async ({ client }) => {
    if (filedAt === null) throw new Error('the time of filing is missing');
    const answer = await client.notification.file({
      incident: view.incident as `inc-${string}`,
      entity: entity.entity as `ent-${string}`,
      stage,
      filedAt,
      channel,
      receipt,
      ...(late ? { lateReason } : {}),
      ...body,
      ...(locked ? {} : { unlockedReason }),
      ...(earlier && corrects ? { corrects: earlier.entry } : {}),
    });
    if (copy !== null)
      collection.add(view.incident, [copy], `Filed as ${stage} for ${entity.entityName}`, `as sent by ${channel}`);
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <DialogBox title={`Record the filing of ${name}`} open onClose={onClose}>
      <p>Bulkhead sends nothing. Record here what was filed for {entity.entityName}, where and with which receipt.</p>
      <DraftNotice draft={draft} />
      <InstantInput
        key={draft.generation}
        keep={form}
        label="Filed at"
        value={filedAt}
        onChange={(next) => draft.change({ filedAt: next })}
        zones={[entity.timeZone]}
      />
      <TextInput
        label="Channel"
        value={channel}
        onChange={(next) => draft.change({ channel: next })}
        maxLength={200}
        hint={channelHint(view, entity, clock)}
      />
      <TextInput
        label="Receipt"
        value={receipt}
        onChange={(next) => draft.change({ receipt: next })}
        maxLength={200}
        hint="Number or text the authority answered with"
      />
      {late && (
        <TextInput
          label="Why it was filed late"
          rows={3}
          value={lateReason}
          onChange={(next) => draft.change({ lateReason: next })}
          hint="It was due before that time. The reasons go on record with the filing."
        />
      )}
      {nameless && (
        <p className="note-box note-open">
          Name the kept version that was sent: the record tells by it what was filed.
        </p>
      )}
      <SentFile
        choices={choices}
        zone={entity.timeZone}
        value={shown}
        onChange={(part) => draft.change(part)}
        copy={copy}
        onCopy={setCopy}
      />
      {earlier && (
        <Tick selected={corrects} onChange={(next) => draft.change({ corrects: next })}>
          Corrects the filing with receipt {earlier.receipt}
        </Tick>
      )}
      {!locked && complete && (
        <TextInput
          label="Why it was filed without a locked version"
          rows={3}
          value={unlockedReason}
          onChange={(next) => draft.change({ unlockedReason: next })}
          hint="Legal and regulatory officer had not both signed what was sent. The filing goes on record as such."
        />
      )}
      <FailureBox failure={file.failure} onRetry={() => void file.send()} />
      <div>
        <Button
          tone="primary"
          busy={file.busy}
          isDisabled={
            filedAt === null ||
            channel.trim() === '' ||
            receipt.trim() === '' ||
            (late && lateReason.trim() === '') ||
            (!locked && unlockedReason.trim() === '') ||
            !complete ||
            nameless
          }
          onPress={() => void file.send()}
        >
          Record the filing
        </Button>
      </div>
    </DialogBox>
  );
}

/** Stored in advance with the entity; nothing where it names none or several. A notice to clients goes another way. */
function channelOf({ organisation }: IncidentView, { entity }: EntityLegalView, clock: ClockState | undefined): string {
  if (clock === undefined || clock.stage === 'clients') return '';
  const stored = organisation.entities.find(({ id }) => id === entity)?.authorities ?? [];
  const fitting = stored.filter(({ regime }) => regime === clock.regime);
  const [one] = fitting;
  return one === undefined || fitting.length > 1 ? '' : `${one.name}: ${one.channel}`.slice(0, 200);
}

/** What the rule pack knows of the authority, to be compared with: what was used is what the person writes. */
function channelHint(view: IncidentView, { entity }: EntityLegalView, clock: ClockState | undefined): string {
  const home = view.organisation.entities.find(({ id }) => id === entity)?.memberState;
  const known =
    clock === undefined || clock.stage === 'clients' || clock.clockId === 'GDPR.33P' || home === undefined
      ? []
      : authoritiesOf(packOf(view), clock.regime, home);
  const said = known.map(
    (one) => `${[one.name, one.channel].filter((part) => part !== '').join(', ')} (${confidenceText(one)})`,
  );
  return [
    'Portal, mail address, telephone number.',
    ...(said.length === 0 ? [] : [`The pack says: ${said.join('; ')}.`]),
  ].join(' ');
}

/** What nobody chose yet is what the locked version offers. */
function withDefaults(form: SentForm, choices: readonly SentChoice[]): SentForm {
  const likely = likelySent(choices);
  const known = form.sent === 'other' || form.sent === 'none' || choices.some(({ value }) => value === form.sent);
  return {
    ...form,
    sent: known ? form.sent : (likely?.value ?? ''),
    madeFrom: form.madeFrom === '' ? String(likely?.draft.entry ?? 'none') : form.madeFrom,
  };
}

interface Sent {
  readonly locked: boolean;
  readonly complete: boolean;
  readonly body: { readonly draft?: number; readonly fileSha256?: string };
}

function whatWasSent({ sent, fileSha256, madeFrom }: SentForm, choices: readonly SentChoice[]): Sent {
  if (sent === 'none') return { locked: false, complete: true, body: {} };
  if (sent === 'other') {
    const version = choices.find(({ draft }) => String(draft.entry) === madeFrom);
    const body = { fileSha256, ...(version && { draft: version.draft.entry }) };
    return { locked: version?.locked === true, complete: fileSha256 !== '', body };
  }
  const chosen = choices.find(({ value }) => value === sent);
  if (chosen === undefined) return { locked: false, complete: false, body: {} };
  return {
    locked: chosen.locked,
    complete: true,
    body: { draft: chosen.draft.entry, fileSha256: chosen.sha256 },
  };
}
