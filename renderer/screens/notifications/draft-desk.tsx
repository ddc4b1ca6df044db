import { useEffect, useState } from 'react';
import type { ClockState } from '../../../shared/law/clock-state.ts';
import { type FormId, formUse } from '../../../shared/law/forms/form-ids.ts';
import { LANGUAGE_LABELS, LANGUAGES, type Language } from '../../../shared/law/forms/language.ts';
import type { DraftView } from '../../../shared/view/draft-view.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { type ShownFailure, failureOf } from '../../client/failure.ts';
import { useStore } from '../../store/app-store.ts';
import { readKept, writeKept } from '../../store/kept.ts';
import { Choice } from '../../ui/choice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Countdown } from '../../ui/time.tsx';
import { ZoneTime } from '../../ui/zone-time.tsx';
import { apartFromSigned } from './apart-from-signed.ts';
import { DraftChecks } from './draft-checks.tsx';
import { DraftFields } from './draft-fields.tsx';
import { DraftFiles } from './draft-files.tsx';
import { KeepVersion } from './keep-version.tsx';
import { notOwed, reportChoices } from './report-choices.ts';

interface Props {
  readonly view: IncidentView;
  readonly entity: EntityLegalView;
}

/** The reports as they would read on what is recorded so far. A person files them elsewhere; here they are written and kept. */
export function DraftDesk({ view, entity, asked }: Props & { readonly asked: FormId | null }) {
  const [form, setForm] = useState<FormId>(() => asked ?? firstForm(entity));
  const [language, setLanguage] = useState<Language>(() => readKept('draft-language', 'en', isLanguage));
  const { shown, failure } = useDraftView(view, entity, form, language);
  const changeLanguage = (next: Language): void => {
    writeKept('draft-language', next);
    setLanguage(next);
  };
  const unowed = notOwed(entity, form);
  const apart = shown === null ? null : apartFromSigned(view, shown);
  return (
    <Panel title="Draft">
      <div className="fields">
        <Choice label="Report" value={form} options={reportChoices(entity)} onChange={setForm} />
        <Choice
          label="Language of the report"
          value={language}
          options={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_LABELS[one] }))}
          onChange={changeLanguage}
        />
      </div>
      {unowed !== null && (
        <p className="note-box note-open">
          <strong>
            {unowed.regime} does not apply to {entity.entityName}.
          </strong>{' '}
          {unowed.why} Whether to notify of one's own accord is for counsel to decide.
        </p>
      )}
      <FailureBox failure={failure} />
      {entity.report.clocks
        .filter(({ clockId, submittedAt }) => formUse(form).stages.includes(clockId) && submittedAt === null)
        .map((clock) => (
          <DraftDue key={clock.clockId} clock={clock} zone={entity.timeZone} />
        ))}
      {shown !== null && (
        <>
          {apart !== null && (
            <p className="note-box note-open">
              <strong>
                Version {apart.version} is {apart.locked ? 'locked' : 'signed by one person'}, and what stands here says
                something else in {apart.fields.size === 1 ? '1 field' : `${apart.fields.size} fields`}.
              </strong>{' '}
              To file what was signed, take it from the files of version {apart.version}; to file this, keep it as a new
              version and have it signed.
            </p>
          )}
          <DraftChecks shown={shown} incident={view.incident} />
          <DraftFiles shown={shown} form={form} />
          <KeepVersion view={view} entity={entity} form={form} language={language} onLanguage={changeLanguage} />
          <DraftFields key={form} shown={shown} view={view} entity={entity} language={language} apart={apart} />
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

/** What presses most; the breach register where no clock asks for anything, because that is made for every breach. */
function firstForm(entity: EntityLegalView): FormId {
  return entity.report.clocks.length === 0 ? 'gdpr-33-5' : (reportChoices(entity)[0]?.value ?? 'gdpr-33-5');
}

function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}
