import { compareInstants, isInstant, type Instant } from '../../domain/instant.ts';
import { FACT_IDS, factDefinition, type Fact, type FactId } from '../facts.ts';
import { isTimeZone } from '../zone-time.ts';
import { readsAsAdmission } from './admission.ts';
import type { DraftWarning } from './draft.ts';
import { answerOf, plainValue } from './fact-sentence.ts';
import { secretKindsIn } from './secret-disclosure.ts';

/** What two people should look at before they sign. Says what is wrong, never repeats the text that is. */
export function draftWarnings(facts: readonly Fact[], timeZone: string): readonly DraftWarning[] {
  return [
    ...FACT_IDS.flatMap((id) => textWarnings(facts, id)),
    ...contradictions(facts),
    ...timeWarnings(facts),
    ...markingWarnings(facts),
    ...(isTimeZone(timeZone)
      ? []
      : [warning('BAD_VALUE', 'timeZone', 'Not a time zone name: times are written in UTC.')]),
  ];
}

function textWarnings(facts: readonly Fact[], id: FactId): readonly DraftWarning[] {
  const answer = answerOf(facts, id);
  if (answer.status === 'missing' && answer.badEntry !== null) {
    return [
      warning('BAD_VALUE', id, `Entry #${answer.badEntry} holds a value this field cannot have; it is left out.`),
    ];
  }
  const value = plainValue(answer);
  if (typeof value !== 'string' || factDefinition(id).type !== 'text') return [];
  const kinds = secretKindsIn(value);
  return [
    ...(kinds.length === 0
      ? []
      : [
          warning(
            'SECRET_IN_TEXT',
            id,
            `Seems to contain ${kinds.join(', ')}. Describe the kind of asset; attach details under marking only if asked.`,
          ),
        ]),
    ...(readsAsAdmission(value)
      ? [warning('ADMISSION_IN_TEXT', id, 'Reads as an admission of fault. State what happened and when.')]
      : []),
  ];
}

function contradictions(facts: readonly Fact[]): readonly DraftWarning[] {
  const value = (id: FactId): Fact['value'] | null => plainValue(answerOf(facts, id));
  const states = value('impact.memberStates');
  const found: DraftWarning[] = [];
  if (value('impact.crossBorderPossible') === 'no' && states !== null && states.length > 1) {
    found.push(
      warning(
        'CONTRADICTION',
        'impact.crossBorderPossible',
        'Recorded as not cross-border, with more than one Member State.',
      ),
    );
  }
  if (value('cause.maliciousSuspected') === 'no' && value('cause.unauthorisedAccess') === 'confirmed') {
    found.push(
      warning(
        'CONTRADICTION',
        'cause.maliciousSuspected',
        'Recorded as not malicious, with unauthorised access confirmed.',
      ),
    );
  }
  return found;
}

function timeWarnings(facts: readonly Fact[]): readonly DraftWarning[] {
  const time = (id: FactId): Instant | null => {
    const value = plainValue(answerOf(facts, id));
    return typeof value === 'string' && isInstant(value) ? value : null;
  };
  const order: readonly (readonly [FactId, FactId])[] = [
    ['times.occurredAt', 'times.detectedAt'],
    ['times.detectedAt', 'times.awareAt'],
  ];
  return order.flatMap(([first, second]) => {
    const [a, b] = [time(first), time(second)];
    if (a === null || b === null || compareInstants(a, b) <= 0) return [];
    return [
      warning(
        'TIMES_OUT_OF_ORDER',
        second,
        `${factDefinition(second).label}: earlier than "${factDefinition(first).label}".`,
      ),
    ];
  });
}

function markingWarnings(facts: readonly Fact[]): readonly DraftWarning[] {
  const unmarked = (['marking.tlp', 'marking.tradeSecret'] as const).filter(
    (id) => answerOf(facts, id).status === 'missing',
  );
  return unmarked.map((id) =>
    warning(
      'MARKING_MISSING',
      id,
      `${factDefinition(id).label}: not decided. A report about a leak travels under a marking.`,
    ),
  );
}

function warning(code: DraftWarning['code'], field: string, message: string): DraftWarning {
  return { code, field, message };
}
