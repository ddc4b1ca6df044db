/**
 * A transcript is what one sees in a terminal, as a text file:
 *
 *     # a remark
 *     $ bulkhead note --incident {incident} --stdin
 *     < a line of standard input
 *     recorded 12
 *     ! a line of standard error
 *     exit 1
 *
 * `exit` is left out when it is 0. Values that differ from run to run are written as {kind}; in a command, {kind} is the last
 * such value that was printed.
 */
export interface Step {
  readonly command: string;
  readonly input: readonly string[];
  readonly expected: string;
}

export function parseTranscript(text: string): readonly Step[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n')
    .split(/^\$ /m)
    .slice(1)
    .map((block) => {
      const [command = '', ...lines] = block.trimEnd().split('\n');
      const input = lines.filter((line) => line.startsWith('< ')).map((line) => line.slice(2));
      return { command, input, expected: lines.filter((line) => !line.startsWith('< ')).join('\n') };
    });
}

const changing: readonly (readonly [string, RegExp])[] = [
  ['bundle', /\binc-[0-9a-f]{16}-\d{8}T\d{6}Z\b/g],
  ['incident', /\binc-[0-9a-f]{16}\b/g],
  ['hash', /\b[0-9a-f]{64}\b/g],
  ['origin', /\bbulkhead\/(?:journal|incident|exercise)\/[0-9a-f]{32}\b/g],
  ['instant', /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g],
];

/** What was printed, in the form in which it is written down. Remembers each value under its name. */
export function writeDown(
  ended: { stdout: string; stderr: string; code: number | null },
  scratch: string,
  values: Map<string, string>,
): string {
  const tidy = (text: string): string => {
    let tidied = text.replaceAll(scratch, '{scratch}');
    for (const [name, pattern] of changing) {
      tidied = tidied.replace(pattern, (value) => {
        values.set(name, value);
        return `{${name}}`;
      });
    }
    return tidied;
  };
  const lines = (text: string, mark: string): string[] =>
    text === ''
      ? []
      : tidy(text)
          .trimEnd()
          .split('\n')
          .map((line) => mark + line);
  return (
    [
      ...lines(ended.stdout, ''),
      ...lines(ended.stderr, '! '),
      ...(ended.code === 0 ? [] : [`exit ${String(ended.code)}`]),
    ]
      // The log of the core is for whoever looks for a cause; it goes by on the same stream, and is not part of the promise.
      .filter((line) => line.trim() !== '' && !line.startsWith('! {"at":'))
      .join('\n')
  );
}

/** The arguments of a command line, with values put in; quotes group, nothing else is special. */
export function argumentsOf(command: string, values: ReadonlyMap<string, string>): readonly string[] {
  const filled = command.replace(/\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole);
  return [...filled.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1);
}
