import { ASSET_TYPE_TEXT } from '../../../shared/domain/asset-text.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { RevocationGraph } from '../../../shared/view/revocation-graph.ts';
import type { IconName } from '../../ui/icon.tsx';
import { CUT_TEXT } from './cut-mark.tsx';

export interface BoxText {
  readonly title: string;
  readonly detail: string;
  readonly icon: IconName;
  /** Drawn apart, beside its words: `unknown` dashed, `critical` with a thick edge, else the state of the revocation. */
  readonly look: 'plain' | 'critical' | 'unknown' | 'proven' | 'requested' | 'applied';
}

/** Two lines for each box of the graph. */
export function boxTexts(view: IncidentView, graph: RevocationGraph): ReadonlyMap<string, BoxText> {
  const texts = new Map<string, BoxText>();
  for (const { credential, label, wave, cut, known, others } of graph.impacts) {
    const { text, icon } = CUT_TEXT[cut];
    const look = cut === 'none' ? 'plain' : cut === 'in-doubt' ? 'unknown' : cut;
    texts.set(credential, { title: label, detail: `Wave ${wave}. ${text}`, icon, look });
    if (!known || others !== '')
      texts.set(`text:${credential}`, {
        title: known ? others : 'Consumers not known',
        detail: known ? 'Not on the register' : 'Counts as in use',
        icon: 'question',
        look: 'unknown',
      });
  }
  for (const asset of view.assets) {
    const owner = asset.owner === '' ? 'owner not known' : asset.owner;
    const detail = `${ASSET_TYPE_TEXT[asset.type]}, ${owner}`;
    texts.set(asset.id, { title: asset.name, detail, icon: 'stop', look: 'plain' });
  }
  for (const { id, name, critical } of graph.functions)
    texts.set(id, {
      title: name,
      detail: critical === 'yes' ? 'Critical function' : critical === 'no' ? 'Not critical' : 'Critical? Not known',
      icon: critical === 'yes' ? 'alert' : critical === 'no' ? 'dot' : 'question',
      look: critical === 'yes' ? 'critical' : critical === 'no' ? 'plain' : 'unknown',
    });
  return texts;
}

/** What goes into the address of the screen: names of functions may hold anything. */
export function focusOf(id: string): string {
  return encodeURIComponent(id);
}
