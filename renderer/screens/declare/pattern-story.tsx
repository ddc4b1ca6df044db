import type { LeakPattern, Move } from '../../../shared/domain/leak-pattern.ts';

/** What the chosen card will ask and where it points, before anything is decided. */
export function PatternStory({ pattern }: { readonly pattern: LeakPattern }) {
  return (
    <div className="story">
      <p>{pattern.story}</p>
      <div className="fields">
        <Part title="It will ask" items={pattern.questions.map((question) => question.text)} />
        <Part title="What settles it" items={pattern.decisiveEvidence} />
        <Part
          title="Duties to look at first"
          items={pattern.duties.map((duty) => `${duty.regime} ${duty.provisions.join(', ')}: ${duty.note}`)}
        />
        <Part
          title="Recommended order"
          items={pattern.sequence.map((stage) => stage.map(moveText).join(', with '))}
          ordered
        />
      </div>
    </div>
  );
}

function Part({
  title,
  items,
  ordered = false,
}: {
  readonly title: string;
  readonly items: readonly string[];
  readonly ordered?: boolean;
}) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <div className="stack-1">
      <h3>{title}</h3>
      <List className={ordered ? 'numbered small' : 'bullets small'}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </List>
    </div>
  );
}

function moveText(move: Move): string {
  if (move.kind === 'task') return move.task;
  const name =
    move.kind === 'playbook' ? `${move.playbook}${move.at === undefined ? '' : ` at ${move.at}`}` : move.action;
  return `${name} (${move.scope})`;
}
