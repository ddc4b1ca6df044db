import { useState } from 'react';
import { filedUnder, type FormId, formOfStage, formUse } from '../../../shared/law/forms/form-ids.ts';
import { LANGUAGE_LABELS, LANGUAGES, type Language } from '../../../shared/law/forms/language.ts';
import type { ClockId } from '../../../shared/law/pack.ts';
import type { DraftLine, EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { sentWords } from '../../../shared/view/sent-words.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { ZoneTime } from '../../ui/zone-time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { FileDialog } from './file-dialog.tsx';
import { SignOffPanel, StateMark } from './sign-off-panel.tsx';
import { StrikeButton } from './strike-button.tsx';

interface Props {
  readonly view: IncidentView;
  readonly entity: EntityLegalView;
}

interface KeepProps extends Props {
  readonly form: FormId;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** Keeps the draft as a version; what was kept, its way out of the house, and what was filed of it. */
export function KeepVersion({ view, entity, form, language, onLanguage }: KeepProps) {
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
  const last = kept.findLast((one) => one.language === language);
  const signOff = view.signOffs.find(({ draft }) => draft === last?.entry);
  const clocks = entity.report.clocks.filter(({ clockId }) => filedUnder(form).includes(clockId));
  const filed = view.filings.filter((one) => one.entity === entity.entity && isFiledAs(view, one, form));
  return (
    <div className="stack-2">
      <FailureBox failure={keep.failure} onRetry={() => void keep.send()} />
      <div className="row">
        <Button tone="primary" busy={keep.busy} onPress={() => void keep.send()}>
          {`Keep as version ${kept.length + 1}, ${LANGUAGE_LABELS[language]}`}
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
            <KeptVersion key={one.entry} view={view} entity={entity} draft={one} />
          ))}
        </ul>
      )}
      {LANGUAGES.filter((one) => one !== language).map((one) => (
        <OtherLanguage
          key={one}
          kept={kept}
          language={one}
          view={view}
          zone={entity.timeZone}
          onLanguage={onLanguage}
        />
      ))}
      {last !== undefined && signOff !== undefined && (
        <SignOffPanel view={view} draft={last} signOff={signOff} zone={entity.timeZone} />
      )}
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

interface KeptVersionProps extends Props {
  readonly draft: DraftLine;
}

function KeptVersion({ view, entity, draft }: KeptVersionProps) {
  const { version, language, at, by, missing, entry } = draft;
  const isVoid = view.signOffs.some((one) => one.draft === entry && one.state === 'void');
  return (
    <li>
      Version {version} in {LANGUAGE_LABELS[language]}, <ZoneTime at={at} zone={entity.timeZone} /> by {by},{' '}
      {missing.length === 0 ? 'complete' : `${missing.length} missing`}
      {isVoid && ', void: a newer one in this language'}
      <EntryLink incident={view.incident} entry={entry} />
    </li>
  );
}

interface OtherLanguageProps {
  readonly kept: readonly DraftLine[];
  readonly language: Language;
  readonly view: IncidentView;
  readonly zone: string;
  readonly onLanguage: (language: Language) => void;
}

/** Each language has its own sign-off. The other one is not on the screen, so how it stands is said here. */
function OtherLanguage({ kept, language, view, zone, onLanguage }: OtherLanguageProps) {
  const last = kept.findLast((one) => one.language === language);
  const signOff = view.signOffs.find(({ draft }) => draft === last?.entry);
  if (last === undefined || signOff === undefined) return null;
  return (
    <div className="row">
      <span>
        Version {last.version}, {LANGUAGE_LABELS[language]}
      </span>
      <StateMark signOff={signOff} zone={zone} />
      <Button size="small" onPress={() => onLanguage(language)}>
        {`Show ${LANGUAGE_LABELS[language]}`}
      </Button>
    </div>
  );
}

/** By the version that was sent, where one is named; else by the row of the register. */
function isFiledAs(view: IncidentView, { draft, stage }: IncidentView['filings'][number], form: FormId): boolean {
  const sent = view.drafts.find(({ entry }) => entry === draft)?.form;
  return sent === undefined ? formUse(form).stages.includes(stage) : sent === form;
}
