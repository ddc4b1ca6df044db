import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { FORM_IDS, type FormId } from '../../../shared/law/forms/form-ids.ts';
import { readKept, writeKept } from '../../store/kept.ts';
import { incidentHash } from '../../store/route.ts';

/** What the law desk shows of one legal entity. The last one opened comes back; a route that names one wins. */
export const LAW_TABS = ['clocks', 'facts', 'drafts', 'law'] as const;
export type LawTab = (typeof LAW_TABS)[number];

export const LAW_TAB_LABELS: Readonly<Record<LawTab, string>> = {
  clocks: 'Clocks',
  facts: 'Facts and regimes',
  drafts: 'Drafts',
  law: 'Law and holidays',
};

export interface LawPlace {
  readonly entity: EntityLegalView;
  readonly tab: LawTab;
  /** The report that a link asks for on Drafts; null for the first that is due. */
  readonly form: FormId | null;
}

/** Where a route leads: `entity/tab`, on Drafts `entity/drafts/FORM`, any of them left out. Null when the incident has no legal entity. */
export function lawPlace(view: IncidentView, focus: string | null): LawPlace | null {
  const [id, named, wanted] = (focus ?? '').split('/');
  const entity = view.legal.find((one) => one.entity === id) ?? view.legal[0];
  if (entity === undefined) return null;
  return {
    entity,
    tab: LAW_TABS.find((tab) => tab === named) ?? readKept('law-tab', 'clocks', isLawTab),
    form: FORM_IDS.find((form) => form === wanted) ?? null,
  };
}

export function lawHash(incident: string, entity: string, tab: LawTab, form?: FormId): string {
  return incidentHash(incident, 'notifications', `${entity}/${tab}${form === undefined ? '' : `/${form}`}`);
}

export function keepLawTab(tab: LawTab): void {
  writeKept('law-tab', tab);
}

function isLawTab(value: unknown): value is LawTab {
  return LAW_TABS.some((tab) => tab === value);
}
