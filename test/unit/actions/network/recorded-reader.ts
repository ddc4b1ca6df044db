import { expect } from 'vitest';
import type { Output, Reading, StepContext, StepName } from '../../../../shared/domain/action.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { parseParams } from '../../../../playbooks/actions/params.ts';

export function text(...lines: readonly string[]): Output {
  return { text: `${lines.join('\n')}\n`, exit: 0, timedOut: false };
}

export function json(value: unknown): Output {
  return text(...JSON.stringify(value, null, 4).split('\n'));
}

export function open(name: string): Output {
  return text(`probe ${name}: connected=1 code=200 bytes=3 why=`);
}

export function dropped(name: string): Output {
  return text(`probe ${name}: connected=0 code=000 bytes=0 why=Connection timed out after 2001 milliseconds`);
}

/** Reads outputs with the example values of a template, as run and as pasted: both have to read the same. */
export function reader(id: string): (step: StepName, ...outputs: readonly Output[]) => Reading {
  const template = findTemplate(id);
  if (!template) throw new Error(id);
  const examples = Object.fromEntries(template.fields.map(({ name, example }) => [name, example]));
  const parsed = parseParams(template.fields, examples);
  if (!parsed.ok) throw new Error('the examples do not fit');
  const context: StepContext = { params: parsed.params, actionId: 'act-1', sessions: [] };
  return (step, ...outputs) => {
    const parse = template.steps[step]?.parse;
    if (!parse) throw new Error(step);
    const pasted = outputs.map(({ text: said }) => ({
      text: `$ the command as on the card\r\n${said.replaceAll('\n', '  \r\n')}$ `,
      exit: null,
      timedOut: false,
    }));
    const reading = parse(outputs, context);
    expect(parse(pasted, context).verdict).toBe(reading.verdict);
    return reading;
  };
}
