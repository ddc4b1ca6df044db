import type { Command, Output, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';

// A list is a file that a `map` of nginx includes: one value a line. Lines of others are never touched; ours end with a mark.

const QUICK = 15_000;

/** Tells our line from everybody else's; also how undo finds it again. */
export function mark(context: StepContext): string {
  return `# bulkhead ${context.actionId}`;
}

/** Value and result of one map line. Words nginx gives a meaning of their own in a map may not be values. */
export function mapLine(value: string, result: string): string {
  return `"${value}" "${result}";`;
}

export const MAP_WORDS: ReadonlySet<string> = new Set(['default', 'include', 'hostnames', 'volatile']);

export function showList(context: StepContext, file: string): readonly Command[] {
  return [
    // Not the whole file: whoever names the wrong one, say the map of keys, would put keys on record.
    {
      title: 'Keep the lines this console wrote',
      argv: ['grep', '-n', '-F', '-e', 'bulkhead', file],
      timeoutMs: QUICK,
    },
    { title: 'Take its hash', argv: ['sha256sum', file], timeoutMs: QUICK },
  ];
}

/** How often the line is in the list: ours or one somebody else wrote. */
export function countLine(file: string, line: string): Command {
  return { title: 'Look for the line in the list', argv: ['grep', '-c', '-F', '-e', line, file], timeoutMs: QUICK };
}

export function dropOwnLine(context: StepContext, file: string): Command {
  // `$a\` ends a last line that has no end, so that what is added later is a line of its own.
  return {
    title: 'Take the line of this action out of the list',
    argv: ['sed', '-i', '-e', `/${mark(context)}$/d`, '-e', '$a\\', file],
    timeoutMs: QUICK,
  };
}

export function addLine(context: StepContext, file: string, line: string): readonly Command[] {
  return [
    dropOwnLine(context, file),
    {
      title: 'Add the line to the list',
      argv: ['tee', '-a', file],
      stdin: [{ text: `${line} ${mark(context)}\n` }],
      timeoutMs: QUICK,
    },
  ];
}

export function nginxTest(context: StepContext): Command {
  return {
    title: 'Test the nginx configuration',
    argv: ['nginx', '-t', '-c', param(context, 'nginxConfig')],
    timeoutMs: QUICK,
  };
}

/** Two commands: a reload on a configuration that is no good does nothing and says so. */
export function testAndReload(context: StepContext): readonly Command[] {
  return [
    nginxTest(context),
    { title: 'Reload nginx', argv: ['nginx', '-s', 'reload', '-c', param(context, 'nginxConfig')], timeoutMs: QUICK },
  ];
}

/** Number of lines grep -c counted; `undefined` when it did not say. Its exit code is 1 for none. */
export function counted(output: Output | undefined): number | undefined {
  if (isIncomplete(output)) return undefined;
  const count = capture(linesOf(output), /^(\d{1,9})$/);
  return count === undefined ? undefined : Number(count);
}

export function configTested(output: Output | undefined): 'good' | 'bad' | 'unclear' {
  if (isIncomplete(output)) return 'unclear';
  const lines = linesOf(output);
  if (has(lines, /test is successful/)) return 'good';
  return has(lines, /test failed|\[emerg\]/) ? 'bad' : 'unclear';
}

export type ReloadAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly failed: boolean; readonly why: string };

/** Outputs of the edit, the test and the reload, in the order `addLine` (or `dropOwnLine`) and `testAndReload` give them. */
export function reloadAnswer(
  edits: readonly (Output | undefined)[],
  test: Output | undefined,
  reload: Output | undefined,
): ReloadAnswer {
  if ([...edits, test, reload].some((output) => isIncomplete(output)))
    return { ok: false, failed: false, why: 'a command gave no complete output: read the state again' };
  if (edits.some((output) => has(linesOf(output), /^(?:sed|tee): /)))
    return { ok: false, failed: true, why: 'the list could not be written' };
  const tested = configTested(test);
  if (tested === 'unclear')
    return { ok: false, failed: false, why: 'nginx did not say whether its configuration is good' };
  if (tested === 'bad')
    return {
      ok: false,
      failed: true,
      why: 'nginx refuses the configuration with the line in it, so the old one stays',
    };
  if (has(linesOf(reload), /\[(?:error|emerg)\]|invalid PID|No such process/))
    return { ok: false, failed: true, why: 'nginx could not be told to reload' };
  return { ok: true };
}
