import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { authority, QUIET_CURL } from './gateway-calls.ts';

const QUICK = 15_000;

/**
 * What stands in the file the configuration of Squid includes before its own `http_access` lines. Names, not addresses: what sits
 * behind a CDN has no addresses of its own. The proxy itself may be asked what it carries, from this machine only.
 */
export function squidRules(context: StepContext): string {
  const hosts = param(context, 'allowed').split(',').join(' ');
  return [
    `# bulkhead ${context.actionId}`,
    'acl bulkhead_self src 127.0.0.1 ::1',
    `acl bulkhead_allowed dstdomain ${hosts}`,
    'http_access allow manager bulkhead_self',
    'http_access deny CONNECT !bulkhead_allowed',
    'http_access deny !bulkhead_allowed',
    '',
  ].join('\n');
}

function fresh(context: StepContext): string {
  return `${param(context, 'includeFile')}.bulkhead-${context.actionId}.new`;
}

function before(context: StepContext): string {
  return `${param(context, 'includeFile')}.bulkhead-${context.actionId}.before`;
}

function writeFresh(context: StepContext): Command {
  return {
    title: 'Write the allow-list beside the included file',
    argv: ['tee', fresh(context)],
    stdin: [{ text: squidRules(context) }],
    timeoutMs: QUICK,
  };
}

/** Only our own file is parsed aloud: Squid prints every line it parses, passwords of the rest included. */
function parse(title: string, file: string): Command {
  return { title, argv: ['squid', '-k', 'parse', '-f', file], timeoutMs: QUICK };
}

/** Says nothing when the whole configuration is good and the proxy runs. */
function check(context: StepContext): Command {
  return {
    title: 'Test the whole configuration',
    argv: ['squid', '-k', 'check', '-f', param(context, 'squidConfig')],
    timeoutMs: QUICK,
  };
}

function accessOrder(context: StepContext): Command {
  return {
    title: 'Read the order of the access rules',
    argv: ['grep', '-n', '-E', '^[[:space:]]*(include|http_access)[[:space:]]', param(context, 'squidConfig')],
    timeoutMs: QUICK,
  };
}

function connect(context: StepContext, title: string, url: string): Command {
  const proxy = `http://${authority(param(context, 'host'), param(context, 'port'))}`;
  // -p: a tunnel for http too. Only the answer of the proxy counts, so nothing is asked of the other side but a greeting.
  // --noproxy '' takes back that curl would go around the proxy.
  return {
    title,
    argv: [
      'curl',
      '-q',
      '-sS',
      '--noproxy',
      '',
      '--max-time',
      '8',
      '-p',
      '-x',
      proxy,
      '-o',
      '/dev/null',
      '-w',
      'http_connect=%{http_connect}\\n',
      url,
    ],
    timeoutMs: 12_000,
  };
}

export function connectDenied(context: StepContext): Command {
  return connect(context, 'Ask for a tunnel to the other host', param(context, 'deniedUrl'));
}

export function connectAllowed(context: StepContext): Command {
  return connect(context, 'Ask for a tunnel to an allowed host', param(context, 'allowedUrl'));
}

/** What the proxy carries now. Its access log has a tunnel only after it was closed. */
export function carried(context: StepContext): readonly Command[] {
  const port = param(context, 'port');
  return [
    {
      title: 'Ask the proxy for the requests it carries',
      argv: [...QUIET_CURL, `http://127.0.0.1:${port}/squid-internal-mgr/active_requests`],
      timeoutMs: 12_000,
    },
    {
      title: 'List the connections of the proxy',
      argv: ['ss', '-tnpH', 'state', 'established', 'sport', '=', `:${port}`],
      timeoutMs: QUICK,
    },
  ];
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [
    {
      title: 'Take the hash of the included file',
      argv: ['sha256sum', param(context, 'includeFile')],
      timeoutMs: QUICK,
    },
    ...carried(context),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    writeFresh(context),
    parse('Parse the new allow-list', fresh(context)),
    { title: 'Take it away again', argv: ['rm', '-f', fresh(context)], timeoutMs: QUICK },
    accessOrder(context),
    check(context),
    connectDenied(context),
    connectAllowed(context),
    ...carried(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const file = param(context, 'includeFile');
  return [
    // Once: a repeated step may not take our own file for the one from before.
    { title: 'Keep the file as it was', argv: ['cp', '-p', '-n', file, before(context)], timeoutMs: QUICK },
    writeFresh(context),
    parse('Parse the new allow-list', fresh(context)),
    { title: 'Put it in its place', argv: ['mv', '-f', fresh(context), file], timeoutMs: QUICK },
    reconfigure(context),
    { title: 'Read the included file back', argv: ['grep', '-n', '', file], timeoutMs: QUICK },
  ];
}

function reconfigure(context: StepContext): Command {
  return {
    title: 'Tell Squid to read its configuration',
    argv: ['squid', '-k', 'reconfigure', '-f', param(context, 'squidConfig')],
    timeoutMs: QUICK,
  };
}

/** One by one: `ss -K` closes the socket of the proxy, which then closes the other half. Ids are client addresses. */
export function killCommands(context: StepContext): readonly Command[] {
  return context.sessions.flatMap((session) => {
    const port = /:(\d{1,5})$/.exec(session.id)?.[1];
    const address = session.id.replace(/:\d{1,5}$/, '');
    if (port === undefined || !/^[0-9A-Fa-f.:]+$/.test(address)) return [];
    return [
      {
        title: `Close the tunnel of ${session.id}`,
        argv: [
          'ss',
          '-K',
          '-tnH',
          'state',
          'established',
          'sport',
          '=',
          `:${param(context, 'port')}`,
          'dst',
          address,
          'dport',
          '=',
          `:${port}`,
        ],
        timeoutMs: QUICK,
      },
    ];
  });
}

export function undoCommands(context: StepContext): readonly Command[] {
  const file = param(context, 'includeFile');
  return [
    { title: 'Put the file from before back', argv: ['cp', '-p', '-f', before(context), file], timeoutMs: QUICK },
    reconfigure(context),
    {
      title: 'Look for the allow-list in the included file',
      argv: ['grep', '-c', '-F', '-e', context.actionId, file],
      timeoutMs: QUICK,
    },
    check(context),
  ];
}
