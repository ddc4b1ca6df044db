import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Output, StepContext, StepName, Verdict } from '../../../shared/domain/action.ts';
import { actionTemplates } from '../../../playbooks/actions/registry.ts';
import * as recorded from './recorded.ts';

const allowed: Readonly<Record<StepName, readonly Verdict[]>> = {
  collect: ['done', 'failed', 'unclear'],
  dryRun: ['ok', 'refused', 'unclear'],
  apply: ['done', 'failed', 'unclear'],
  mustFail: ['blocked', 'passed', 'unclear'],
  mustWork: ['blocked', 'passed', 'unclear'],
  residual: ['none', 'live', 'unclear'],
  killSessions: ['done', 'failed', 'unclear'],
  undo: ['done', 'failed', 'unclear'],
};

const captured = Object.values(recorded).map((output) => output.text);
const fragments = captured.flatMap((text) => text.split(/\r?\n/));
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(...captured),
  // Shuffled pieces of real outputs reach further into a parser than noise does.
  fc.array(fc.constantFrom(...fragments), { maxLength: 12 }).map((lines) => lines.join('\n')),
);
const output: fc.Arbitrary<Output> = fc.record({
  text,
  exit: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 255 })),
  timedOut: fc.boolean(),
});
const outputs = fc.array(output, { maxLength: 12 });
const params = fc.dictionary(fc.string({ maxLength: 12 }), fc.string({ maxLength: 20 }));
const context: fc.Arbitrary<StepContext> = fc.record({
  params,
  actionId: fc.string({ maxLength: 8 }),
  sessions: fc.array(fc.record({ id: fc.string(), label: fc.string() }), { maxLength: 3 }),
});

const steps = actionTemplates.flatMap((template) =>
  Object.entries(template.steps).map(([name, step]) => ({
    id: `${template.id} ${name}`,
    name: name as StepName,
    step,
    examples: Object.fromEntries(template.fields.map((field) => [field.name, field.example])),
  })),
);

describe.each(steps)('$id', ({ name, step, examples }) => {
  test('reads any text without throwing, the same way twice, with a verdict of its kind', () => {
    fc.assert(
      fc.property(outputs, context, (given, where) => {
        const reading = step.parse(given, where);
        expect(allowed[name]).toContain(reading.verdict);
        expect(reading.summary).toMatch(/^[^\n]{1,400}$/);
        expect(step.parse(given, where)).toEqual(reading);
        for (const session of reading.sessions ?? []) expect(session.id).toMatch(/^[A-Za-z0-9_.:-]+$/);
        if (reading.verdict === 'live') expect(reading.sessions?.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test('builds commands from any context without throwing', () => {
    fc.assert(
      fc.property(context, (where) => {
        for (const command of step.commands(where))
          expect(command.argv.every((word) => typeof word === 'string')).toBe(true);
      }),
    );
  });

  test('takes silence and time-outs for nothing', () => {
    const where = { params: examples, actionId: 'a', sessions: [{ id: '1', label: '' }] };
    const count = step.commands(where).length;
    const silent = name === 'killSessions' ? ['unclear', 'done'] : ['unclear'];
    const hung = Array.from({ length: count }, () => ({ text: '', exit: 128, timedOut: true }));
    expect(step.parse(hung, where).verdict).toBe('unclear');
    const empty = Array.from({ length: count }, () => ({ text: '', exit: null, timedOut: false }));
    expect(silent).toContain(step.parse(empty, where).verdict);
  });
});
