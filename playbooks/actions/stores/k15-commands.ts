import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { endConnections, listConnections } from './earlier-connections.ts';

const QUICK = 10_000;
const ASKING = 40_000;

/** Whoever checks tokens by this key set; each keeps a copy of it for a while. */
export function verifiers(context: StepContext): readonly string[] {
  return ['verifier1', 'verifier2', 'verifier3', 'verifier4']
    .map((name) => param(context, name))
    .filter((url) => url !== '');
}

/** One curl for all verifiers; the token is a header in its configuration, read from standard input. */
function ask(context: StepContext, title: string, tokenFile: string): Command {
  const urls = verifiers(context).flatMap((url) => ['-o', '/dev/null', url]);
  return {
    title,
    argv: [
      'curl',
      '-q',
      '-sS',
      '--noproxy',
      '*',
      '--max-time',
      '8',
      '-K',
      '-',
      '-w',
      '\\nanswer=%{http_code} %{url_effective}\\n',
      ...urls,
    ],
    stdin: [{ text: 'header = "Authorization: Bearer ' }, { secretFile: tokenFile }, { text: '"\n' }],
    timeoutMs: ASKING,
  };
}

function askOld(context: StepContext): Command {
  return ask(context, 'Show every verifier a token of the old key', param(context, 'oldToken'));
}

function askNew(context: StepContext): Command {
  return ask(context, 'Show every verifier a token of the new key', param(context, 'newToken'));
}

function published(context: StepContext): Command {
  return {
    title: 'Fetch the key set as it is published',
    argv: ['curl', '-q', '-sS', '--noproxy', '*', '--max-time', '8', param(context, 'jwksUrl')],
    timeoutMs: QUICK,
  };
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [
    published(context),
    { title: 'Hash the key set', argv: ['sha256sum', param(context, 'jwksFile')], timeoutMs: QUICK },
    ...listConnections('Keep the open connections', param(context, 'port')),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    published(context),
    { title: 'Read the key set that will replace it', argv: ['cat', param(context, 'newJwksFile')], timeoutMs: QUICK },
    askOld(context),
    askNew(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const staged = `${param(context, 'jwksFile')}.${context.actionId}`;
  const pidFile = param(context, 'verifierPidFile');
  return [
    // Copied beside it, then renamed: nobody ever reads half a key set.
    {
      title: 'Copy the new key set beside the old one',
      argv: ['cp', param(context, 'newJwksFile'), staged],
      timeoutMs: QUICK,
    },
    {
      title: 'Put the new key set in its place',
      argv: ['mv', '-T', staged, param(context, 'jwksFile')],
      timeoutMs: QUICK,
    },
    ...(pidFile === ''
      ? []
      : [
          {
            title: 'Have the verifier read the key set again',
            argv: ['pkill', `-${param(context, 'verifierSignal') || 'HUP'}`, '-F', pidFile],
            timeoutMs: QUICK,
          },
        ]),
    published(context),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [askOld(context), published(context)];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [askNew(context)];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return listConnections('List the open connections', param(context, 'port'));
}

export function killCommands(context: StepContext): readonly Command[] {
  return endConnections('End the connections from before', param(context, 'port'), context);
}
