import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { WitnessAnswered, WitnessReading } from '../../../shared/view/witness-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { ArrivedSection } from './arrived-section.tsx';
import { AnswerCard } from './answer-card.tsx';
import { ReadingFacts } from './reading-facts.tsx';
import { ReadingRefused } from './reading-refused.tsx';

/** More than any request has; a wrong file must not fill the field. */
const MAX_FILE = 100_000;

/** A request comes in, is read, and is answered or not. Nothing is signed before a person has seen what it says. */
export function RequestPanel({ onChange }: { readonly onChange: () => void }) {
  const draft = useDraft({ scope: 'console', form: 'witness request', label: 'Request to this witness', blank: '' });
  const text = draft.value;
  const [reading, setReading] = useState<WitnessReading | null>(null);
  const [times, setTimes] = useState(0);
  const [answered, setAnswered] = useState<WitnessAnswered | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const read = useCommand('Request', async ({ client }) => {
    setAnswered(null);
    setReading(await client.witness.read({ text }));
    setTimes((before) => before + 1);
  });
  const answer = useCommand('Answer', async ({ client }) => {
    setAnswered(await client.witness.answer({ text }));
    setReading(null);
    draft.forget();
    onChange();
  });
  const take = (typed: string): void => {
    read.clear();
    answer.clear();
    setReading(null);
    setAnswered(null);
    setTooLarge(false);
    draft.set(typed);
  };
  const choose = async (file: File | null): Promise<void> => {
    if (!file) return;
    if (file.size > MAX_FILE) setTooLarge(true);
    else take(await file.text());
  };
  const again = async (): Promise<void> => {
    onChange();
    await read.send();
  };
  return (
    <Panel title="A request">
      <DraftNotice draft={draft} />
      <TextInput
        label="Request of the other console"
        mono
        rows={6}
        value={text}
        onChange={take}
        maxLength={MAX_FILE}
        hint="It begins with “old” and a number. The other console makes it under Handoff, Witness."
      />
      {tooLarge && <p role="alert">That is no request: the file is too large.</p>}
      <FailureBox failure={read.failure} onRetry={() => void read.send()} />
      <div className="row">
        <Button
          tone={reading === null && answered === null ? 'primary' : 'plain'}
          busy={read.busy}
          isDisabled={text.trim() === ''}
          onPress={() => void read.send()}
        >
          Read the request
        </Button>
        <FileTrigger onSelect={(files) => void choose(files?.item(0) ?? null)}>
          <Button icon="file">Choose the file</Button>
        </FileTrigger>
      </div>
      {reading !== null && (
        <ArrivedSection key={times} label="What is asked">
          <ReadingFacts reading={reading} />
          {reading.refusal === null ? (
            <>
              <FailureBox failure={answer.failure} onRetry={() => void answer.send()} />
              <div className="row">
                <Button tone="primary" icon="eye" busy={answer.busy} onPress={() => void answer.send()}>
                  Remember and cosign
                </Button>
                <span className="soft">It is written down here first, then signed.</span>
              </div>
            </>
          ) : (
            <ReadingRefused reading={reading} refusal={reading.refusal} text={text} onServed={() => void again()} />
          )}
        </ArrivedSection>
      )}
      {answered !== null && <AnswerCard answered={answered} />}
    </Panel>
  );
}
