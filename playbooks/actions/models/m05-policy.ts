import type { StepContext } from '../../../shared/domain/action.ts';
import { nameOf } from '../network/kubectl.ts';
import { param } from '../param.ts';

export const DIGEST_REFUSED = 'bulkhead: this digest is withdrawn';
export const TAG_REFUSED = 'bulkhead: name this repository by digest';

/** Where a pod names images: all containers, and volumes that are images (Kubernetes 1.31), which is how models are mounted. */
function imagesOf(object: string): string {
  const spec = `${object}.spec`;
  const from = (list: string) => `(has(${spec}.${list}) ? ${spec}.${list}.map(c, c.image) : [])`;
  const volumes = `(has(${spec}.volumes) ? ${spec}.volumes.filter(v, has(v.image) && has(v.image.reference)).map(v, v.image.reference) : [])`;
  return [...['containers', 'initContainers', 'ephemeralContainers'].map(from), volumes].join(' + ');
}

/**
 * Policy and binding as kubectl reads them. Only images that are new to a pod count: otherwise every later change of a running pod, even
 * the one that lets it end, would be refused. The repository goes in as a JSON text, which CEL reads the same.
 */
export function policyList(context: StepContext): string {
  const metadata = { name: nameOf(context), labels: { 'bulkhead.io/incident': nameOf(context) } };
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const digest = JSON.stringify(param(context, 'digest'));
  const repository = JSON.stringify(param(context, 'repository'));
  const policy = {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          operations: ['CREATE', 'UPDATE'],
          resources: ['pods', 'pods/ephemeralcontainers'],
        },
      ],
    },
    variables: [
      { name: 'before', expression: `oldObject == null ? [] : ${imagesOf('oldObject')}` },
      { name: 'fresh', expression: `(${imagesOf('object')}).filter(i, !(i in variables.before))` },
    ],
    validations: [
      { expression: `!variables.fresh.exists(i, i.endsWith("@" + ${digest}))`, message: DIGEST_REFUSED },
      {
        expression: `!variables.fresh.exists(i, (i == ${repository} || i.startsWith(${repository} + ":")) && !i.contains("@"))`,
        message: TAG_REFUSED,
      },
    ],
  };
  const items = [
    { apiVersion, kind: 'ValidatingAdmissionPolicy', metadata, spec: policy },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: nameOf(context), validationActions: ['Deny'] },
    },
  ];
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2)}\n`;
}

/** A pod that meets the strictest pod security level, so that what refuses it is not that. Only ever sent as a dry run. */
export function probePod(name: string, image: string): string {
  const securityContext = {
    allowPrivilegeEscalation: false,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const size = { cpu: '10m', memory: '16Mi' };
  const container = { name: 'probe', image, securityContext, resources: { requests: size, limits: size } };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [container] } };
  return `${JSON.stringify(pod)}\n`;
}
