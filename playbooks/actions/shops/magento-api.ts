import type { Command, Output, ParamField, StepContext } from '../../../shared/domain/action.ts';
import { textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { answerOf, header, secretCall } from '../secret-call.ts';

export const hostsField: ParamField = {
  name: 'hosts',
  label: 'Hosts of the store views',
  kind: 'host-list',
  hint: 'Every name the shop answers to over https; each is probed, for each may have a cache of its own.',
  example: 'shop.example,shop-de.example',
};

export function hostsOf(context: StepContext): readonly string[] {
  return param(context, 'hosts')
    .split(',')
    .filter((host) => host !== '');
}

export function atHost(host: string, path: string): string {
  return `https://${host.includes(':') ? `[${host}]` : host}${path}`;
}

/** One call at each store view; it needs the right to Stores, so nobody gets an answer without a token. */
export function askStores(context: StepContext, whose: string, tokenField: string): readonly Command[] {
  return hostsOf(context).map((host) =>
    secretCall(
      `Ask ${host} with ${whose} token`,
      atHost(host, '/rest/V1/store/storeConfigs'),
      header('Authorization: Bearer ', param(context, tokenField)),
    ),
  );
}

/**
 * Magento says the same 401 to a revoked token, to a token without the right and to one it does not take as a bearer at all; a 401 in
 * other words is of something in front of it.
 */
export function admission(output: Output | undefined): 'in' | 'refused' | 'unclear' {
  const answer = answerOf(output);
  if (answer?.code === 200 && Array.isArray(answer.body)) return 'in';
  return answer?.code === 401 && textAt(answer.body, 'message').startsWith("The consumer isn't authorized")
    ? 'refused'
    : 'unclear';
}

export interface Admissions {
  readonly in: readonly string[];
  readonly refused: readonly string[];
  readonly unclear: readonly string[];
}

/** Answers by host; a host whose output is missing is unclear. */
export function admissions(outputs: readonly Output[], context: StepContext): Admissions {
  const answers = hostsOf(context).map((host, i) => ({ host, said: admission(outputs[i]) }));
  const of = (kind: string): readonly string[] => answers.filter(({ said }) => said === kind).map(({ host }) => host);
  return { in: of('in'), refused: of('refused'), unclear: of('unclear') };
}

/** Some hosts for a sentence. */
export function named(hosts: readonly string[]): string {
  return hosts.join(', ').slice(0, 150);
}
