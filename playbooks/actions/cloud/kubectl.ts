import type { Command, Output, ParamField, StepContext } from '../../../shared/domain/action.ts';
import { jsonOf, listAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';

const LIMIT = 30_000;

/** Which cluster: without it kubectl takes whatever the file says is current. */
export const contextField: ParamField = {
  name: 'context',
  label: 'Context',
  kind: 'context',
  hint: 'Which cluster, by its name in the kubeconfig. A card may leave it to the settings of whoever types it.',
  example: 'prod-eu',
  optional: true,
};

export const clusterFields: readonly ParamField[] = [
  {
    name: 'kubeconfig',
    label: 'Kubeconfig',
    kind: 'path',
    hint: 'On this machine, of an identity that does not depend on what is compromised.',
    example: '/run/ir/kubeconfig',
  },
  contextField,
  { name: 'namespace', label: 'Namespace', kind: 'name', hint: 'Of the service account.', example: 'inference' },
];

/** The option that names the cluster, where it is given. */
export function inContext(context: StepContext): readonly string[] {
  const name = param(context, 'context');
  return name === '' ? [] : [`--context=${name}`];
}

/** One call of kubectl in the namespace of the action. */
export function kubectl(context: StepContext, title: string, words: readonly string[]): Command {
  const config = `--kubeconfig=${param(context, 'kubeconfig')}`;
  const options = [
    config,
    ...inContext(context),
    `--namespace=${param(context, 'namespace')}`,
    '--request-timeout=20s',
  ];
  return { title, argv: ['kubectl', ...options, ...words], timeoutMs: LIMIT };
}

/** Items of `kubectl get … -o json`; undefined when there is no list. A list that is empty is a list. */
export function itemsOf(output: Output | undefined): readonly unknown[] | undefined {
  return listAt(jsonOf(output), 'items');
}

/** Whether the server said that there is no such thing; a client that reached nobody says something else. */
export function isNotFound(output: Output | undefined): boolean {
  return !isIncomplete(output) && has(linesOf(output), /^Error from server \(NotFound\): /);
}

/** The error of server or client, without the rest; undefined when there is none. */
export function kubectlError(output: Output | undefined): string | undefined {
  if (output?.timedOut === true) return 'kubectl did not answer in time';
  const line = linesOf(output).find((one) =>
    /^(?:Error from server|error: |Unable to connect|The connection to the server)/.test(one),
  );
  return line?.slice(0, 200);
}

/** Why kubectl told nothing. */
export function kubectlTrouble(output: Output | undefined): string {
  return kubectlError(output) ?? 'kubectl gave no clear answer';
}
