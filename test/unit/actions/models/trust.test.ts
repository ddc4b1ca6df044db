import { describe, expect, test } from 'vitest';
import type { StepName } from '../../../../shared/domain/action.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { exampleParams, printed, readingOf } from '../expect-reading.ts';

function asked(id: string, step: StepName, params = exampleParams(id)): readonly string[] {
  return findTemplate(id)?.steps[step]?.instructions?.({ params, actionId: 'a1', sessions: [] }) ?? [];
}

const STEPS: readonly StepName[] = ['collect', 'dryRun', 'apply', 'mustFail', 'mustWork', 'residual', 'killSessions'];

describe.each(['M09', 'M11'])('%s, done by people', (id) => {
  test('runs nothing, and no text that arrives is taken for an answer', () => {
    for (const step of STEPS) {
      const commands = findTemplate(id)?.steps[step]?.commands({ params: {}, actionId: 'a1', sessions: [] });
      expect(commands).toEqual([]);
      for (const outputs of [[], [printed('')], [printed('removed, blocked, done, none')]])
        expect(readingOf(id, step, outputs, exampleParams(id)).verdict).toBe('unclear');
    }
  });

  test('every step asks for something that fits on the record, with values as long as they may be', () => {
    const longest = (kind: string, most: number): string | undefined =>
      kind === 'url' ? `https://${'x'.repeat(most * 4 - 28)}` : kind === 'text' ? 'x'.repeat(most) : undefined;
    const fields = findTemplate(id)?.fields ?? [];
    for (const most of [100, 1000]) {
      const long = Object.fromEntries(fields.map(({ name, kind, example }) => [name, longest(kind, most) ?? example]));
      const consumers = Array.from({ length: 40 }, (_, i) => `${'m'.repeat(85)}@${i}.example`).join(',');
      for (const step of STEPS) {
        const lines = asked(id, step, { ...long, consumers, model: 'm'.repeat(100) });
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.length).toBeLessThanOrEqual(20);
        for (const line of lines) expect(line).toMatch(/^[^\n]{1,500}$/);
      }
    }
  });
});

describe('M09, withdrawal notice', () => {
  test('names digest, replacement, everyone told, and what an acknowledgement says', () => {
    const { digest = '', replacement = '' } = exampleParams('M09');
    const sent = asked('M09', 'apply').join('\n');
    for (const word of [digest, replacement, 'mlops@advice.example', 'ml@claims.example', 'within 24 hours'])
      expect(sent).toContain(word);
    expect(sent).toMatch(/the person who removed it, the digest removed, the time/);
    expect(asked('M09', 'apply', exampleParams('M09', { replacement: '' })).join('\n')).toContain('no replacement');
  });

  test('the traps: consumers nobody lists, and silence', () => {
    expect(asked('M09', 'collect')[0]).toContain('last 90 days');
    expect(asked('M09', 'dryRun')[0]).toMatch(/Refuse when somebody in the log is missing/);
    expect(asked('M09', 'mustFail').at(-1)).toMatch(/silent: unclear/);
    expect(asked('M09', 'undo').join('\n')).toMatch(/is withdrawn\. It may be used again/);
  });

  test('a list of consumers loses none on its way into lines', () => {
    const all = Array.from({ length: 100 }, (_, i) => `team${i}@consumer.example`);
    const sent = asked('M09', 'apply', exampleParams('M09', { consumers: all.join(',') })).join(', ');
    for (const one of all) expect(sent).toContain(one);
  });
});

describe('M11, takedown notice', () => {
  test('the draft has the fields of DSA Art. 16(2), as far as memory of the article goes', () => {
    const draft = asked('M11', 'apply').join('\n');
    expect(draft).toMatch(/\(a\) Explanation: .*Example Bank AG.*sha256:a1/);
    expect(draft).toMatch(/\(b\) Exact location, copied whole: https:\/\/files\.example\/u\/x1\/model\.safetensors/);
    expect(draft).toMatch(/\(c\) Sent by: A\. Jurist, legal@bank\.example/);
    expect(draft).toMatch(/\(d\) .*good faith .*accurate and complete/);
    expect(draft).toContain('consistent with derivation');
    expect(asked('M11', 'apply', exampleParams('M11', { report: '' })).join('\n')).not.toContain('derivation');
  });

  test('claims no proof, needs legal, and cannot be called back', () => {
    const template = findTemplate('M11');
    for (const step of STEPS) expect(asked('M11', step).join('\n')).not.toMatch(/\bpro(?:ves?|ved|of)\b/i);
    expect(template?.quorum).toEqual({ distinct: 2, seats: [['commander'], ['legal']] });
    expect(template?.steps.undo).toBeUndefined();
  });

  test('an address too long for a line is never cut', () => {
    const url = `https://files.example/${'x'.repeat(900)}`;
    expect(asked('M11', 'apply', exampleParams('M11', { url })).join('\n')).toContain('see the parameter url');
  });

  test('the trap: a page that is gone is no copy that is gone', () => {
    expect(asked('M11', 'residual').join('\n')).toMatch(/forks, mirrors and new uploads/);
    expect(asked('M11', 'mustWork').at(-1)).toMatch(/nothing was shown about the copy/);
  });
});
