import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import { param } from '../param.ts';
import { idBytes } from './k19-commands.ts';
import { HUNG, said } from './said.ts';

type Outputs = readonly Output[];

/** Ids of the private keys in a list, as hex digits; undefined when the login failed or the list is not whole. */
function listedIds(output: Output | undefined): readonly string[] | undefined {
  if (isIncomplete(output) || has(linesOf(output), /Wrong PIN|PIN is locked|Error in /)) return undefined;
  return linesOf(output).flatMap((line) => {
    const found = /^\s*URL: pkcs11:\S*;id=([^;]+);(?:\S*;)?type=private(?:;|$)/.exec(line);
    return found === null ? [] : [hexOf(found[1] ?? '')];
  });
}

function hexOf(encoded: string): string {
  const bytes = encoded.match(/%[0-9A-Fa-f]{2}|[^%]/g) ?? [];
  return bytes
    .map((byte) => (byte.startsWith('%') ? byte.slice(1) : (byte.codePointAt(0) ?? 0).toString(16)).toLowerCase())
    .join('');
}

function signs(output: Output | undefined): 'yes' | 'no' | 'unclear' {
  if (isIncomplete(output)) return 'unclear';
  const lines = linesOf(output);
  if (has(lines, /Signing using [\w-]+\.\.\. ok$/)) return 'yes';
  // It asks for another token to be put in when this one has no such key.
  return has(lines, /The requested data were not available\.$|^No matching objects found$/) ? 'no' : 'unclear';
}

export function readCollect(outputs: Outputs, context: StepContext): Reading {
  const [tokens, objects] = outputs;
  if (isIncomplete(tokens) || !has(linesOf(tokens), /^Token \d+:$/))
    return said('unclear', 'Nothing shows which tokens there are.');
  const token = param(context, 'token');
  if (!linesOf(tokens).some((line) => line.trim() === `Label: ${token}`))
    return said('failed', `There is no token ${token}.`);
  const count = linesOf(objects).filter((line) => /^Object \d+:$/.test(line)).length;
  return said('done', `Kept: the state of the token and ${count} public object(s).`, {
    'public objects': String(count),
  });
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [tokens, keys] = outputs;
  const id = idBytes(context, 'keyId');
  const control = idBytes(context, 'controlId');
  if (id === undefined || control === undefined) return said('refused', 'Key ids are pairs of hex digits: 01, a1b2.');
  if (id === control) return said('refused', 'The compromised key must differ from the control key.');
  if (isIncomplete(tokens) || !has(linesOf(tokens), /^Token \d+:$/))
    return said('unclear', 'The module shows no token.');
  if (has(linesOf(keys), /Wrong PIN|PIN is locked/))
    return said('refused', 'The PIN is wrong. It was tried once; the token locks after a few more.');
  const ids = listedIds(keys);
  if (ids === undefined || !ids.includes(control))
    return said(
      ids === undefined || ids.length === 0 ? 'unclear' : 'refused',
      'The control key was not found: without it an answer proves nothing.',
    );
  const same = ids.filter((one) => one === id).length;
  if (same === 0) return said('refused', 'There is no private key with this id.');
  if (same > 1)
    return said('refused', `${same} private keys have this id and all would go: give them ids of their own first.`);
  return said('ok', 'One private key will be deleted. Nothing brings it back but a wrapped backup.', {
    'private keys on the token': String(ids.length),
    'tries left': has(linesOf(tokens), /uPIN (?:low count|final try)/) ? 'few' : 'enough',
  });
}

/** Whether the key is gone from a list that shows the control key. */
function gone(output: Output | undefined, context: StepContext): 'yes' | 'no' | 'unclear' {
  const ids = listedIds(output);
  const [id, control] = [idBytes(context, 'keyId'), idBytes(context, 'controlId')];
  if (ids === undefined || id === undefined || control === undefined) return 'unclear';
  if (ids.includes(id)) return 'no';
  return ids.includes(control) ? 'yes' : 'unclear';
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const state = gone(outputs[1], context);
  if (state === 'yes') return said('done', 'The private key is not on the token any more.');
  return state === 'no'
    ? said('failed', 'The private key is still on the token.')
    : said('unclear', 'The token did not say clearly which keys it holds.');
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const [list, tried] = outputs;
  if (signs(tried) === 'yes') return said('passed', 'The key still signs.');
  const state = gone(list, context);
  if (state === 'no') return said('passed', 'The key is still on the token.');
  return state === 'yes' && signs(tried) === 'no'
    ? said('blocked', 'The key is not on the token, and nothing can be signed with it.')
    : said('unclear', 'No proof: the token gave no clear answer.');
}

export function readMustWork(outputs: Outputs): Reading {
  const answer = signs(outputs[0]);
  if (answer === 'yes') return said('passed', 'The control key signs.');
  return answer === 'no'
    ? said('blocked', 'The control key does not sign any more.')
    : said('unclear', 'No proof: the token gave no clear answer.');
}

export function readResidual(outputs: Outputs): Reading {
  const [list, version, who] = outputs;
  if (isIncomplete(list) || !has(linesOf(version), /lsof version/) || !has(linesOf(who), /^0$/))
    return said('unclear', 'Not all processes can be seen: lsof has to run as root.');
  const pids = linesOf(list).filter((line) => /^\d{1,10}$/.test(line));
  const sessions = pids.map((id) => ({ id, label: `process ${id} has the module loaded` }));
  return sessions.length > 0
    ? {
        ...said('live', `${sessions.length} process(es) have the module loaded and may hold a session with the key.`),
        sessions,
      }
    : { ...said('none', 'No process on this machine has the module loaded.'), sessions: [] };
}
