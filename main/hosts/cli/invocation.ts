import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/** One call of the program, taken apart. The passphrase is never among the arguments: other accounts can read those. */
export interface Invocation {
  readonly command: string;
  readonly positionals: readonly string[];
  readonly home: string | undefined;
  readonly operator: string | undefined;
  readonly passphraseFile: string | undefined;
  /** Names of the options that were given, but for those that every command takes. */
  readonly given: readonly string[];
  /** The value of an option that the command cannot do without. */
  required(name: TextOption): string;
  optional(name: TextOption): string | undefined;
  /** Every value in order; an empty text for the option alone. */
  list(name: ListOption): readonly string[];
  flag(name: FlagOption): boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

const textOptions = {
  home: text,
  operator: text,
  'passphrase-file': text,
  incident: text,
  out: text,
  recipient: text,
  purpose: text,
  fingerprint: text,
  state: text,
  name: text,
  log: text,
  drop: text,
  index: text,
  entry: text,
  policy: text,
  known: text,
  file: text,
  tsa: text,
  reply: text,
  root: text,
  intermediates: text,
  what: text,
  entity: text,
  language: text,
  roles: text,
  second: text,
  'second-passphrase-file': text,
  'key-passphrase-file': text,
  version: text,
  format: text,
} as const;
/** Options that may be given several times. */
const listOptions = { vkey: { type: 'string', multiple: true } } as const;
const flagOptions = { json: flag, stdin: flag, help: flag, paper: flag, 'read-paper': flag, yes: flag } as const;

const EVERYWHERE: ReadonlySet<string> = new Set(['home', 'operator', 'passphrase-file', 'help']);

type TextOption = keyof typeof textOptions;
type ListOption = keyof typeof listOptions;
type FlagOption = keyof typeof flagOptions;

export function readInvocation(argv: readonly string[]): Invocation {
  const { values, positionals } = parseOrExplain(argv);
  const [command = values.help ? 'help' : '', ...rest] = positionals;
  return {
    command,
    positionals: rest,
    home: values.home,
    operator: values.operator,
    passphraseFile: values['passphrase-file'],
    given: Object.entries(values).flatMap(([name, value]) =>
      value === undefined || value === false || EVERYWHERE.has(name) ? [] : [name],
    ),
    optional: (name) => values[name],
    required: (name) => {
      const value = values[name];
      if (value === undefined || value === '') throw new UsageError(`${command} needs --${name}`);
      return value;
    },
    list: (name) => values[name] ?? [],
    flag: (name) => values[name],
  };
}

function parseOrExplain(argv: readonly string[]) {
  try {
    return parseArgs({
      args: argv.map((word, i) => (asksForKey(word, argv[i + 1]) ? '--vkey=' : word)),
      options: { ...textOptions, ...listOptions, ...flagOptions },
      allowPositionals: true,
    });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? (thrown.message.split('. ', 1)[0] ?? '') : 'unreadable arguments');
  }
}

/** `--vkey` alone asks for a key; with a value it gives one. */
function asksForKey(word: string, next: string | undefined): boolean {
  return word === '--vkey' && (next === undefined || next.startsWith('-'));
}
