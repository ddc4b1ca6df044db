import { describe, expect, test } from 'vitest';
import type { StepName } from '../../../../shared/domain/action.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { exampleParams, printed } from '../expect-reading.ts';

const steps: readonly StepName[] = ['collect', 'dryRun', 'apply', 'mustFail', 'mustWork', 'residual', 'killSessions'];

function asked(step: StepName, more: Readonly<Record<string, string>> = {}): string {
  const context = { params: exampleParams('K07', more), actionId: 'a1', sessions: [] };
  return (findTemplate('K07')?.steps[step]?.instructions?.(context) ?? []).join('\n');
}

describe('K07, payment gateway keys', () => {
  test.each(steps)('%s runs nothing, asks a person, and takes no text for an answer', (step) => {
    const context = { params: exampleParams('K07'), actionId: 'a1', sessions: [] };
    const found = findTemplate('K07')?.steps[step];
    expect(found?.commands(context)).toEqual([]);
    expect(asked(step)).not.toBe('');
    for (const line of asked(step).split('\n')) expect(line.length).toBeLessThanOrEqual(400);
    expect(found?.parse([printed('http_code=401')], context).verdict).toBe('unclear');
  });

  test('only a person attests it, and finance signs', () => {
    const template = findTemplate('K07');
    expect(template?.modes).toEqual(['attest']);
    expect(template?.quorum).toEqual({ distinct: 2, seats: [['commander'], ['business-owner']] });
  });

  test('the trap: every place is named, database and environment, and webhook secrets are rolled too', () => {
    for (const place of ['wp_options/stripe_settings', 'env/shop-web-1', 'env/shop-worker', 'we_1EXAMPLE'])
      expect(asked('apply')).toContain(place);
    expect(asked('apply')).toContain('Failed, if one place or one webhook secret is left.');
    expect(asked('mustWork')).toMatch(/EUR 0\.00, or an authorisation that is voided/);
  });

  test('a long list of places is counted, never cut in silence', () => {
    const places = Array.from({ length: 60 }, (_, i) => `env/shop-worker-${i}`).join(',');
    expect(asked('apply', { places })).toMatch(/env\/shop-worker-0, .* and \d+ more in the fields of this action/);
    for (const line of asked('apply', { places }).split('\n')) expect(line.length).toBeLessThanOrEqual(500);
  });

  test('the trap: with an overlap the old key is not cut until it has ended', () => {
    const overlap = { withdrawal: 'after-1-hour' };
    expect(asked('mustFail')).not.toContain('overlap');
    expect(asked('mustFail', overlap)).toContain('it still answers 200: say passed');
    expect(asked('residual', overlap)).toContain('the old key itself is live');
    expect(asked('dryRun', overlap)).toContain('Refuse if the old key is being abused');
    expect(asked('dryRun')).toContain('nobody accepted that checkout stands still');
  });
});
