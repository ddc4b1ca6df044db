import { useState } from 'react';
import type { DraftField, DraftStatus } from '../../../shared/law/forms/draft.ts';
import type { Language } from '../../../shared/law/forms/language.ts';
import { pasteText } from '../../../shared/law/forms/paste.ts';
import { labelled } from '../../../shared/law/forms/plain-text.ts';
import { FACT_IDS } from '../../../shared/law/facts.ts';
import type { DraftView } from '../../../shared/view/draft-view.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import type { ApartFromSigned } from './apart-from-signed.ts';
import { fieldAnchor } from './draft-checks.tsx';
import { FactForm } from './fact-form.tsx';
import { FieldForm } from './field-form.tsx';

const STATUS: Readonly<Record<DraftStatus, { readonly label: string; readonly icon: IconName }>> = {
  stated: { label: 'stated', icon: 'check' },
  assessment: { label: 'assessment', icon: 'half' },
  unknown: { label: 'recorded as not known', icon: 'question' },
  missing: { label: 'nothing recorded', icon: 'ring' },
};

interface Props {
  readonly shown: DraftView;
  readonly view: IncidentView;
  readonly entity: EntityLegalView;
  readonly language: Language;
  readonly apart: ApartFromSigned | null;
}

/** Section by section, field by field. Every sentence names the entries it rests on, or says that it is an assessment. */
export function DraftFields({ shown, view, entity, language, apart }: Props) {
  const { draft } = shown;
  return (
    <div className="stack">
      <div className="stack-1">
        <h3>{draft.title}</h3>
        <p className="small soft">
          {draft.form}, {draft.basis}
          {draft.exercise && '. EXERCISE: marked on every page'}
        </p>
      </div>
      <ul className="bullets small soft">
        {draft.notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
      {draft.sections.map((section) => {
        const fields = draft.fields.filter((field) => field.section === section.id);
        const left = fields.filter((field) => draft.missing.includes(field.id)).length;
        return (
          <details key={section.id} className="draft-section" open>
            <summary className="row-apart">
              <span className="strong">{section.title}</span>
              <span className="small soft">{left === 0 ? `${fields.length} fields` : `${left} mandatory missing`}</span>
            </summary>
            <ul className="draft-fields">
              {fields.map((field) => (
                <Field
                  key={field.id}
                  field={field}
                  exercise={draft.exercise}
                  view={view}
                  entity={entity}
                  language={language}
                  apart={apart}
                />
              ))}
            </ul>
          </details>
        );
      })}
    </div>
  );
}

interface FieldProps extends Omit<Props, 'shown'> {
  readonly field: DraftField;
  readonly exercise: boolean;
}

function Field({ field, exercise, view, entity, language, apart }: FieldProps) {
  const [editing, setEditing] = useState(false);
  return (
    <li className="draft-field" id={fieldAnchor(field.id)}>
      <div>
        <p className="strong">{labelled(field)}</p>
        <FieldState field={field} />
        {apart?.fields.has(field.id) === true && (
          <p>
            <Mark tone="wait" icon="alert">{`Not as in version ${apart.version}`}</Mark>
          </p>
        )}
      </div>
      <div className="stack-1">
        {field.status !== 'missing' &&
          field.sentences.map((sentence) => (
            <p key={sentence.text} className="wrap">
              {sentence.text}
              {sentence.assessment && <em className="small"> Assessment.</em>}
              {sentence.cites.map((entry) => (
                <EntryLink key={entry} incident={view.incident} entry={entry} />
              ))}
            </p>
          ))}
        <FieldButtons field={field} exercise={exercise} editing={editing} onEdit={() => setEditing(!editing)} />
        {editing && (
          <FieldEditor field={field} view={view} entity={entity} language={language} onDone={() => setEditing(false)} />
        )}
      </div>
    </li>
  );
}

function FieldState({ field }: { readonly field: DraftField }) {
  const status = STATUS[field.status];
  return (
    <p className="small soft draft-status">
      <Icon name={status.icon} size={14} /> {status.label}
      {field.mandatory && ', mandatory'}
      {field.opensOn.length > 0 && ', mandatory or not: depends on an open field'}
      {field.answers > 1 && `, answered ${field.answers} times`}
      {field.number === null && field.confidence !== 'design' && (
        <span className="draft-source">{sourceOf(field)}</span>
      )}
    </p>
  );
}

function sourceOf({ source, confidence }: DraftField): string {
  return confidence === 'unconfirmed' ? `${source}, unconfirmed` : source;
}

interface ButtonsProps {
  readonly field: DraftField;
  readonly exercise: boolean;
  readonly editing: boolean;
  readonly onEdit: () => void;
}

function FieldButtons({ field, exercise, editing, onEdit }: ButtonsProps) {
  const paste = pasteText({ exercise }, field);
  const word = editing ? 'Close' : field.status === 'missing' ? 'Answer' : 'Change';
  return (
    <div className="row">
      {field.edit === 'decision' ? (
        <span className="small soft">Follows from a decision on record.</span>
      ) : (
        <Button size="small" aria-expanded={editing} aria-label={`${word}: ${labelled(field)}`} onPress={onEdit}>
          {word}
        </Button>
      )}
      {paste !== null && <CopyButton text={paste.text} what={labelled(field)} />}
      {paste !== null && field.type === 'text' && (
        <span className={paste.fits ? 'small soft' : 'small draft-too-long'}>
          {paste.length} of {paste.maxLength} characters
        </span>
      )}
    </div>
  );
}

interface EditorProps extends Omit<Props, 'shown' | 'apart'> {
  readonly field: DraftField;
  readonly onDone: () => void;
}

/** What is a fact is changed as a fact, for every report at once; the rest is written into the field. */
function FieldEditor({ field, view, entity, language, onDone }: EditorProps) {
  const { edit } = field;
  const fact = typeof edit === 'object' ? FACT_IDS.find((id) => id === edit.fact) : undefined;
  if (fact === undefined) {
    return (
      <FieldForm
        field={field}
        incident={view.incident}
        entity={entity.entity}
        zone={entity.timeZone}
        language={language}
        onDone={onDone}
      />
    );
  }
  return (
    <>
      <p className="small soft">A fact: it changes in every report that says it.</p>
      <FactForm view={view} id={fact} entity={entity} onDone={onDone} />
    </>
  );
}
