import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { repositories } from './artefact-calls.ts';
import { isSealed, named, notAsked, serving } from './artefact-readings.ts';
import { answersOf, codeOf, v2 } from './registry-calls.ts';
import { HUNG, said } from './said.ts';

type Outputs = readonly Output[];

export function readCollect(outputs: Outputs, context: StepContext): Reading {
  const [, , , , hash, blobs] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  if (!isSealed(hash, context))
    return outputs.some((output) => /level=fatal|^sha256sum: /m.test(output.text))
      ? said('failed', 'No sealed copy was made: without one the artefact cannot be put back.')
      : said('unclear', 'Nothing shows that a sealed copy was made.');
  return said('done', 'A sealed copy was made, and its weights have the digest they should have.', {
    'weights served at': named(serving(blobs, context).at) || 'nowhere',
  });
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [hash, catalog, blobs, manifest, deletion, control] = outputs;
  const known = serving(blobs, context);
  const others = notAsked(catalog, context);
  if (!known.clear || others === undefined)
    return said(
      'unclear',
      'The registry did not say clearly which repositories there are and which serve the weights.',
    );
  if (others.length > 0)
    return said(
      'refused',
      `There are repositories nobody named: ${others.slice(0, 10).join(', ').slice(0, 250)}. Add them, the weights may be there too.`,
    );
  if (!isSealed(hash, context))
    return said('refused', 'There is no sealed copy with the right digest: without one this cannot be undone.');
  if (known.at.length === 0) return said('refused', 'Nobody serves these weights: check the digest.');
  const allowed = codeOf(deletion);
  if (allowed === 405)
    return said('refused', 'The registry does not allow deletion: deny the repository at the gateway instead (N07).');
  if (allowed !== 404) return said('refused', 'The administrator may not delete here, or the registry gave no answer.');
  const works = codeOf(control);
  if (works !== 200)
    return said('refused', 'The control artefact cannot be had now: without it a refusal proves nothing.');
  return said('ok', `${known.at.length} address(es) serve the weights and will be asked to withdraw them.`, {
    'weights served at': named(known.at),
    manifest: codeOf(manifest) === 200 ? 'there' : 'not there',
  });
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  const [manifest, blobs, after] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const wanted = [
    v2(context, `${param(context, 'repository')}/manifests/${param(context, 'manifest')}`),
    ...repositories(context).map((name) => v2(context, `${name}/blobs/${param(context, 'blob')}`)),
  ];
  const codes = new Map([...answersOf(manifest), ...answersOf(blobs)].map(({ url, code }) => [url, code]));
  const all = wanted.map((url) => codes.get(url) ?? 0);
  // 404: withdrawn before. Everything else did not happen.
  if (all.includes(405)) return said('failed', 'The registry does not allow deletion.');
  if (all.some((code) => code === 401 || code === 403 || code === 400))
    return said('failed', 'The registry refused to withdraw something: read which answer it gave.');
  const left = serving(after, context);
  if (all.some((code) => code !== 202 && code !== 404) || !left.clear)
    return said('unclear', 'Not every address gave a clear answer.');
  return said('done', `Withdrawn from ${all.filter((code) => code === 202).length} of ${wanted.length} address(es).`, {
    'still served at': named(left.at) || 'nowhere',
  });
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const [blobs, manifest, catalog] = outputs;
  const left = serving(blobs, context);
  if (left.at.length > 0) return said('passed', `The weights are still served by digest: ${named(left.at)}.`);
  const answer = codeOf(manifest);
  if (answer === 200) return said('passed', 'The manifest is still there.');
  if (!left.clear || answer !== 404)
    return said('unclear', 'No proof: the registry or its mirror gave no clear answer.');
  const others = notAsked(catalog, context);
  if (others === undefined) return said('unclear', 'The list of repositories could not be read whole.');
  return others.length > 0
    ? said('unclear', `Gone where we asked, but nobody asked ${others.slice(0, 10).join(', ').slice(0, 250)}.`)
    : said('blocked', 'No repository serves the weights or the manifest, by digest.');
}

export function readMustWork(outputs: Outputs): Reading {
  const code = codeOf(outputs[0]);
  if (code === 200) return said('passed', 'The control artefact is served.');
  return code === 404 || code === 401 || code === 403
    ? said('blocked', 'The control artefact is not served any more.')
    : said('unclear', 'No proof: the registry gave no clear answer.');
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  const [, , , manifest, blobs] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const code = codeOf(manifest);
  const back = serving(blobs, context).at.some((url) => url.includes(`/${param(context, 'repository')}/blobs/`));
  if (code === 200 && back) return said('done', 'The sealed copy is back in the repository, under the same digest.');
  return code === 404
    ? said('failed', 'The artefact is not back in the repository.')
    : said('unclear', 'The registry gave no clear answer.');
}
