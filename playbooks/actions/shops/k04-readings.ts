import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { answerOf } from '../secret-call.ts';
import { HUNG, said } from '../stores/said.ts';
import { wpSaid, wpSessions, wpTrouble } from './wp-cli.ts';

type Outputs = readonly Output[];

/** The nodes that serve the site, each of which runs the salts it loaded. */
export function nodesOf(context: StepContext): readonly string[] {
  return param(context, 'nodes')
    .split(',')
    .filter((node) => node !== '');
}

/** A page for people who are logged in: it is shown, or it sends to the login. Any other redirect says nothing about the cookie. */
function profile(output: Output | undefined): 'in' | 'sent-to-login' | 'unclear' {
  const answer = answerOf(output);
  if (answer?.code === 200) return 'in';
  return answer?.code === 302 && answer.to.includes('/wp-login.php') ? 'sent-to-login' : 'unclear';
}

function configHash(output: Output | undefined): string | undefined {
  return isIncomplete(output) ? undefined : capture(linesOf(output), /^([0-9a-f]{64}) {2}\//);
}

export function readCollect([hash, sessions]: Outputs): Reading {
  const sum = configHash(hash);
  if (sum === undefined)
    return has(linesOf(hash), /^sha256sum: /)
      ? said('failed', 'wp-config.php could not be read.')
      : said('unclear', 'Nothing shows that wp-config.php was read.');
  return said('done', 'Kept: the hash of wp-config.php and the sessions of the user.', {
    'wp-config.php before': sum,
    sessions: String(wpSessions(sessions)?.length ?? 'unknown'),
  });
}

export function readDryRun([sessions, writable, setting, ...asked]: Outputs, context: StepContext): Reading {
  const nodes = nodesOf(context);
  const before = asked.slice(0, nodes.length).map(profile);
  const pages = asked.slice(nodes.length).map((output) => answerOf(output)?.code);
  if (wpSessions(sessions) === undefined)
    return said(wpSaid(sessions) === 'failed' ? 'refused' : 'unclear', `The sessions: ${wpTrouble(sessions)}.`);
  if (isIncomplete(writable) || !has(linesOf(writable), /^\S+ [0-7]{3,4} \S+$/))
    return said('unclear', 'The rights on wp-config.php could not be read.');
  if (nodes.length === 0 || pages.length < nodes.length) return said('unclear', 'Not every web node was asked.');
  if (pages.some((code) => code !== 200))
    return said('refused', 'A web node does not show its login page now: a later failure would prove nothing.');
  if (!before.includes('in'))
    return said('refused', 'The cookie opens nothing now, at no node: with it nothing can be proven. Get a live one.');
  const frozen = has(linesOf(setting), /^opcache\.validate_timestamps => (?:Off|0) /);
  return said(
    'ok',
    `Everybody is logged out, at ${nodes.length} node(s).${frozen ? ' PHP does not look at changed files here: only its reload puts the new salts in force.' : ''}`,
    { 'works before at': `${before.filter((one) => one === 'in').length} of ${nodes.length} node(s)` },
  );
}

export function readApply([ended, shuffled, hash, ...reloads]: Outputs): Reading {
  if ([ended, shuffled, hash, ...reloads].some((output) => output?.timedOut === true)) return said('unclear', HUNG);
  const salts = wpSaid(shuffled);
  if (salts !== 'done') return said(salts, `The salts: ${wpTrouble(shuffled)}.`);
  if (wpSaid(ended) !== 'done') return said(wpSaid(ended), `The sessions: ${wpTrouble(ended)}.`);
  // systemctl says nothing when it succeeds; the probe of each node is the proof.
  if (reloads.some((output) => has(linesOf(output), /^(?:Failed to|Job for|Unit) |not permitted|ermission denied/)))
    return said('failed', 'The salts are new, but PHP was not reloaded: old cookies may go on working until it is.');
  return said('done', 'The sessions are ended, the salts are new, PHP was told to reload.', {
    'wp-config.php after': configHash(hash) ?? 'unknown',
  });
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const nodes = nodesOf(context);
  const answers = nodes.map((node, i) => ({ node, answer: profile(outputs[i]) }));
  const open = answers.filter(({ answer }) => answer === 'in').map(({ node }) => node);
  // The trap: a node whose PHP was not reloaded runs the old salts, whatever its file says.
  if (open.length > 0)
    return said('passed', `The old cookie still works at ${open.join(', ').slice(0, 200)}: reload PHP there.`);
  if (nodes.length === 0 || answers.some(({ answer }) => answer === 'unclear'))
    return said('unclear', 'No proof: a web node neither showed the page nor sent to the login.');
  return said('blocked', `The old cookie is sent to the login at all ${nodes.length} node(s).`);
}

export function readMustWork(outputs: Outputs, context: StepContext): Reading {
  const codes = nodesOf(context).map((_, i) => answerOf(outputs[i])?.code ?? 0);
  if (codes.length === 0 || codes.includes(0)) return said('unclear', 'No proof: a web node did not answer.');
  return codes.every((code) => code === 200)
    ? said('passed', 'Every node shows its login page.')
    : said('blocked', 'A node does not show its login page any more: look at its wp-config.php.');
}
