import type { ShownChange, Verdict } from '../../../shared/law/assessment.ts';
import type { Tri } from '../../../shared/law/tri.ts';
import { Mark } from '../../ui/mark.tsx';

const WORDS = {
  test: { yes: 'Yes', no: 'No', unknown: 'Unknown' },
  criterion: { yes: 'Met', no: 'Not met', unknown: 'Unknown' },
} as const;

/** Three answers, never two: unknown is not a no. */
export function VerdictMark({ verdict, of }: { readonly verdict: Tri; readonly of: keyof typeof WORDS }) {
  const word = WORDS[of][verdict];
  if (verdict === 'yes')
    return (
      <Mark tone="now" icon="check">
        {word}
      </Mark>
    );
  if (verdict === 'no')
    return (
      <Mark tone="calm" icon="cross">
        {word}
      </Mark>
    );
  return (
    <Mark tone="wait" icon="question">
      {word}
    </Mark>
  );
}

/** The fewest answers that would change a verdict. `words`: what it would become. */
export function Changes({ verdict, of }: { readonly verdict: Verdict; readonly of: keyof typeof WORDS }) {
  return (
    <>
      <Ways become={WORDS[of].yes} ways={verdict.toYes} />
      <Ways become={WORDS[of].no} ways={verdict.toNo} />
    </>
  );
}

function Ways({ become, ways }: { readonly become: string; readonly ways: readonly (readonly ShownChange[])[] }) {
  if (ways.length === 0) return null;
  return (
    <div className="ways">
      <p className="small strong">{become}, if</p>
      <ul className="bullets small">
        {ways.map((way) => (
          <li key={way.map((change) => change.ref + change.text).join(' ')}>
            {way.map((change, index) => (
              <span key={change.ref}>
                {index > 0 && <strong> and </strong>}
                {change.label.replace(/\?$/, '')}: <strong>{change.text}</strong>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
