import type { Command, Output, Reading, StepName, Verdict } from '../../shared/domain/action.ts';
import { linesOf } from './pasted-text.ts';
import { hostOfWay } from './via.ts';

/** What can be the matter with the way to another host, told by what the ssh client itself says; its own exit code is always 255. */
export type WayProblemCode =
  | 'SSH_HOST_KEY_UNKNOWN'
  | 'SSH_HOST_KEY_CHANGED'
  | 'SSH_LOGIN_REFUSED'
  | 'SSH_NOT_REACHED'
  | 'SSH_CONNECTION_LOST';

export interface WayProblem {
  readonly code: WayProblemCode;
  /** `USER@HOST`, as the field has it. */
  readonly where: string;
}

const SSH_FAILED = 255;

// In this order: a changed key is also reported as a failed verification.
const SAID: readonly (readonly [WayProblemCode, RegExp])[] = [
  ['SSH_HOST_KEY_CHANGED', /REMOTE HOST IDENTIFICATION HAS CHANGED|^Host key for \S+ has changed/],
  ['SSH_HOST_KEY_UNKNOWN', /^(?:Host key verification failed\.|No \S+ host key is known for )/],
  ['SSH_LOGIN_REFUSED', /^\S+: Permission denied \(.*\)\.$|^Received disconnect from \S+ port \d+.*authentication/],
  ['SSH_NOT_REACHED', /^(?:ssh: |kex_exchange_identification: |Connection timed out during banner exchange)/],
  [
    'SSH_CONNECTION_LOST',
    /^(?:client_loop: |Connection (?:to \S+ )?(?:closed|reset) by |Read from remote host |Timeout, server |Received disconnect from )/,
  ],
];

/** Null when the command got to its host and back. A command that did not go by ssh, and text that ssh did not write, is not judged. */
export function wayProblem(command: Pick<Command, 'argv'>, { text, exit }: Output): WayProblem | null {
  const where = hostOfWay(command.argv);
  if (where === null || (exit !== null && exit !== SSH_FAILED)) return null;
  const lines = linesOf({ text, exit, timedOut: false });
  const found = SAID.find(([, said]) => lines.some((line) => said.test(line)));
  return found ? { code: found[0], where } : null;
}

/** What the person at the console does about it. */
function hint({ code, where }: WayProblem): string {
  const host = where.slice(where.indexOf('@') + 1);
  switch (code) {
    case 'SSH_HOST_KEY_UNKNOWN':
      return `Nothing was sent to ${host}: its host key is not known here. Read its fingerprint at the host, compare it with "ssh-keyscan ${host} | ssh-keygen -lf -", add the line of ssh-keyscan to known_hosts of the account that runs the console, and repeat.`;
    case 'SSH_HOST_KEY_CHANGED':
      return `Nothing was sent to ${host}: it answers with another host key than the one that is known, so it may be another machine. Have its fingerprint read out at the host before known_hosts is changed.`;
    case 'SSH_LOGIN_REFUSED':
      return `${host} refused the login of ${where}. The console types no password and asks no agent: it needs a key without a passphrase in ~/.ssh of the account that runs it, which ${host} accepts.`;
    case 'SSH_NOT_REACHED':
      return `${host} could not be reached by ssh.`;
    case 'SSH_CONNECTION_LOST':
      return `The connection to ${host} was lost: what was under way there may have happened, or may go on.`;
  }
}

/** Bad news that stands although one of the ways was closed; everything else is not known then. */
function stands(step: StepName, verdict: Verdict): boolean {
  return ['failed', 'refused', 'live'].includes(verdict) || (step === 'mustFail' && verdict === 'passed');
}

/**
 * A reading beside what became of the ways: nothing is proven, done or broken where a command did not get to its host and back. That a
 * probe which must work was blocked is not believed either, because it would undo what is in force.
 */
export function throughWays(
  step: StepName,
  reading: Reading,
  commands: readonly Pick<Command, 'argv'>[],
  outputs: readonly Output[],
): Reading {
  const problems = commands.flatMap((command, i) => {
    const output = outputs[i];
    return (output && wayProblem(command, output)) ?? [];
  });
  const [first] = problems;
  if (!first) return reading;
  const facts = [...new Set(problems.map(({ code, where }) => `${code} ${where}`))].map((value) => ({
    name: 'way',
    value,
  }));
  return {
    ...reading,
    verdict: stands(step, reading.verdict) ? reading.verdict : 'unclear',
    summary: `${hint(first)} ${reading.summary}`,
    facts: [...facts, ...(reading.facts ?? [])],
  };
}
