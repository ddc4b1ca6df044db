import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import { badTensors, fileHex, hexOf, signatureOf, versionOf } from './deny-list.ts';
import { callAnswer, callTrouble, statusCodes } from './gateway-calls.ts';
import { readAdded, readDropped } from './list-readings.ts';
import { configTested, counted } from './nginx-list.ts';

type Outputs = readonly Output[];

export function readCollect(outputs: Outputs): Reading {
  const [list, hash, open] = outputs;
  const sha256 = linesOf(hash).flatMap((line) => /^([0-9a-f]{64}) /.exec(line)?.[1] ?? []);
  if (has(linesOf(hash), /^sha256sum: /))
    return { verdict: 'failed', summary: 'The list or its signature could not be read.' };
  if (isIncomplete(list) || isIncomplete(open) || sha256.length !== 2)
    return { verdict: 'unclear', summary: 'Not everything could be read: the list, its signature or the connections.' };
  return {
    verdict: 'done',
    summary: 'Kept: the list, its hash and the open connections of the registry proxy.',
    facts: [
      { name: 'list sha256', value: sha256[0] ?? '' },
      { name: 'signature sha256', value: sha256[1] ?? '' },
    ],
  };
}

/** What stands against publishing, in the list and its signature. */
function listProblem(outputs: Outputs, context: StepContext): Reading | undefined {
  const [published, signature, listed] = outputs;
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  const bad = badTensors(context);
  if (bad.length > 0) return refuse(`${bad.length} of the tensor hashes are not 64 hex digits.`);
  if (
    hexOf(param(context, 'controlDigest')) === fileHex(context) ||
    param(context, 'controlDigest') === param(context, 'ociDigest')
  )
    return refuse('The control blob is the one to be denied.');
  const now = versionOf(published);
  const next = Number(param(context, 'listVersion') || '0');
  if (now === undefined)
    return { verdict: 'unclear', summary: 'The published list could not be read, or it has another layout.' };
  if (next <= now) return refuse(`Version ${now} is published: give this one a higher number.`);
  const signed = signatureOf(signature);
  if (signed === 'bad')
    return refuse('The published list does not carry a good signature: find out who changed it first.');
  if (signed === 'unclear')
    return { verdict: 'unclear', summary: 'The signature of the published list could not be checked.' };
  const already = counted(listed);
  if (already === undefined) return { verdict: 'unclear', summary: 'The published list could not be searched.' };
  return already > 0 ? refuse('The list names this file already.') : undefined;
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [, , , hook, config, line, bad, control, found] = outputs;
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  const unclear = (summary: string): Reading => ({ verdict: 'unclear', summary });
  const problem = listProblem(outputs, context);
  if (problem !== undefined) return problem;
  const tested = configTested(config);
  if (tested === 'bad') return refuse('nginx refuses its own configuration: a reload would not take effect.');
  if (tested === 'unclear') return unclear('nginx did not say whether its configuration is good.');
  const lines = counted(line);
  if (lines === undefined) return unclear('The list of the registry proxy could not be read.');
  if (lines > 0) return refuse('The registry proxy has this line already.');
  const other = statusCodes(control)?.[0];
  if (callAnswer(other) === 'unclear') return unclear(`The control blob could not be tried: ${callTrouble(other)}.`);
  if (callAnswer(other) !== 'admitted')
    return refuse('The control blob is not served now: without it a refusal proves nothing.');
  if (isIncomplete(found) || !has(linesOf(found), /^searched /) || has(linesOf(found), /^find: /))
    return unclear('The store was not searched to its end.');
  const copies = linesOf(found).filter((text) => text.startsWith(`${fileHex(context)} `)).length;
  const served = callAnswer(statusCodes(bad)?.[0]) === 'admitted';
  return {
    verdict: 'ok',
    summary: `Version ${param(context, 'listVersion')} can be published. ${copies} cop${copies === 1 ? 'y' : 'ies'} in the store.${served ? ' The registry serves the blob now.' : ' The registry does not serve the blob now, so a later refusal is weaker proof.'}`,
    facts: [
      { name: 'served before', value: served ? 'yes' : 'no' },
      { name: 'copies in the store', value: String(copies) },
      { name: 'hook reads version', value: String(versionOf(hook) ?? 'none') },
    ],
  };
}

/** Outputs of publishing; `wanted` entries are to be in the published list. */
function publishProblem(outputs: Outputs, version: number, wanted: 0 | 1): Reading | undefined {
  const [copy, edit, commas, sign, , hookSignature, hookList, back, signature, listed] = outputs;
  if (outputs.length < 10 || outputs.slice(0, 10).some((output) => isIncomplete(output)))
    return { verdict: 'unclear', summary: 'A command gave no complete output: read the state again.' };
  if ([copy, edit, commas].some((output) => has(linesOf(output), /^(?:cp|sed): /)))
    return { verdict: 'failed', summary: 'The new list could not be written. Nothing was published.' };
  if (has(linesOf(sign), /Could not |Error /))
    return { verdict: 'failed', summary: 'The list could not be signed. Nothing was published.' };
  const now = versionOf(back);
  const entries = counted(listed);
  if (now === undefined || entries === undefined)
    return { verdict: 'unclear', summary: 'What is published could not be read back.' };
  if (now !== version || signatureOf(signature) !== 'good' || (entries > 0 ? 1 : 0) !== wanted)
    return { verdict: 'failed', summary: `Version ${now} is published, not version ${version} with a good signature.` };
  if ([hookSignature, hookList].some((output) => has(linesOf(output), /^cp: /)))
    return { verdict: 'failed', summary: 'The list is published, but the start-up hook could not be given it.' };
  return undefined;
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  const version = Number(param(context, 'listVersion') || '0');
  const problem = publishProblem(outputs, version, 1);
  if (problem !== undefined)
    return {
      ...problem,
      summary: `${problem.summary} The registry proxy was told all the same: apply again, or undo.`,
    };
  const proxy = readAdded(outputs.slice(10));
  if (proxy.verdict !== 'done')
    return { ...proxy, summary: `Published, but not at the registry proxy. ${proxy.summary}` };
  return {
    verdict: 'done',
    summary: `Version ${version} is signed and published, the hook has it, and the registry proxy was told.`,
    facts: [{ name: 'list version', value: String(version) }],
  };
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  const version = Number(param(context, 'listVersion') || '0') + 1;
  const problem = publishProblem(outputs, version, 0);
  if (problem !== undefined) return problem;
  const proxy = readDropped(outputs.slice(10));
  return proxy.verdict === 'done'
    ? {
        verdict: 'done',
        summary: `Version ${version} is published without the entry, and the registry proxy was told.`,
      }
    : proxy;
}

export function readMustFail(outputs: Outputs): Reading {
  const [bad, line, published, hook, signature, named] = outputs;
  const code = statusCodes(bad)?.[0];
  if (callAnswer(code) === 'admitted')
    return { verdict: 'passed', summary: `The registry proxy still serves the known-bad blob (${code ?? 0}).` };
  const [current, read, entries] = [versionOf(published), versionOf(hook), counted(named)];
  const facts = [
    { name: 'published version', value: String(current ?? 'unknown') },
    { name: 'hook reads version', value: String(read ?? 'unknown') },
  ];
  if (current === undefined || read === undefined || entries === undefined)
    return {
      verdict: 'unclear',
      summary: 'No proof: the published list or that of the hook could not be read.',
      facts,
    };
  // Trap: a point that was never given the new list refuses nothing, and nobody notices.
  if (read < current || entries === 0)
    return {
      verdict: 'passed',
      summary: `The start-up hook reads version ${read}, published is ${current}: it would start the known-bad file.`,
      facts,
    };
  if (callAnswer(code) !== 'refused')
    return { verdict: 'unclear', summary: `No proof at the proxy: ${callTrouble(code)}.`, facts };
  if ((counted(line) ?? 0) === 0)
    return { verdict: 'unclear', summary: 'The proxy refuses the blob, but not because of this list.', facts };
  if (signatureOf(signature) !== 'good')
    return { verdict: 'unclear', summary: 'The list the hook reads does not carry a good signature.', facts };
  return {
    verdict: 'blocked',
    summary: `The proxy refuses the blob, and the hook reads version ${read} that names it.`,
    facts,
  };
}

export function readMustWork(outputs: Outputs): Reading {
  const code = statusCodes(outputs[0])?.[0];
  const entries = counted(outputs[1]);
  if (callAnswer(code) === 'unclear' || entries === undefined)
    return {
      verdict: 'unclear',
      summary: `No proof: ${entries === undefined ? 'the list of the hook could not be read' : callTrouble(code)}.`,
    };
  if (callAnswer(code) !== 'admitted')
    return { verdict: 'blocked', summary: 'The registry proxy refuses the control blob too.' };
  return entries > 0
    ? { verdict: 'blocked', summary: 'The list names the control blob too.' }
    : { verdict: 'passed', summary: 'The control blob is served and is not on the list.' };
}
