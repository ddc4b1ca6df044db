import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { said } from '../stores/said.ts';
import {
  asIfIdentical,
  compare,
  MIN_CONTROLS,
  MIN_PROMPTS,
  readAgreements,
  standsOut,
  withInPlaceOfOurs,
  type AgreementTable,
  type Comparison,
} from './token-agreement.ts';

type Outputs = readonly Output[];

/** The table, or the reading that says why it shows nothing. */
function tableOf(output: Output | undefined): AgreementTable | Reading {
  if (isIncomplete(output)) return said('unclear', 'The table was not read to its end.');
  const table = readAgreements(linesOf(output));
  if (typeof table === 'string') return said('unclear', `The table cannot be used: ${table}.`);
  if (table.controls.length < MIN_CONTROLS || table.rows.length < MIN_PROMPTS)
    return said(
      'unclear',
      `${table.rows.length} prompts and ${table.controls.length} controls show nothing: at least ${MIN_PROMPTS} and ${MIN_CONTROLS}.`,
    );
  return table;
}

function isTable(read: AgreementTable | Reading): read is AgreementTable {
  return 'rows' in read;
}

export function readCollect([sum]: Outputs): Reading {
  const hash = isIncomplete(sum) ? undefined : capture(linesOf(sum), /^([0-9a-f]{64}) [ *]\//);
  if (hash !== undefined) return said('done', 'Kept: the hash of the result table.', { 'table sha256': hash });
  return has(linesOf(sum), /^sha256sum: /)
    ? said('failed', 'The result table could not be read.')
    : said('unclear', 'Nothing shows that the result table was read.');
}

export function readDryRun([output]: Outputs, context: StepContext): Reading {
  const table = tableOf(output);
  if (!isTable(table)) return table;
  const base = param(context, 'baseControl');
  // The trap: two models tuned from one public model agree, whoever tuned them. Only that model among the controls tells.
  if (!table.controls.includes(base))
    return said('refused', `The public model ours was made from (${base}) is not among the controls: it must be.`);
  if (!standsOut(compare(asIfIdentical(table))))
    return said('refused', 'Even an identical copy would not stand out: the prompts are too easy, all models agree.');
  return said('ok', `${table.rows.length} prompts, ${table.controls.length} controls; the table can be compared.`);
}

export function readApply([output]: Outputs, context: StepContext): Reading {
  const table = tableOf(output);
  if (!isTable(table)) return table;
  const checked = readDryRun(output === undefined ? [] : [output], context);
  if (checked.verdict !== 'ok') return said('unclear', checked.summary);
  const comparisons = compare(table);
  const least = comparisons.reduce((a, b) => (b.effect < a.effect ? b : a));
  const highest = Math.max(...comparisons.map(({ p }) => p));
  const result = standsOut(comparisons) ? 'consistent with derivation' : 'not consistent with derivation';
  return said(
    'done',
    `${result === 'consistent with derivation' ? 'Consistent' : 'Not consistent'} with derivation from our model: highest corrected p ${figure(highest)}, smallest effect ${figure(least.effect)} (${least.control}). This alone shows no copying.`,
    {
      result,
      prompts: String(table.rows.length),
      test: 'one-sided sign test per control, Holm',
      'highest corrected p': figure(highest),
      'smallest effect': figure(least.effect),
      ...Object.fromEntries(comparisons.slice(0, 20).map(fact)),
    },
  );
}

function fact({ control, p, effect }: Comparison): readonly [string, string] {
  return [`against ${control}`, `p ${figure(p)}, effect ${figure(effect)}`];
}

function figure(value: number): string {
  if (value === 0) return 'below 1e-300';
  return Math.abs(value) < 0.001 ? value.toExponential(1) : value.toFixed(3);
}

/** A control in the place of our model: none may stand out. */
export function readMustFail([output]: Outputs): Reading {
  const table = tableOf(output);
  if (!isTable(table)) return table;
  const outstanding = table.controls.filter((_, at) => standsOut(compare(withInPlaceOfOurs(table, at))));
  return outstanding.length === 0
    ? said('blocked', 'No control stands out in the place of our model.')
    : said('passed', `The suspect is rather consistent with ${outstanding.join(' ').slice(0, 200)}.`);
}

/** An identical copy in the place of the suspect: it must stand out. */
export function readMustWork([output]: Outputs): Reading {
  const table = tableOf(output);
  if (!isTable(table)) return table;
  return standsOut(compare(asIfIdentical(table)))
    ? said('passed', 'An identical copy would stand out with these prompts.')
    : said('blocked', 'Even an identical copy would not stand out with these prompts.');
}

export function readResidual([output]: Outputs): Reading {
  const table = tableOf(output);
  return isTable(table)
    ? { ...said('none', 'Only a table was read: nothing was left open.'), sessions: [] }
    : said('unclear', table.summary);
}

export function readUndo([output]: Outputs): Reading {
  const table = tableOf(output);
  return isTable(table) ? said('done', 'Only a table was read: there is nothing to undo.') : table;
}
