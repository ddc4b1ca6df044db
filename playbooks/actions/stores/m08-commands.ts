import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';

// Purging a large cache takes its time, and Redis does nothing else meanwhile.
const PURGE = 300_000;
const QUICK = 60_000;

/** The alphabet of keys has no pattern characters in it, so the star is the only one. */
function walk(what: string, context: StepContext): string {
  const script = [
    "local c='0' local n=0 repeat local r=redis.call('SCAN',c,'MATCH',ARGV[1],'COUNT',1000) c=r[1]",
    `if #r[2]>0 then n=n+${what} end until c=='0' return n`,
  ].join(' ');
  return `EVAL "${script}" 0 ${param(context, 'prefix')}*`;
}

function counted(context: StepContext): string {
  return walk('#r[2]', context);
}

/** AUTH is a line of standard input; its reply comes first and decides whether the others count. */
function redis(context: StepContext, title: string, lines: readonly string[], timeoutMs = QUICK): Command {
  return {
    title,
    argv: ['redis-cli', '-h', param(context, 'host'), '-p', param(context, 'port'), '--no-auth-warning', '--no-raw'],
    stdin: [
      { text: `AUTH ${param(context, 'adminUser')} "` },
      { secretFile: param(context, 'adminPassword') },
      { text: `"\n${lines.map((line) => `${line}\n`).join('')}` },
    ],
    timeoutMs,
  };
}

function askEdge(context: StepContext): readonly Command[] {
  const url = param(context, 'edgeUrl');
  if (url === '') return [];
  // The headers tell whether an edge answered from its own copy; the body is of no interest.
  return [
    {
      title: 'Ask the edge for the canary',
      argv: ['curl', '-q', '-sS', '--noproxy', '*', '--max-time', '8', '-o', '/dev/null', '-D', '-', url],
      timeoutMs: 10_000,
    },
  ];
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [
    redis(context, 'Keep the size of the cache', [counted(context), 'DBSIZE', `TTL ${param(context, 'canaryKey')}`]),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    redis(context, 'Count what would be purged', [
      counted(context),
      'DBSIZE',
      `EXISTS ${param(context, 'canaryKey')}`,
      `EXISTS ${param(context, 'controlKey')}`,
    ]),
    ...askEdge(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const purge = walk("redis.call('UNLINK',unpack(r[2]))", context);
  return [redis(context, 'Purge every entry that begins so', [purge, counted(context)], PURGE)];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [
    redis(context, 'Look for the canary in the cache', [`EXISTS ${param(context, 'canaryKey')}`]),
    ...askEdge(context),
  ];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [redis(context, 'Look for the control entry', [`EXISTS ${param(context, 'controlKey')}`])];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [redis(context, 'Count what was cached since', [counted(context)])];
}

export function killCommands(context: StepContext): readonly Command[] {
  return applyCommands(context);
}
