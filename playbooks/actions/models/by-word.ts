import type { Output, ParamField, Reading, Step, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { said } from '../stores/said.ts';

/** A line of a step on record holds 500 characters: one long value, or a few of at most 100. */
const LINE = 380;
const WORD = 100;

/**
 * A step that happens between people: nothing is run and nothing is read. Whatever text arrives is unclear; only the statement of a named
 * person, for probes with an exhibit, says more.
 */
export function byWord(instructions: (context: StepContext) => readonly string[]): Step {
  return { commands: () => [], instructions, parse: notRead };
}

function notRead(_outputs: readonly Output[]): Reading {
  return said('unclear', 'Nothing can be read here: a named person says what was done or seen. Silence is no answer.');
}

export function field(
  name: string,
  label: string,
  kind: ParamField['kind'],
  hint: string,
  example: string,
): ParamField {
  return { name, label, kind, hint, example };
}

/** A value in a line for people. What does not fit is named instead, never cut: half an address or digest would mislead. */
export function shown(context: StepContext, name: string): string {
  const value = param(context, name);
  return value.length > WORD ? missing(name) : value;
}

/** An address, which may take most of a line. */
export function address(context: StepContext, name: string): string {
  const value = param(context, name);
  return value.length > LINE ? missing(name) : value;
}

function missing(name: string): string {
  return `(too long for this line: see the parameter ${name})`;
}

/** Names of people and companies have blanks, parameters have none: `_` stands for one. */
export function named(context: StepContext, name: string): string {
  return shown(context, name).replaceAll('_', ' ');
}

/** A list over as many lines as it needs: twelve at most, since a list holds 4,000 characters. */
export function listLines(context: StepContext, name: string, label: string): readonly string[] {
  const lines: string[] = [];
  for (const item of param(context, name).split(',')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + item.length < LINE) lines[lines.length - 1] = `${last}, ${item}`;
    else lines.push(item.length > LINE ? missing(name) : item);
  }
  return lines.slice(0, 12).map((line) => `${label}: ${line}`);
}
