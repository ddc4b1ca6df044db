import { entryWords, type LeakPattern, type Move } from '../../../shared/domain/leak-pattern.ts';
import { Part, PatternFacts } from './pattern-facts.tsx';

/** What the chosen card will ask and where it points, before anything is decided. */
export function PatternStory({ pattern }: { readonly pattern: LeakPattern }) {
  return (
    <div className="story">
      <p>{pattern.story}</p>
      <div className="fields">
        <Part title="It will ask" items={pattern.questions.map((question) => question.text)} />
        <Part
          title="Recommended order"
          items={pattern.sequence.map((stage) => stage.map(moveText).join(', with '))}
          ordered
        />
      </div>
      <PatternFacts pattern={pattern} />
    </div>
  );
}

function moveText(move: Move): string {
  if (move.kind === 'task') return move.task;
  const name =
    move.kind === 'playbook'
      ? `${move.playbook}${move.at === undefined ? '' : ` at ${entryWords(move.at)}`}`
      : move.action;
  return `${name} (${move.scope})`;
}
