import { useState } from 'react';
import { TRI_LABELS, type Tri } from '../../../shared/law/tri.ts';
import type { TriageQuestion } from '../../../shared/domain/leak-pattern.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useObservable } from '../../store/observable.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

const ANSWERS: readonly Tri[] = ['yes', 'no', 'unknown'];

/** Where the answer is a text, a count or a time, `yes` means that it is known and stands in the note. */
const WORDS: Readonly<Record<Tri, string>> = { yes: 'Known', no: 'None', unknown: 'Not known' };

/** The questions of the leak pattern. Unknown is an answer; it is recorded and never read as no. */
export function TriagePanel({ view }: { readonly view: IncidentView }) {
  const { catalog } = useStore();
  const { value } = useObservable(catalog.state);
  const pattern = value?.patterns.find((one) => one.id === view.pattern);
  const questions = pattern?.questions ?? [];
  const open = questions.filter((question) => !view.triage.some((one) => one.question === question.id)).length;
  return (
    <Panel
      title={`Triage: ${pattern?.title ?? view.pattern}`}
      flush
      aside={<span className="small soft">{open} not answered</span>}
    >
      {questions.length === 0 ? (
        <Empty title="This console has no questions for this pattern." />
      ) : (
        <ul className="panel-list">
          {questions.map((question) => (
            <Question key={question.id} view={view} question={question} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Question({ view, question }: { readonly view: IncidentView; readonly question: TriageQuestion }) {
  const before = view.triage.findLast((one) => one.question === question.id);
  const draft = useDraft({
    scope: view.incident,
    form: `triage ${question.id}`,
    label: `Note on “${question.text}”`,
    blank: '',
  });
  const note = draft.value;
  const [noting, setNoting] = useState(note !== '');
  const words = question.answer !== 'three-valued';
  const answer = useCommand('Answer', async ({ client }, value: Tri) => {
    const recorded = await client.incident.answerTriage({
      incident: view.incident as `inc-${string}`,
      question: question.id,
      answer: value,
      note,
    });
    draft.forget();
    setNoting(false);
    return recorded;
  });
  return (
    <li className="question">
      <p className="grow">
        {question.text}
        {before?.note !== undefined && before.note !== '' && <span className="soft"> {before.note}</span>}
        {before !== undefined && <EntryLink incident={view.incident} entry={before.entry} />}
      </p>
      <fieldset className="row">
        <legend className="unseen">{question.text}</legend>
        {ANSWERS.map((value) => (
          <Button
            key={value}
            size="small"
            tone={before?.answer === value ? 'primary' : 'plain'}
            aria-pressed={before?.answer === value}
            isDisabled={answer.busy}
            onPress={() => (words && value === 'yes' && note.trim() === '' ? setNoting(true) : void answer.send(value))}
          >
            {words ? WORDS[value] : TRI_LABELS[value]}
          </Button>
        ))}
        <Button size="small" tone="quiet" aria-expanded={noting} onPress={() => setNoting(!noting)}>
          {words ? 'In words' : 'With a note'}
        </Button>
      </fieldset>
      {noting && (
        <div className="question-note">
          <DraftNotice draft={draft} />
          <TextInput
            label={words ? 'The answer in words' : 'Note recorded with the answer'}
            value={note}
            onChange={draft.set}
            hint={words ? 'Then press “Known”. No secret, no customer data.' : 'Then press the answer.'}
            maxLength={2000}
          />
        </div>
      )}
      <FailureBox failure={answer.failure} />
    </li>
  );
}
