import type { Draft, DraftField, DraftStatus } from '../../../shared/law/forms/draft.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

const STATUS: Readonly<Record<DraftStatus, { readonly label: string; readonly icon: IconName }>> = {
  stated: { label: 'stated', icon: 'check' },
  assessment: { label: 'assessment', icon: 'half' },
  unknown: { label: 'recorded as not known', icon: 'question' },
  missing: { label: 'missing', icon: 'ring' },
};

/** Field by field. Every sentence names the entries it rests on, or says that it is an assessment. */
export function DraftFields({ draft, incident }: { readonly draft: Draft; readonly incident: string }) {
  const labelOf = (id: string): string => draft.fields.find((field) => field.id === id)?.label ?? id;
  const said = draft.fields.filter((field) => field.status !== 'missing');
  const optional = draft.fields.filter((field) => field.status === 'missing' && !field.mandatory);
  return (
    <div className="stack">
      <div className="stack-1">
        <h3>{draft.title}</h3>
        <p className="small soft">
          {draft.form}, {draft.basis}
          {draft.exercise && '. EXERCISE: marked on every page'}
        </p>
      </div>
      {draft.notices.length > 0 && (
        <ul className="bullets small soft">
          {draft.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      {draft.warnings.length > 0 && (
        <ul className="draft-warnings">
          {draft.warnings.map((warning) => (
            <li key={`${warning.code} ${warning.field} ${warning.message}`} className="row">
              <Icon name="alert" />
              <span className="grow">
                <strong>{labelOf(warning.field)}:</strong> {warning.message}{' '}
                <code className="small">{warning.code}</code>
              </span>
            </li>
          ))}
        </ul>
      )}
      {draft.missing.length > 0 && (
        <p className="note-box">
          <strong>{draft.missing.length} mandatory fields have nothing recorded:</strong>{' '}
          {draft.missing.map(labelOf).join(', ')}. A recorded “not known” is an answer.
        </p>
      )}
      <dl className="draft-fields">
        {said.map((field) => (
          <Field key={field.id} field={field} incident={incident} />
        ))}
      </dl>
      {optional.length > 0 && (
        <p className="small soft">
          Nothing recorded and not mandatory: {optional.map((field) => field.label).join(', ')}.
        </p>
      )}
    </div>
  );
}

function Field({ field, incident }: { readonly field: DraftField; readonly incident: string }) {
  const status = STATUS[field.status];
  const value = typeof field.value === 'string' ? field.value : field.value.join(', ');
  return (
    <div className="draft-field">
      <dt>
        <span className="strong">{field.label}</span>
        <span className="small soft draft-status">
          <Icon name={status.icon} size={14} /> {status.label}
          {field.mandatory && ', mandatory'}
        </span>
      </dt>
      <dd>
        {field.sentences.length === 0 ? (
          <p>{value}</p>
        ) : (
          field.sentences.map((sentence) => (
            <p key={sentence.text} className="wrap">
              {sentence.text}
              {sentence.assessment && <em className="small"> Assessment.</em>}
              {sentence.cites.map((entry) => (
                <EntryLink key={entry} incident={incident} entry={entry} />
              ))}
            </p>
          ))
        )}
      </dd>
    </div>
  );
}
