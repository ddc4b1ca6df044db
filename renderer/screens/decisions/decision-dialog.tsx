import { DECISION_TOPICS, TOPIC_TEXT, type DecisionTopic } from '../../../shared/domain/decision.ts';
import { HOUR, plusMs, type Instant } from '../../../shared/domain/instant.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf, Ticks } from '../../ui/tick.tsx';

interface Form {
  readonly topic: DecisionTopic | '';
  readonly question: string;
  /** One option a line. */
  readonly options: string;
  readonly chosen: string;
  readonly rationale: string;
  /** Entry numbers, separated by blanks or commas. */
  readonly evidence: string;
  /** One a line: name, colon, words. */
  readonly dissent: string;
  readonly reviewHours: string;
  readonly actions: readonly string[];
  readonly supersedes: string;
}

const BLANK: Form = {
  topic: '',
  question: '',
  options: '',
  chosen: '',
  rationale: '',
  evidence: '',
  dissent: '',
  reviewHours: '',
  actions: [],
  supersedes: '',
};

/** A decision with the options that were on the table, the reasons, and who disagreed. */
export function DecisionDialog({ view, onClose }: { readonly view: IncidentView; readonly onClose: () => void }) {
  const draft = useDraft<Form>({ scope: view.incident, form: 'decision', label: 'Decision', blank: BLANK });
  const form = draft.value;
  const options = lines(form.options);
  const cited = numbers(form.evidence);
  const dissent = lines(form.dissent).map(dissentOf);
  const record = useCommand('Decision', async ({ client }) => {
    if (form.topic === '') throw new Error('no topic was chosen');
    const answer = await client.decision.record({
      incident: view.incident as `inc-${string}`,
      decision: {
        topic: form.topic,
        question: form.question,
        options,
        chosen: options.indexOf(form.chosen),
        rationale: form.rationale,
        evidence: cited ?? [],
        dissent: dissent.flatMap((one) => one ?? []),
        reviewAt: reviewAt(view.now, form.reviewHours),
        actions: form.actions as `act-${string}`[],
        supersedes: form.supersedes === '' ? null : Number(form.supersedes),
      },
    });
    draft.forget();
    onClose();
    return answer;
  });
  const faults = dissent.includes(null) ? 'Each line: name, colon, what they said.' : null;
  const ready =
    form.topic !== '' &&
    form.question.trim() !== '' &&
    options.includes(form.chosen) &&
    form.rationale.trim() !== '' &&
    cited !== null &&
    faults === null;
  const live = view.actions.filter((action) => action.state !== 'withdrawn').slice(-12);
  return (
    <DialogBox title="Record a decision" open onClose={onClose} wide>
      <DraftNotice draft={draft} />
      <Choice
        label="About"
        value={form.topic}
        options={DECISION_TOPICS.map((topic) => ({ value: topic, label: TOPIC_TEXT[topic] }))}
        onChange={(topic) => draft.change({ topic })}
      />
      <TextInput
        label="Question"
        value={form.question}
        onChange={(question) => draft.change({ question })}
        maxLength={300}
      />
      <TextInput
        label="Options, one a line"
        rows={3}
        value={form.options}
        onChange={(next) => draft.change({ options: next })}
        hint="Also those that were turned down."
      />
      {options.length > 0 && (
        <OneOf
          label="Chosen"
          value={form.chosen}
          items={options.map((option) => ({ value: option, label: option }))}
          onChange={(chosen) => draft.change({ chosen })}
        />
      )}
      <TextInput
        label="Reasons"
        rows={3}
        value={form.rationale}
        onChange={(rationale) => draft.change({ rationale })}
      />
      <TextInput
        label="Who disagreed (optional)"
        rows={2}
        value={form.dissent}
        onChange={(next) => draft.change({ dissent: next })}
        error={faults}
        hint="One a line: name, colon, their words."
      />
      <div className="fields">
        <TextInput
          label="Entries it rests on (optional)"
          value={form.evidence}
          onChange={(evidence) => draft.change({ evidence })}
          error={cited === null ? `Entry numbers up to ${view.revision}.` : null}
          hint="Numbers from the timeline, such as 12, 40."
        />
        <TextInput
          label="Review in hours (optional)"
          value={form.reviewHours}
          onChange={(reviewHours) => draft.change({ reviewHours: reviewHours.replaceAll(/\D/g, '').slice(0, 4) })}
        />
      </div>
      {view.decisions.length > 0 && (
        <Choice
          label="Supersedes (optional)"
          value={form.supersedes}
          prompt="Nothing"
          options={view.decisions.map((one) => ({ value: String(one.entry), label: `#${one.entry} ${one.question}` }))}
          onChange={(supersedes) => draft.change({ supersedes })}
        />
      )}
      {live.length > 0 && (
        <Ticks
          label="Actions it is about (optional)"
          value={form.actions}
          items={live.map((one) => ({ value: one.action, label: `${one.template} ${one.targetLabel}` }))}
          onChange={(actions) => draft.change({ actions })}
        />
      )}
      <FailureBox failure={record.failure} />
      <div>
        <Button tone="primary" busy={record.busy} isDisabled={!ready} onPress={() => void record.send()}>
          Record
        </Button>
      </div>
    </DialogBox>
  );

  /** Entry numbers, or null when one is not an entry of this ledger. */
  function numbers(text: string): number[] | null {
    const words = text.split(/[\s,]+/).filter((word) => word !== '');
    const all = words.map((word) => (/^#?\d{1,9}$/.test(word) ? Number(word.replace('#', '')) : -1));
    return all.every((entry) => entry >= 0 && entry <= view.revision) ? all : null;
  }
}

function lines(text: string): string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    ),
  ].slice(0, 10);
}

function dissentOf(text: string): { by: string; text: string } | null {
  const found = /^([^:]{1,120}):\s*(.+)$/.exec(text);
  return found ? { by: (found[1] ?? '').trim(), text: found[2] ?? '' } : null;
}

function reviewAt(now: Instant, hours: string): Instant | null {
  if (hours === '') return null;
  return plusMs(now, Number(hours) * HOUR);
}
