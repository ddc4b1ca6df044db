import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { connections } from '../k11-probes.ts';
import { param } from '../param.ts';
import { authority, keyHeader, QUIET_CURL } from './gateway-calls.ts';
import { showList, testAndReload } from './nginx-list.ts';
import { badBodies, GOOD_BODY, ruleMark, SPECIMEN_IBAN, wafRules, type Engine } from './waf-rules.ts';

const QUICK = 15_000;

function fresh(context: StepContext): string {
  return `${param(context, 'rulesFile')}.bulkhead-${context.actionId}.new`;
}

/** Four commands: write beside, rename over, test, reload. */
function install(context: StepContext, engine: Engine): readonly Command[] {
  return [
    {
      title: engine === 'On' ? 'Write the rules' : 'Write the rules, counting only',
      argv: ['tee', fresh(context)],
      stdin: [{ text: wafRules(context, engine) }],
      timeoutMs: QUICK,
    },
    {
      title: 'Put them in their place',
      argv: ['mv', '-f', fresh(context), param(context, 'rulesFile')],
      timeoutMs: QUICK,
    },
    ...testAndReload(context),
  ];
}

/** Calls of ours carry the id of the action in the query: so they are told from the calls of others in the audit log. */
function probeMark(context: StepContext): string {
  return `bulkhead-probe=${context.actionId}`;
}

function post(context: StepContext, title: string, body: string, type: string): Command {
  const where = authority(param(context, 'host'), param(context, 'port'));
  const url = `${param(context, 'scheme') || 'http'}://${where}${param(context, 'probePath')}?${probeMark(context)}`;
  return {
    title,
    argv: [
      ...QUIET_CURL,
      '-H',
      '@-',
      '-H',
      `Content-Type: ${type}`,
      '--data-raw',
      body,
      '-o',
      '/dev/null',
      '-w',
      'http_code=%{http_code}\\n',
      url,
    ],
    stdin: keyHeader(context, param(context, 'controlKeyFile')),
    timeoutMs: 12_000,
  };
}

function badCalls(context: StepContext): readonly Command[] {
  return badBodies(context).flatMap((body) => [
    post(context, 'Send what must be stopped', body, 'application/json'),
    post(context, 'Send the same under another type', body, 'text/plain'),
  ]);
}

export function badCallCount(context: StepContext): number {
  return badBodies(context).length * 2;
}

function goodCall(context: StepContext): Command {
  return post(context, 'Send an ordinary question', GOOD_BODY, 'application/json');
}

function count(context: StepContext, title: string, text: string): Command {
  return { title, argv: ['grep', '-c', '-F', '-e', text, param(context, 'auditLog')], timeoutMs: QUICK };
}

/** Hits of this action, those of our own calls among them, and whether a body got into the log. */
function counts(context: StepContext): readonly Command[] {
  return [
    count(context, 'Count the hits', ruleMark(context)),
    count(context, 'Count the hits of our own calls', probeMark(context)),
    count(context, 'Look for a body in the audit log', SPECIMEN_IBAN),
  ];
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [...showList(context, param(context, 'rulesFile')), connections(context)];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    ...install(context, 'DetectionOnly'),
    { title: 'Give nginx time to take the rules up', argv: ['sleep', '2'], timeoutMs: QUICK },
    ...counts(context),
    ...badCalls(context),
    goodCall(context),
    ...counts(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [...install(context, 'On'), engineLine(context, 'On')];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [...badCalls(context), ...counts(context)];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [goodCall(context)];
}

/** Back to counting: what the reference calls undone. The rules stay and cost nothing. */
export function undoCommands(context: StepContext): readonly Command[] {
  return [...install(context, 'DetectionOnly'), engineLine(context, 'DetectionOnly')];
}

function engineLine(context: StepContext, engine: Engine): Command {
  return {
    title: 'Read the engine line back',
    argv: ['grep', '-c', '-x', '-F', '-e', `SecRuleEngine ${engine}`, param(context, 'rulesFile')],
    timeoutMs: QUICK,
  };
}
