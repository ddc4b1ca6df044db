import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { capture, isIncomplete, linesOf } from '../pasted-text.ts';
import { param } from '../param.ts';
import { verifiers } from './k15-commands.ts';
import { answersOf } from './registry-calls.ts';
import { HUNG, said } from './said.ts';

type Outputs = readonly Output[];

/** Key ids in a key set; undefined when the text is not one. */
function kidsIn(output: Output | undefined): readonly string[] | undefined {
  if (isIncomplete(output)) return undefined;
  const text = linesOf(output).join('\n');
  if (!/"keys"\s*:\s*\[/.test(text)) return undefined;
  return [...text.matchAll(/"kid"\s*:\s*"([^"]{1,200})"/g)].map((found) => found[1] ?? '');
}

interface Verdicts {
  readonly accepting: readonly string[];
  readonly refusing: readonly string[];
  readonly unclear: readonly string[];
}

/** What each verifier said. 401 refuses; 403 does not say that the token was looked at. */
function asked(output: Output | undefined, context: StepContext): Verdicts {
  const codes = new Map(answersOf(output).map(({ url, code }) => [url.replace(/\/$/, ''), code]));
  const of = (url: string): number => codes.get(url.replace(/\/$/, '')) ?? 0;
  const all = verifiers(context);
  const accepts = (url: string): boolean => of(url) >= 200 && of(url) < 300;
  return {
    accepting: all.filter(accepts),
    refusing: all.filter((url) => of(url) === 401),
    unclear: all.filter((url) => !accepts(url) && of(url) !== 401),
  };
}

function named(urls: readonly string[]): string {
  return urls
    .map((url) => url.replace(/^https?:\/\//, ''))
    .join(', ')
    .slice(0, 300);
}

export function readCollect(outputs: Outputs): Reading {
  const kids = kidsIn(outputs[0]);
  const sum = isIncomplete(outputs[1]) ? undefined : capture(linesOf(outputs[1]), /^([0-9a-f]{64}) {2}\//);
  if (kids === undefined || sum === undefined) return said('unclear', 'Nothing shows which keys are published.');
  return said('done', `Kept: the published key set with ${kids.length} key(s).`, {
    'key set before': sum,
    kids: kids.join(' ').slice(0, 400) || 'none',
  });
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [now, next, old, fresh] = outputs;
  const [oldKid, newKid] = [param(context, 'oldKid'), param(context, 'newKid')];
  const published = kidsIn(now);
  if (published === undefined) return said('unclear', 'The published key set could not be read.');
  const replacing = kidsIn(next);
  if (replacing === undefined) return said('refused', 'The new key set could not be read, or is not one.');
  if (replacing.includes(oldKid)) return said('refused', `The new key set still holds ${oldKid}.`);
  if (!replacing.includes(newKid)) return said('refused', `The new key set does not hold ${newKid}.`);
  if (!published.includes(oldKid)) return said('refused', `The published key set does not hold ${oldKid}.`);
  const works = asked(fresh, context);
  if (works.unclear.length > 0)
    return said('unclear', `No clear answer to the new token from ${named(works.unclear)}.`);
  // Whoever does not know the new key yet would refuse everybody.
  if (works.refusing.length > 0)
    return said(
      'refused',
      `The new token is refused by ${named(works.refusing)}: publish the new key beside the old one first, and switch the signer.`,
    );
  const before = asked(old, context);
  const lost = published.filter((kid) => kid !== oldKid && !replacing.includes(kid));
  return said(
    'ok',
    `${verifiers(context).length} verifier(s) take the new token; ${before.accepting.length} take the old one now.${lost.length === 0 ? '' : ` Other keys go too: ${lost.join(', ').slice(0, 100)}.`}`,
    {
      'old token works before': named(before.accepting) || 'nowhere',
      'other keys that go': lost.join(' ').slice(0, 300) || 'none',
    },
  );
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const kids = kidsIn(outputs.at(-1));
  if (kids === undefined) return said('unclear', 'The published key set could not be read back.');
  if (kids.includes(param(context, 'oldKid')))
    return said('failed', 'The old key is still published: nothing was replaced, or something caches the key set.');
  return kids.includes(param(context, 'newKid'))
    ? said('done', 'The old key is not published any more, the new one is. Verifiers may still know the old one.', {
        kids: kids.join(' ').slice(0, 400),
      })
    : said('unclear', 'Neither key is published.');
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const [old, now] = outputs;
  const answers = asked(old, context);
  // The trap: a verifier that fetched the key set a minute ago goes on believing it.
  if (answers.accepting.length > 0)
    return said(
      'passed',
      `The old token is still taken by ${named(answers.accepting)}: restart it, or deny the key at the gateway.`,
    );
  if (answers.unclear.length > 0 || answers.refusing.length === 0)
    return said('unclear', `No proof: no clear answer from ${named(answers.unclear) || 'any verifier'}.`);
  const kids = kidsIn(now);
  if (kids === undefined) return said('unclear', 'Refused everywhere, but the published key set could not be read.');
  return kids.includes(param(context, 'oldKid'))
    ? said('unclear', 'This token is refused everywhere, but its key is still published: another one may be taken.')
    : said('blocked', `All ${answers.refusing.length} verifier(s) refuse the old token, and its key is not published.`);
}

export function readMustWork(outputs: Outputs, context: StepContext): Reading {
  const answers = asked(outputs[0], context);
  if (answers.refusing.length > 0) return said('blocked', `The new token is refused by ${named(answers.refusing)}.`);
  return answers.unclear.length > 0 || answers.accepting.length === 0
    ? said('unclear', 'No proof: not every verifier gave a clear answer.')
    : said('passed', `All ${answers.accepting.length} verifier(s) take the new token.`);
}
