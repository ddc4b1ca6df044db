import type { RetrainOrder } from '../../../shared/domain/retrain-order.ts';
import { DEFAULT_GATES } from '../../../shared/domain/retrain-gates.ts';
import { HOUR, plusMs } from '../../../shared/domain/instant.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';

/** What a person types; everything is text until it is sent. */
export interface RetrainForm {
  readonly base: string;
  /** Ids of registered datasets. */
  readonly exclude: readonly string[];
  readonly rows: string;
  readonly legalBasis: string;
  readonly snapshot: string;
  readonly commit: string;
  readonly image: string;
  readonly region: string;
  readonly mustChange: readonly ('tokenizer' | 'systemPrompt' | 'seed')[];
  readonly evalSuite: string;
  readonly days: string;
  readonly reason: string;
}

/** Filled from the register as far as it knows the model. */
export function blankForm(view: IncidentView): RetrainForm {
  const model = view.assets.find((asset) => asset.type === 'model' && asset.model?.digest !== undefined);
  const digest = model?.model?.digest ?? '';
  return {
    base: digest === '' || digest.startsWith('sha256:') ? digest : `sha256:${digest}`,
    exclude: [],
    rows: '',
    legalBasis: '',
    snapshot: '',
    commit: '',
    image: '',
    region: model?.region ?? '',
    mustChange: [],
    evalSuite: '',
    days: '14',
    reason: '',
  };
}

export function orderOf(view: IncidentView, form: RetrainForm): Omit<RetrainOrder, 'orderId'> {
  const datasets = view.assets.filter((asset) => form.exclude.includes(asset.id));
  const days = /^[1-9][0-9]{0,2}$/.test(form.days) ? Number(form.days) : 0;
  return {
    baseModelDigest: form.base,
    excludeDatasets: datasets.map((asset) => ({
      name: asset.name,
      sha256: asset.model?.fileSha256 ?? '',
      rows: form.rows,
      reason: form.reason.replaceAll('\n', ' ').slice(0, 500),
      legalBasis: form.legalBasis,
    })),
    includeSnapshot: form.snapshot,
    codeCommit: form.commit,
    env: { imageDigest: form.image, network: 'none', region: form.region },
    mustChange: [...form.mustChange],
    gates: { ...DEFAULT_GATES, evalSuite: form.evalSuite },
    deadline: plusMs(view.now, days * 24 * HOUR),
    reason: form.reason,
    supersedes: view.retrainOrders.at(-1)?.order.orderId ?? null,
  };
}
