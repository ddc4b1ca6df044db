import type { Reading, Verdict } from '../../../shared/domain/action.ts';
import type { IconName } from '../../ui/icon.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';

interface VerdictText {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

const TEXT: Readonly<Record<Verdict, VerdictText>> = {
  done: { label: 'Done', tone: 'good', icon: 'check' },
  failed: { label: 'Failed', tone: 'wait', icon: 'cross' },
  ok: { label: 'Fine', tone: 'good', icon: 'check' },
  refused: { label: 'Refused', tone: 'wait', icon: 'cross' },
  blocked: { label: 'Blocked', tone: 'calm', icon: 'stop' },
  passed: { label: 'Passed', tone: 'calm', icon: 'arrow' },
  none: { label: 'None live', tone: 'good', icon: 'check' },
  live: { label: 'Still live', tone: 'wait', icon: 'alert' },
  unclear: { label: 'Not clear', tone: 'wait', icon: 'question' },
};

/** What a step's output means, in a word and a sentence, with the facts and sessions it named. */
export function ReadingLine({ reading }: { readonly reading: Reading }) {
  const text = TEXT[reading.verdict];
  return (
    <div className="stack-1">
      <p className="row">
        <Mark tone={text.tone} icon={text.icon}>
          {text.label}
        </Mark>
        <span className="grow">{reading.summary}</span>
      </p>
      {(reading.sessions ?? []).length > 0 && (
        <ul className="bullets small">
          {(reading.sessions ?? []).map((session) => (
            <li key={session.id}>
              <code>{session.id}</code> {session.label}
            </li>
          ))}
        </ul>
      )}
      {(reading.facts ?? []).length > 0 && (
        <p className="small soft wrap">
          {(reading.facts ?? []).map((fact) => `${fact.name} ${fact.value}`).join(' · ')}
        </p>
      )}
    </div>
  );
}
