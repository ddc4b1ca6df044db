import type { LiveSession, Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { answerOf, callTrouble } from '../secret-call.ts';
import { HUNG, said } from '../stores/said.ts';
import { told, toldOnce } from '../stores/sql-replies.ts';
import { admissions, hostsOf, named } from './magento-api.ts';

type Outputs = readonly Output[];

interface Env {
  readonly keys: number;
  readonly writable: boolean;
  /** Encrypted settings that are locked in env.php, with the number of their key. */
  readonly locked: readonly { readonly path: string; readonly key: number }[];
}

/** What env.php holds; undefined unless all of it was read. */
function envOf(output: Output | undefined): Env | undefined {
  const keys = Number(toldOnce(output, 'keys') ?? '');
  if (toldOnce(output, 'all') !== 'read' || !Number.isInteger(keys) || keys < 1) return undefined;
  const locked = told(output, 'locked').flatMap((value) => {
    const [, key = '', path = ''] = /^(\d{1,6}) (.{1,300})$/.exec(value) ?? [];
    return path === '' ? [] : [{ path, key: Number(key) }];
  });
  return { keys, writable: toldOnce(output, 'writable') === 'yes', locked };
}

function underOldKey(env: Env): readonly LiveSession[] {
  return env.locked
    .filter(({ key }) => key < env.keys - 1)
    .map(({ path, key }) => ({ id: path.replaceAll(/[^A-Za-z0-9_.:-]/g, '_'), label: `${path}, under key ${key}` }));
}

function envTrouble(output: Output | undefined): string {
  if (isIncomplete(output)) return 'there is no complete answer';
  return toldOnce(output, 'env') === 'unreadable' ? 'env.php holds no key' : 'env.php could not be read';
}

export function readCollect([made, hashes, env]: Outputs): Reading {
  if ([made, hashes, env].some(isIncomplete)) return said('unclear', HUNG);
  const before = capture(linesOf(hashes), /^([0-9a-f]{64}) {2}\/\S*\/env\.php$/);
  const backup = capture(linesOf(hashes), /^([0-9a-f]{64} {2}\/\S+\.cms)$/);
  // openssl says nothing when it succeeds; a file it could not finish has a hash too.
  if (has([...linesOf(made), ...linesOf(hashes)], /^(?:sha256sum: |Can't open |Could not |Unable to |Error )|:error:/))
    return said('failed', 'No back-up of env.php was made: without the old key, data not yet re-encrypted is lost.');
  if (before === undefined || backup === undefined)
    return said('unclear', 'Nothing shows that a back-up of env.php was made.');
  return said('done', 'env.php is backed up, encrypted to the certificate given.', {
    'env.php before': before,
    'back-up': backup,
    keys: String(envOf(env)?.keys ?? 'unknown'),
  });
}

/** Seconds the old token is still good for by its own word; undefined when it does not tell. */
function secondsLeft(output: Output | undefined): number | undefined {
  const left = toldOnce(output, 'left') ?? '';
  return /^-?\d{1,12}$/.test(left) ? Number(left) : undefined;
}

export function readDryRun([looked, list, age, ...asked]: Outputs, context: StepContext): Reading {
  const env = envOf(looked);
  if (env === undefined)
    return said(toldOnce(looked, 'env') === undefined ? 'unclear' : 'refused', `${envTrouble(looked)}.`);
  if (!env.writable) return said('refused', 'env.php may not be written by this user: the key cannot be changed.');
  const lines = linesOf(list);
  if (isIncomplete(list) || !has(lines, /^encryption:/))
    return said('unclear', 'Magento did not list its commands for encryption.');
  if (!has(lines, /^encryption:key:change(?: |$)/) || !has(lines, /^encryption:data:re-encrypt(?: |$)/))
    return said('refused', 'This Magento cannot change the key and re-encrypt by command: update it first.');
  const left = secondsLeft(age);
  if (left === undefined)
    return said('refused', 'The old token is not a signed JWT with an end: the key proves nothing with it.');
  if (left <= 0) return said('refused', 'The old token has expired: take one that works now.');
  const hosts = hostsOf(context);
  const before = admissions(asked.slice(0, hosts.length), context);
  const closed = hosts.filter((_, i) => answerOf(asked[hosts.length + i])?.code !== 200);
  if (hosts.length === 0 || before.unclear.length > 0)
    return said('unclear', `No answer of Magento’s now from ${named(before.unclear) || 'any host'}.`);
  if (before.refused.length > 0)
    return said('refused', `The old token is refused now at ${named(before.refused)}: nothing can be proven with it.`);
  if (closed.length > 0) return said('refused', `No home page now at ${named(closed)}.`);
  const locked = env.locked.length;
  return said(
    'ok',
    `The shop closes, a key is added to the ${env.keys} there, data is re-encrypted. Every JWT becomes void.${locked === 0 ? '' : ` ${locked} setting(s) locked in env.php are not re-encrypted: have their values at hand.`}`,
    { keys: String(env.keys), 'locked and encrypted': String(locked), 'old token good for': `${left} s` },
  );
}

/** What went wrong in re-encrypting, in Magento's words; it ends with success all the same. */
function reEncryptTrouble(output: Output | undefined): string | undefined {
  const lines = linesOf(output);
  if (has(lines, /^Failed due to the following error:/)) return 'a part of the data failed';
  if (has(lines, /^Done in \S+ but with the following errors:/)) return 'some rows have errors';
  return capture(lines, /^(Re-encryptor '.{1,80}' could not be found!)/);
}

export function readApply([before, closing, change, data, flush, opening, after]: Outputs): Reading {
  const all = [before, closing, change, data, flush, opening, after];
  if (all.some((output) => output?.timedOut === true)) return said('unclear', `${HUNG} The shop may be closed still.`);
  const [old, now] = [envOf(before), envOf(after)];
  const open = has(linesOf(opening), /^Disabled maintenance mode/) ? '' : ' The shop may be closed still.';
  const facts = { 'keys before': String(old?.keys ?? 'unknown'), 'keys after': String(now?.keys ?? 'unknown') };
  if (old === undefined || now === undefined) return said('unclear', `The keys could not be counted.${open}`, facts);
  if (now.keys <= old.keys) return said('failed', `env.php holds no new key.${open}`, facts);
  const trouble = reEncryptTrouble(data);
  if (trouble !== undefined)
    return said('failed', `The key is new, but ${trouble}: run re-encrypt again.${open}`, facts);
  // Its list of parts is open: each that begins must end well, and there must be one.
  const begun = linesOf(data).filter((line) => /^Executing '.{1,80}' re-encryptor\.\.\./.test(line)).length;
  const well = linesOf(data).filter((line) => line.startsWith('Done successfully in ')).length;
  if (!has(linesOf(change), /^Encryption key has been updated successfully\./) || begun === 0 || well !== begun)
    return said('unclear', `The key is new, but Magento did not say that all went well.${open}`, facts);
  if (!has(linesOf(flush), /^Flushed cache types/))
    return said('unclear', `The caches may hold the old key: flush them.${open}`, facts);
  return open === ''
    ? said('done', 'The key is new, the data re-encrypted, the caches flushed, the shop open.', facts)
    : said('unclear', `The key is new and the data re-encrypted.${open}`, facts);
}

export function readMustFail([age, ...asked]: Outputs, context: StepContext): Reading {
  const answers = admissions(asked, context);
  // The trap: a node whose env.php or PHP is the old one, or a build that takes every key and not the last alone.
  if (answers.in.length > 0) return said('passed', `The old token still works at ${named(answers.in)}.`);
  if (answers.refused.length === 0 || answers.unclear.length > 0)
    return said('unclear', `No proof: no answer of Magento’s from ${named(answers.unclear) || 'any host'}.`);
  const left = secondsLeft(age);
  if (left === undefined) return said('unclear', 'Refused, but whether the token has expired is not known.');
  return left > 0
    ? said('blocked', `Refused (401) at all ${answers.refused.length} host(s), ${left} s before its end.`)
    : said('unclear', 'Refused, but it has expired meanwhile: that proves nothing about the key.');
}

export function readMustWork(outputs: Outputs, context: StepContext): Reading {
  const answers = hostsOf(context).map((host, i) => ({ host, answer: answerOf(outputs[i]) }));
  const broken = answers.filter(({ answer }) => (answer?.code ?? 0) >= 500).map(({ host }) => host);
  if (broken.length > 0) return said('blocked', `No home page at ${named(broken)}: closed for maintenance, or broken.`);
  const other = answers.find(({ answer }) => answer?.code !== 200);
  if (answers.length === 0 || other !== undefined) return said('unclear', `No proof: ${callTrouble(other?.answer)}.`);
  return said('passed', 'Every host shows its home page.');
}

export function readResidual([looked]: Outputs): Reading {
  const env = envOf(looked);
  if (env === undefined) return said('unclear', `${envTrouble(looked)}.`);
  const sessions = underOldKey(env);
  return sessions.length === 0
    ? { ...said('none', 'No setting locked in env.php is under an old key.'), sessions }
    : { ...said('live', `${sessions.length} setting(s) locked in env.php can be read with the old key.`), sessions };
}

export function readAgain([looked]: Outputs): Reading {
  const env = envOf(looked);
  if (env === undefined) return said('unclear', `${envTrouble(looked)}.`);
  const left = underOldKey(env).length;
  return left === 0
    ? said('done', 'No locked setting is under an old key any more.')
    : said('failed', `${left} locked setting(s) are under an old key: set each anew with config:set --lock-env.`);
}
