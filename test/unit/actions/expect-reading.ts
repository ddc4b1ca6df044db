import type { LiveSession, Output, Params, StepName, Verdict } from '../../../shared/domain/action.ts';
import { findTemplate } from '../../../playbooks/actions/registry.ts';

/** One line of a table of readings: what it shows, the step, its outputs, and the verdict expected. */
export type Case = readonly [name: string, step: StepName, outputs: readonly Output[], verdict: Verdict];

/** An output as a program prints it. Exit codes are given where they lie. */
export function printed(text: string, exit: number | null = 0): Output {
  return { text: `${text}\n`, exit, timedOut: false };
}

/** What curl prints with the report line of `secretCall`. */
export function answered(code: number, body: unknown = '', to = ''): Output {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return printed(`${text}\nhttp_code=${String(code).padStart(3, '0')} to=${to}`);
}

export function readingOf(
  id: string,
  step: StepName,
  outputs: readonly Output[],
  params: Params,
  sessions: readonly LiveSession[] = [],
) {
  const read = findTemplate(id)?.steps[step];
  if (read === undefined) throw new Error(`${id} has no step ${step}`);
  return read.parse(outputs, { params, actionId: 'a1', sessions });
}

/** The example values of the template, with some of them replaced. */
export function exampleParams(id: string, more: Params = {}): Params {
  const fields = findTemplate(id)?.fields ?? [];
  return { ...Object.fromEntries(fields.map(({ name, example }) => [name, example])), ...more };
}
