import type { LeakPattern } from '../../../shared/domain/leak-pattern.ts';

/** What settles the suspicion, which duties may arise, and the numbers by which others know the pattern. */
export function PatternFacts({ pattern }: { readonly pattern: LeakPattern }) {
  const { decisiveEvidence, duties, indicators, atlas, atlasCases, owasp } = pattern;
  return (
    <div className="fields">
      <Part title="Signs of it" items={indicators} />
      <Part title="What settles it" items={decisiveEvidence} />
      <Part
        title="Duties to look at first"
        items={duties.map((duty) => `${duty.regime} ${duty.provisions.join(', ')}: ${duty.note}`)}
      />
      <div className="stack-1">
        <h3>Known elsewhere as</h3>
        <dl className="facts small">
          <dt>MITRE ATLAS</dt>
          <dd>{atlas.length === 0 ? 'None: a condition, not a technique' : atlas.join(', ')}</dd>
          {atlasCases.length > 0 && (
            <>
              <dt>ATLAS cases</dt>
              <dd>{atlasCases.join(', ')}</dd>
            </>
          )}
          <dt>OWASP for LLM</dt>
          <dd>{owasp.join(', ')}</dd>
        </dl>
      </div>
    </div>
  );
}

export function Part({
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
