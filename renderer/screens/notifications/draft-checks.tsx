import type { ReactNode } from 'react';
import type { Disagreement } from '../../../shared/law/forms/consistency.ts';
import { LANGUAGE_LABELS } from '../../../shared/law/forms/language.ts';
import { labelled } from '../../../shared/law/forms/plain-text.ts';
import type { DraftChanges, DraftView } from '../../../shared/view/draft-view.ts';
import { Icon } from '../../ui/icon.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

interface Props {
  readonly shown: DraftView;
  readonly incident: string;
}

/** What two people should look at before they sign: what is missing, what looks wrong, what other reports say, what changed. */
export function DraftChecks({ shown, incident }: Props) {
  const { draft, since, translations, disagreements, problems } = shown;
  const nameOf = (id: string): string => {
    const field = draft.fields.find((one) => one.id === id || (typeof one.edit === 'object' && one.edit.fact === id));
    return field === undefined ? id : labelled(field);
  };
  const malformed = problems.filter(({ problem }) => !problem.endsWith('mandatory and not filled'));
  return (
    <div className="stack-2">
      {draft.missing.length > 0 && (
        <details className="note-box">
          <summary>
            <strong>
              {draft.missing.length === 1 ? '1 mandatory field is' : `${draft.missing.length} mandatory fields are`} not
              filled
            </strong>
          </summary>
          <ul className="bullets small">
            {draft.missing.map((id) => (
              <li key={id}>
                <a href={`#${fieldAnchor(id)}`} onClick={(event) => jump(event, id)}>
                  {nameOf(id)}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {draft.warnings.length > 0 && (
        <ul className="draft-warnings">
          {draft.warnings.map(({ code, field, message }) => (
            <Warning key={`${code} ${field} ${message}`} code={code}>
              <strong>{nameOf(field)}:</strong> {message}
            </Warning>
          ))}
        </ul>
      )}
      {malformed.length > 0 && (
        <ul className="draft-warnings">
          {malformed.map(({ field, problem }) => (
            <Warning key={`${field} ${problem}`} code="TEMPLATE">
              <strong>{field}</strong> {problem}
            </Warning>
          ))}
        </ul>
      )}
      {disagreements.map((one) => (
        <Disagrees key={`${one.concept} ${one.statements[0]?.entityName ?? ''}`} one={one} incident={incident} />
      ))}
      {since !== null && <Changes since={since} incident={incident} />}
      {translations.map((one) => (
        <Translation key={one.entry} of={one} incident={incident} />
      ))}
    </div>
  );
}

export function fieldAnchor(id: string): string {
  return `draft-field-${id}`;
}

/** The address belongs to the screens, so the field is brought into view without it. */
function jump(event: { preventDefault: () => void }, id: string): void {
  event.preventDefault();
  const target = document.getElementById(fieldAnchor(id));
  target?.scrollIntoView({ block: 'center' });
  target?.querySelector('button')?.focus();
}

function Warning({ code, children }: { readonly code: string; readonly children: ReactNode }) {
  return (
    <li className="row">
      <Icon name="alert" />
      <span className="grow">
        {children} <code className="small">{code}</code>
      </span>
    </li>
  );
}

function Disagrees({ one, incident }: { readonly one: Disagreement; readonly incident: string }) {
  return (
    <div className="draft-warnings">
      <p className="row">
        <Icon name="alert" />
        <strong>{one.message}</strong>
      </p>
      <ul className="bullets small">
        {one.statements.map((statement) => (
          <li key={`${statement.form} ${statement.entityName} ${statement.field}`}>
            {statement.entry === null ? 'This draft' : `${statement.title}, ${statement.entityName}`}: {statement.label}
            : {statement.value}
            {statement.entry !== null && <EntryLink incident={incident} entry={statement.entry} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

const CHANGE = { added: 'New', changed: 'Changed', withdrawn: 'No longer there' } as const;

function Changes({ since, incident }: { readonly since: DraftChanges; readonly incident: string }) {
  const against = <Against of={since} incident={incident} />;
  if (since.changes.length === 0) return <p className="small soft">Says the same as {against}.</p>;
  return (
    <details className="draft-changes">
      <summary>
        {since.changes.length === 1 ? '1 field differs' : `${since.changes.length} fields differ`} from {against}
      </summary>
      <ul className="stack-1 small">
        {since.changes.map((change) => (
          <li key={change.field}>
            <strong>{change.label}.</strong> {CHANGE[change.kind]}.
            {change.before !== '' && (
              <p>
                <del>{change.before}</del>
              </p>
            )}
            {change.after !== '' && (
              <p>
                <ins>{change.after}</ins>
                {change.cites.map((entry) => (
                  <EntryLink key={entry} incident={incident} entry={entry} />
                ))}
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Two languages of one report are two texts: what both say is put side by side, nothing is struck out. */
function Translation({ of, incident }: { readonly of: DraftChanges; readonly incident: string }) {
  const against = <Against of={of} incident={incident} />;
  if (of.changes.length === 0) return <p className="small soft">Rests on the same answers as {against}.</p>;
  return (
    <details className="draft-changes">
      <summary>
        Compare {of.changes.length === 1 ? '1 field' : `${of.changes.length} fields`} with {against}
      </summary>
      <ul className="stack-1 small">
        {of.changes.map(({ field, label, before, after }) => (
          <li key={field}>
            <strong>{label}.</strong>
            <p>
              {LANGUAGE_LABELS[of.language]}: {before === '' ? <span className="soft">nothing</span> : before}
            </p>
            <p>This draft: {after === '' ? <span className="soft">nothing</span> : after}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Against({ of, incident }: { readonly of: DraftChanges; readonly incident: string }) {
  return (
    <>
      {of.title}, version {of.version} ({LANGUAGE_LABELS[of.language]}){' '}
      <EntryLink incident={incident} entry={of.entry} />
    </>
  );
}
