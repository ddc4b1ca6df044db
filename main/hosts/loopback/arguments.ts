import { parseArgs } from 'node:util';

export interface LoopbackArguments {
  readonly home: string | undefined;
  /** 0: the usual one of this home, or any free one. */
  readonly port: number;
  readonly open: boolean;
}

export const usage = 'usage: bulkhead-loopback [--home DIR] [--port N] [--no-open]';

/** Throws with a sentence for the person when the command line makes no sense. */
export function readArguments(argv: readonly string[]): LoopbackArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: { home: { type: 'string' }, port: { type: 'string' }, 'no-open': { type: 'boolean', default: false } },
  });
  const port = values.port ?? '0';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Error(`--port takes a number from 0 to 65535, not ${port}`);
  return { home: values.home, port: Number(port), open: !values['no-open'] };
}
