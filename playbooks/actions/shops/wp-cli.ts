import type {
  Command,
  LiveSession,
  Output,
  ParamField,
  StdinPart,
  StepContext,
} from '../../../shared/domain/action.ts';
import { at, jsonOf, textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import { through } from '../via.ts';

// WordPress loads all its plugins for each call.
const LIMIT = 30_000;

export const siteFields: readonly ParamField[] = [
  {
    name: 'site',
    label: 'Address of the site',
    kind: 'url',
    hint: 'https, without a slash at the end: WordPress takes these logins over https only.',
    example: 'https://shop.example',
  },
  {
    name: 'wpPath',
    label: 'Folder of WordPress',
    kind: 'path',
    hint: 'Where wp-config.php is, on the web server.',
    example: '/var/www/shop',
  },
  {
    name: 'via',
    label: 'Way to the web server',
    kind: 'via',
    hint: 'ssh/USER@HOST as the owner of the files, not root; empty when it is this machine.',
    example: 'ssh/www-data@shop-web-1.example',
    optional: true,
  },
];

/** One call of wp-cli. Words of its own language come from closed alphabets, so none can look like an option. */
export function wp(
  context: StepContext,
  title: string,
  words: readonly string[],
  stdin?: readonly StdinPart[],
): Command {
  const argv = through(param(context, 'via'), ['wp', `--path=${param(context, 'wpPath')}`, '--no-color', ...words]);
  return stdin === undefined ? { title, argv, timeoutMs: LIMIT } : { title, argv, stdin, timeoutMs: LIMIT };
}

/** A page or API route of the site. */
export function onSite(context: StepContext, path: string): string {
  return `${param(context, 'site').replace(/\/+$/, '')}${path}`;
}

export function listSessions(context: StepContext, user: string): Command {
  const fields = '--fields=token,login_time,ip';
  return wp(context, 'List the sessions of the user', ['user', 'session', 'list', user, fields, '--format=json']);
}

export function endSessions(context: StepContext, user: string): Command {
  return wp(context, 'End the sessions of the user', ['user', 'session', 'destroy', user, '--all']);
}

/** A list as wp-cli prints it with `--format=json`; undefined when it printed none. */
export function wpList(output: Output | undefined): readonly unknown[] | undefined {
  const value = jsonOf(output);
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

/** Sessions by the hash WordPress keeps of their token, which opens nothing; undefined when there is no list. */
export function wpSessions(output: Output | undefined): readonly LiveSession[] | undefined {
  return wpList(output)?.flatMap((row) => {
    const id = textAt(row, 'token').slice(0, 16);
    if (!/^[0-9a-f]+$/.test(id) || at(row, 'login_time') === undefined) return [];
    return [{ id, label: `session since ${textAt(row, 'login_time')} from ${textAt(row, 'ip') || 'unknown'}` }];
  });
}

/** wp-cli's own word. `done` needs its `Success:` line; warnings and errors outweigh it. */
export function wpSaid(output: Output | undefined): 'done' | 'failed' | 'unclear' {
  if (isIncomplete(output)) return 'unclear';
  const lines = linesOf(output);
  if (has(lines, /^(?:Error|Fatal error|PHP Fatal error): /)) return 'failed';
  if (has(lines, /^Warning: .*(?:[Ff]ailed|not |[Cc]ould not)/)) return 'failed';
  return has(lines, /^Success: /) ? 'done' : 'unclear';
}

/** Why wp-cli told nothing, in its own words. */
export function wpTrouble(output: Output | undefined): string {
  if (output?.timedOut === true) return 'wp did not answer in time';
  const error = linesOf(output).find((line) => line.startsWith('Error: '));
  return error === undefined ? 'wp gave no clear answer' : error.slice(0, 160);
}
