import type { IncidentView } from '../../../shared/view/incident-view.ts';

/** What an action is drafted for, and with which template. */
export interface DraftTarget {
  readonly id: `crd-${string}` | `ast-${string}`;
  readonly label: string;
  readonly template: string;
}

const FOCUS = /^draft-((?:crd|ast)-[0-9a-f]{16})(?:-([KMN]\d{2}(?:-L[0-3]|-DEL)?))?$/;

export function draftFocus(target: string, template?: string): string {
  return template === undefined ? `draft-${target}` : `draft-${target}-${template}`;
}

/** Reads the focus of the Run screen; null for anything else, or for a target that is not in this incident. */
export function draftTarget(view: IncidentView, focus: string | null): DraftTarget | null {
  const found = FOCUS.exec(focus ?? '');
  if (found === null) return null;
  const [, id = '', template] = found;
  const credential = view.credentials.find((one) => one.id === id);
  if (credential) return { id: credential.id, label: credential.label, template: template ?? credential.template };
  const asset = view.assets.find((one) => one.id === id);
  return asset && template !== undefined ? { id: asset.id, label: asset.name, template } : null;
}
