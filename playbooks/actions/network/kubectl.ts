import type { Command, Output, StepContext } from '../../../shared/domain/action.ts';
import { jsonOf, listOf, objectOf, textOf, type Json } from '../gateways/json-body.ts';
import { inContext } from '../cloud/kubectl.ts';
import { param } from '../param.ts';
import { through } from '../via.ts';

const LIMIT = 20_000;

/** One kubectl call in the namespace of the action, on a machine that has the cluster's credentials. */
export function kubectl(context: StepContext, title: string, words: readonly string[], stdin?: string): Command {
  return {
    title,
    argv: through(param(context, 'kubectlVia'), [
      'kubectl',
      ...inContext(context),
      '-n',
      param(context, 'namespace'),
      ...words,
    ]),
    ...(stdin === undefined ? {} : { stdin: [{ text: stdin }] }),
    timeoutMs: LIMIT,
  };
}

/** A command inside a pod; what it runs is told from kubectl's own options by `--`. */
export function inPod(context: StepContext, title: string, pod: string, argv: readonly string[]): Command {
  return kubectl(context, title, ['exec', pod, '--', ...argv]);
}

/** Name of what an action creates: a DNS label. */
export function nameOf(context: StepContext): string {
  return `bulkhead-${context.actionId.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-')}`;
}

export function labelsOf(object: Json | undefined): Readonly<Record<string, string>> {
  const labels = objectOf(objectOf(object?.['metadata'])?.['labels']) ?? {};
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, textOf(value)]));
}

export function metadataName(object: Json): string {
  return textOf(objectOf(object['metadata'])?.['name']);
}

/** Items of a `kubectl get ... -o json` list; undefined when the output is none. */
export function itemsIn(output: Output | undefined): readonly Json[] | undefined {
  const list = jsonOf(output);
  return textOf(list?.['kind']).endsWith('List') ? listOf(list?.['items']) : undefined;
}

/** Whether a label selector takes these labels; an empty selector takes all (Kubernetes API, LabelSelector). */
export function selects(selector: Json | undefined, labels: Readonly<Record<string, string>>): boolean {
  const equal = objectOf(selector?.['matchLabels']) ?? {};
  if (!Object.entries(equal).every(([key, value]) => labels[key] === value)) return false;
  return (listOf(selector?.['matchExpressions']) ?? []).every((one) => fits(one, labels));
}

function fits(expression: Json, labels: Readonly<Record<string, string>>): boolean {
  const key = textOf(expression['key']);
  const values = Array.isArray(expression['values']) ? expression['values'] : [];
  const has = Object.hasOwn(labels, key);
  switch (expression['operator']) {
    case 'In':
      return has && values.includes(labels[key]);
    case 'NotIn':
      return !has || !values.includes(labels[key]);
    case 'Exists':
      return has;
    case 'DoesNotExist':
      return !has;
    default:
      // An operator nobody knows is taken as selecting: better a policy too many to look at.
      return true;
  }
}
