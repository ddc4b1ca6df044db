import { useEffect, useState } from 'react';
import type { ClockState } from '../../../shared/law/clock-state.ts';
import { filedUnder, FORM_IDS, type FormId, formOfStage, formUse } from '../../../shared/law/forms/form-ids.ts';
import { LANGUAGE_LABELS, LANGUAGES, type Language } from '../../../shared/law/forms/language.ts';
import type { ClockId } from '../../../shared/law/pack.ts';
import type { DraftView } from '../../../shared/view/draft-view.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { sentWords } from '../../../shared/view/sent-words.ts';
import { type ShownFailure, failureOf } from '../../client/failure.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { readKept, writeKept } from '../../store/kept.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Countdown } from '../../ui/time.tsx';
import { ZoneTime } from '../../ui/zone-time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { DraftChecks } from './draft-checks.tsx';
import { DraftFields } from './draft-fields.tsx';
import { DraftFiles } from './draft-files.tsx';
import { SignOffPanel } from './sign-off-panel.tsx';
import { StrikeButton } from './strike-button.tsx';
import { FileDialog } from './file-dialog.tsx';

interface Props {
  readonly view: IncidentView;
  readonly entity: EntityLegalView;
}

/** The reports as they would read on what is recorded so far. A person files them elsewhere; here they are written and kept. */
export function DraftDesk({ view, entity, asked }: Props & { readonly asked: FormId | null }) {
  const [form, setForm] = useState<FormId>(() => asked ?? firstForm(entity));
  const [language, setLanguage] = useState<Language>(() => readKept('draft-language', 'en', isLanguage));
  const { shown, failure } = useDraftView(view, entity, form, language);
  const due = new Set(dueForms(entity));
  const options = [...FORM_IDS.filter((id) => due.has(id)), ...FORM_IDS.filter((id) => !due.has(id))].map((id) => ({
    value: id,
    label: due.has(id) ? `${formUse(id).label} (on the clock board)` : formUse(id).label,
  }));
  return (
    <Panel title="Draft">
      <div className="fields">
        <Choice label="Report" value={form} options={options} onChange={setForm} />
        <Choice
          label="Language of the report"
          value={language}
          options={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_LABELS[one] }))}
          onChange={(next) => {
            writeKept('draft-language', next);
            setLanguage(next);
          }}
        />
      </div>
      <FailureBox failure={failure} />
      {entity.report.clocks
        .filter(({ clockId, submittedAt }) => formUse(form).stages.includes(clockId) && submittedAt === null)
        .map((clock) => (
          <DraftDue key={clock.clockId} clock={clock} zone={entity.timeZone} />
        ))}
      {shown !== null && (
        <>
          <DraftChecks shown={shown} incident={view.incident} />
          <DraftFiles shown={shown} form={form} />
          <Keep view={view} entity={entity} form={form} language={language} />
          <DraftFields key={form} shown={shown} view={view} entity={entity} language={language} />
        </>
      )}
    </Panel>
  );
}

/** Until when this report is wanted: whoever writes it does not look at the clock board. */
function DraftDue({ clock, zone }: { readonly clock: ClockState; readonly zone: string }) {
  if (clock.due === null) return null;
  const missed = clock.state === 'overdue';
  return (
    <div className={missed ? 'note-box note-missed' : 'note-box'}>
      <p>
        <strong>
          {clock.title}: <Countdown until={clock.due} />
        </strong>
        , due <ZoneTime at={clock.due} zone={zone} />
      </p>
      {missed && clock.clockId === 'GDPR.33' && (
        <p>Say in the report that it is late, and give the reasons for the delay.</p>
      )}
    </div>
  );
}

interface KeepProps extends Props {
  readonly form: FormId;
  readonly language: Language;
}

function Keep({ view, entity, form, language }: KeepProps) {
  const [filing, setFiling] = useState<ClockId | null>(null);
  const keep = useCommand('Draft', ({ client }) =>
    client.notification.keep({
      incident: view.incident as `inc-${string}`,
      entity: entity.entity as `ent-${string}`,
      form,
      language,
    }),
  );
  const kept = view.drafts.filter((one) => one.entity === entity.entity && one.form === form);
  const last = kept.at(-1);
  const signOff = view.signOffs.find(({ draft }) => draft === last?.entry);
  const clocks = entity.report.clocks.filter(({ clockId }) => filedUnder(form).includes(clockId));
  const filed = view.filings.filter((one) => one.entity === entity.entity && isFiledAs(view, one, form));
  return (
    <div className="stack-2">
      <FailureBox failure={keep.failure} onRetry={() => void keep.send()} />
      <div className="row">
        <Button tone="primary" busy={keep.busy} onPress={() => void keep.send()}>
          {`Keep as version ${kept.length + 1}`}
        </Button>
        {clocks.map(({ clockId, title }) => (
          <Button key={clockId} onPress={() => setFiling(clockId)}>
            {clocks.length === 1 ? 'Record a filing' : `Record a filing: ${title}`}
          </Button>
        ))}
      </div>
      {kept.length > 0 && (
        <ul className="stack-1 small">
          {kept.map((one) => (
            <li key={one.entry}>
              Version {one.version} in {LANGUAGE_LABELS[one.language]}, <ZoneTime at={one.at} zone={entity.timeZone} />{' '}
              by {one.by}, {one.missing.length === 0 ? 'complete' : `${one.missing.length} missing`}
              <EntryLink incident={view.incident} entry={one.entry} />
            </li>
          ))}
        </ul>
      )}
      {last !== undefined && signOff !== undefined && <SignOffPanel view={view} draft={last} signOff={signOff} />}
      {filed.map((one) => (
        <p key={one.entry} className="note-box">
          Filed <ZoneTime at={one.filedAt} zone={entity.timeZone} /> by {one.channel}, receipt {one.receipt}
          {sentWords(view, one).text !== '' && `; sent: ${sentWords(view, one).text}`}
          {one.corrects !== undefined && `; corrects the filing #${one.corrects}`}
          {one.unlockedReason !== undefined && `; not locked: ${one.unlockedReason}`}
          <EntryLink incident={view.incident} entry={one.entry} />{' '}
          <StrikeButton incident={view.incident} filing={one} />
        </p>
      ))}
      {view.struckFilings
        .filter(({ filing: was }) => was.entity === entity.entity && isFiledAs(view, was, form))
        .map(({ filing: was, reason, by, entry }) => (
          <p key={entry} className="note-box soft">
            Recorded by mistake: filed <ZoneTime at={was.filedAt} zone={entity.timeZone} />, receipt {was.receipt}
            <EntryLink incident={view.incident} entry={was.entry} /> {by}: {reason}
            <EntryLink incident={view.incident} entry={entry} />
          </p>
        ))}
      {filing !== null && (
        <FileDialog
          view={view}
          entity={entity}
          stage={filing}
          {...(formOfStage(filing) === form ? {} : { as: form })}
          onClose={() => setFiling(null)}
        />
      )}
    </div>
  );
}

/** By the version that was sent, where one is named; else by the row of the register. */
function isFiledAs(view: IncidentView, { draft, stage }: IncidentView['filings'][number], form: FormId): boolean {
  const sent = view.drafts.find(({ entry }) => entry === draft)?.form;
  return sent === undefined ? formUse(form).stages.includes(stage) : sent === form;
}

interface Shown {
  readonly shown: DraftView | null;
  readonly failure: ShownFailure | null;
}

/** Asked again whenever something was recorded: a fact may have changed a sentence. The old one stays until the answer is there. */
function useDraftView(view: IncidentView, entity: EntityLegalView, form: FormId, language: Language): Shown {
  const { client } = useStore();
  const [found, setFound] = useState<Shown & { readonly form: FormId }>({ shown: null, failure: null, form });
  const incident = view.incident as `inc-${string}`;
  const entityId = entity.entity as `ent-${string}`;
  const revision = view.revision;
  useEffect(() => {
    let stale = false;
    const settle = (answer: Shown): void => {
      if (!stale) setFound({ ...answer, form });
    };
    client.notification.preview({ incident, entity: entityId, form, language }).then(
      (shown) => settle({ shown, failure: null }),
      (error: unknown) => settle({ shown: null, failure: failureOf(error) }),
    );
    return () => {
      stale = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- owner: renderer; asked again whenever something was recorded, a fact may have changed a sentence
  }, [client, form, language, incident, entityId, revision]);
  return found.form === form ? found : { shown: null, failure: null };
}

function dueForms(entity: EntityLegalView): readonly FormId[] {
  return entity.report.clocks.flatMap((clock) => formOfStage(clock.clockId) ?? []);
}

function firstForm(entity: EntityLegalView): FormId {
  return dueForms(entity)[0] ?? 'gdpr-33-5';
}

function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}
