import { expect, test } from 'vitest';
import { findLeakPattern, leakPatterns } from '../../../playbooks/leak-patterns/registry.ts';

test('there are twelve cards, in order, found by their id', () => {
  expect(leakPatterns.map((pattern) => pattern.id)).toEqual(Array.from({ length: 12 }, (_, at) => `LP-${at + 1}`));
  for (const pattern of leakPatterns) expect(findLeakPattern(pattern.id)).toBe(pattern);
  expect(findLeakPattern('LP-13')).toBeUndefined();
});

test('question ids are unique and belong to their card', () => {
  const ids = leakPatterns.flatMap((pattern) => pattern.questions.map((question) => question.id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, questions } of leakPatterns) {
    for (const question of questions) expect(question.id).toMatch(new RegExp(`^lp${id.slice(3)}\\.[a-z-]+$`));
  }
});

test('every card names evidence, duties, identifiers of the right shape, and starts the notification assessment at once', () => {
  for (const pattern of leakPatterns) {
    expect(pattern.indicators.length).toBeGreaterThan(1);
    expect(pattern.decisiveEvidence.length).toBeGreaterThan(0);
    expect(pattern.duties.length).toBeGreaterThan(0);
    expect(pattern.assets.length).toBeGreaterThan(0);
    for (const id of pattern.atlas) expect(id).toMatch(/^AML\.T\d{4}(\.\d{3})?$/);
    for (const id of pattern.atlasCases) expect(id).toMatch(/^AML\.CS\d{4}$/);
    for (const id of pattern.owasp) expect(id).toMatch(/^LLM(0[1-9]|10):2025$/);
    expect(pattern.sequence[0]).toContainEqual(expect.objectContaining({ playbook: 'PB5' }));
  }
});
