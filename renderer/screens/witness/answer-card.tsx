import type { WitnessAnswered } from '../../../shared/view/witness-view.ts';
import { CarriedText } from '../../ui/carried-text.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Time } from '../../ui/time.tsx';
import { ArrivedSection } from './arrived-section.tsx';
import { entriesText } from './log-words.ts';

/** The cosignature, to be carried back as it was brought. */
export function AnswerCard({ answered }: { readonly answered: WitnessAnswered }) {
  const { lines, size, at, origin } = answered;
  const text = lines.join('');
  return (
    <ArrivedSection label="Answer">
      <p className="row">
        <Mark tone="good" icon="eye">
          Cosigned
        </Mark>
        <span>
          <strong>{entriesText(size)}</strong> of <code className="wrap">{origin}</code>, <Time at={at} />.
        </span>
      </p>
      <CarriedText
        text={text}
        code={lines[0] ?? ''}
        what="answer of this witness"
        name={`${origin.slice(-8)}-${size}.answer`}
        lead={<p>Take this back to the other console: Handoff, Witness, “Take the answer in”.</p>}
      >
        {lines.length > 1 && (
          <p className="small soft">
            One line per key of this witness: Ed25519, and ML-DSA-44 for later years. The code holds the first line,
            which is enough by itself.
          </p>
        )}
      </CarriedText>
    </ArrivedSection>
  );
}
