import { describe, expect, it } from 'vitest';
import { factValueSchema } from '../../shared/law/fact-value-schema.ts';
import { ungrouped } from '../../shared/law/typed-number.ts';

describe('a number as it is typed or pasted', () => {
  it.each([
    ['1250000', '1250000'],
    ['1 250 000', '1250000'],
    ['1.250.000', '1250000'],
    ['1,250,000', '1250000'],
    ['1\u00a0250', '1250'],
    ["12'500", '12500'],
    [' 400 ', '400'],
    // Typed on after the first groups were taken together.
    ['1250.000', '1250000'],
  ])('%j is %s', (text, number) => {
    expect(ungrouped(text)).toBe(number);
    expect(factValueSchema('dora.costs').safeParse(ungrouped(text)).success).toBe(true);
  });

  it.each(['12.50', '12,5', '1.250,75', '1,250.75', '1.25', '100.5', '1 25', '-5', '1e6', 'many'])(
    '%j is refused, never read as another number',
    (text) => {
      expect(factValueSchema('dora.costs').safeParse(ungrouped(text)).success).toBe(false);
    },
  );
});
