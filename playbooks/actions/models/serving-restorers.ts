import type { Command, Output, StepContext } from '../../../shared/domain/action.ts';
import { at, jsonOf, listAt, textAt } from '../json-answers.ts';
import { itemsOf, kubectl } from '../cloud/kubectl.ts';
import { param } from '../param.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';

/** What would bring a Deployment back. `unseen`: the Deployment carries its mark, but it is not in this cluster. */
export interface Restorer {
  readonly name: string;
  readonly state: 'active' | 'suspended' | 'unseen';
}

const KEDA = 'scaledobjects.keda.sh';
const GITOPS = [
  'kustomizations.kustomize.toolkit.fluxcd.io',
  'helmreleases.helm.toolkit.fluxcd.io',
  'applications.argoproj.io',
];

export function listRestorers(context: StepContext): readonly Command[] {
  const list = (title: string, kind: string, ...more: readonly string[]): Command =>
    kubectl(context, title, ['get', kind, ...more, '-o', 'json']);
  return [
    list('List autoscalers', 'horizontalpodautoscalers.v2.autoscaling'),
    list('List what KEDA scales', KEDA),
    ...GITOPS.map((kind) => list(`List ${kind}`, kind, '--all-namespaces')),
  ];
}

/** A cluster without the custom resource has none of it; no other error says that. */
function listed(output: Output | undefined): readonly unknown[] | undefined {
  if (!isIncomplete(output) && has(linesOf(output), /^error: the server doesn't have a resource type "/)) return [];
  return itemsOf(output);
}

function isFor(item: unknown, context: StepContext): boolean {
  const kind = textAt(item, 'kind');
  return (kind === '' || kind === 'Deployment') && textAt(item, 'name') === param(context, 'deployment');
}

/** Undefined when one of the lists cannot be read: what is not seen may be active. */
export function restorersOf(
  deployment: Output | undefined,
  [hpas, scaled, kustomizations, releases, applications]: readonly Output[],
  context: StepContext,
): readonly Restorer[] | undefined {
  const lists = [hpas, scaled, kustomizations, releases, applications].map((output) => listed(output));
  if (lists.includes(undefined)) return undefined;
  const [autoscalers = [], keda = [], kustomized = [], helm = [], apps = []] = lists;
  const meta = at(jsonOf(deployment), 'metadata');
  return [
    ...(param(context, 'way') === 'stop' ? scalers(autoscalers, keda, context) : []),
    ...owners(meta),
    ...flux(meta, 'kustomize.toolkit.fluxcd.io', 'Kustomization', kustomized),
    ...flux(meta, 'helm.toolkit.fluxcd.io', 'HelmRelease', helm),
    ...argo(meta, apps, context),
  ];
}

/** They change the number of pods, never what a pod runs, so only a stop minds them. */
function scalers(hpas: readonly unknown[], keda: readonly unknown[], context: StepContext): readonly Restorer[] {
  const objects = keda.filter((item) => isFor(at(item, 'spec', 'scaleTargetRef'), context));
  const own = hpas.filter(
    (item) =>
      isFor(at(item, 'spec', 'scaleTargetRef'), context) &&
      // KEDA writes this one again: its ScaledObject counts instead.
      !(listAt(item, 'metadata', 'ownerReferences') ?? []).some((owner) => textAt(owner, 'kind') === 'ScaledObject'),
  );
  const name = (item: unknown): string => textAt(item, 'metadata', 'name');
  return [
    ...own.map((item) => ({
      name: `HorizontalPodAutoscaler ${name(item)}`,
      state: stateOf(at(item, 'spec', 'behavior', 'scaleUp', 'selectPolicy') === 'Disabled'),
    })),
    ...objects.map((item) => {
      const marks = at(item, 'metadata', 'annotations');
      const replicas = at(marks, 'autoscaling.keda.sh/paused-replicas');
      const paused = replicas === '0' || (replicas === undefined && at(marks, 'autoscaling.keda.sh/paused') === 'true');
      return { name: `ScaledObject ${name(item)}`, state: stateOf(paused) };
    }),
  ];
}

function stateOf(suspended: boolean): 'active' | 'suspended' {
  return suspended ? 'suspended' : 'active';
}

/** An operator that owns the Deployment writes it again: the owner is what has to be stopped. */
function owners(meta: unknown): readonly Restorer[] {
  return (listAt(meta, 'ownerReferences') ?? []).map((owner) => ({
    name: `${textAt(owner, 'kind')} ${textAt(owner, 'name')}, its owner,`,
    state: 'active' as const,
  }));
}

/** Flux labels what it applies with the name and namespace of the object that applied it. */
function flux(meta: unknown, group: string, kind: string, items: readonly unknown[]): readonly Restorer[] {
  const name = textAt(meta, 'labels', `${group}/name`);
  const namespace = textAt(meta, 'labels', `${group}/namespace`);
  if (name === '') return [];
  const found = items.find(
    (item) => textAt(item, 'metadata', 'name') === name && textAt(item, 'metadata', 'namespace') === namespace,
  );
  const state = found === undefined ? 'unseen' : stateOf(at(found, 'spec', 'suspend') === true);
  return [{ name: `${kind} ${namespace}/${name}`, state }];
}

/** Argo CD lists in an Application what it manages; its mark alone tells of an Application in another cluster. */
function argo(meta: unknown, apps: readonly unknown[], context: StepContext): readonly Restorer[] {
  const found = apps.filter((app) =>
    (listAt(app, 'status', 'resources') ?? []).some(
      (one) =>
        textAt(one, 'kind') === 'Deployment' &&
        isFor(one, context) &&
        textAt(one, 'namespace') === param(context, 'namespace'),
    ),
  );
  const mark = textAt(meta, 'annotations', 'argocd.argoproj.io/tracking-id').split(':')[0] ?? '';
  if (found.length === 0) return mark === '' ? [] : [{ name: `Argo CD application ${mark}`, state: 'unseen' }];
  return found.map((app) => {
    const automated = at(app, 'spec', 'syncPolicy', 'automated');
    const off = automated === undefined || automated === null || at(automated, 'enabled') === false;
    return { name: `Argo CD application ${textAt(app, 'metadata', 'name')}`, state: stateOf(off) };
  });
}
