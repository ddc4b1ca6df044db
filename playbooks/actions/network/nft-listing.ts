import type { Output, StepContext } from '../../../shared/domain/action.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import { tableOf } from './own-table.ts';

/** Whether `nft list table` showed the table of this action. */
export function tableIn(output: Output | undefined, context: StepContext): 'there' | 'gone' | 'unclear' {
  if (isIncomplete(output)) return 'unclear';
  const lines = linesOf(output);
  if (lines.includes(`table inet ${tableOf(context)} {`)) return 'there';
  return has(lines, /^Error: No such file or directory/) ? 'gone' : 'unclear';
}

/** Packets of one counter as `nft list counters` shows it; undefined when it was not shown. */
export function packets(output: Output | undefined, name: string): number | undefined {
  const lines = linesOf(output).map((line) => line.trim());
  const at = lines.indexOf(`counter ${name} {`);
  const found = at < 0 ? null : /^packets (\d{1,15}) bytes \d+$/.exec(lines[at + 1] ?? '');
  return found === null ? undefined : Number(found[1]);
}
