import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { isOver } from '../../../shared/view/run-end.ts';
import type { RunView } from '../../../shared/view/run-view.ts';

/** What an action is drafted for, and with which template. */
export interface DraftTarget {
  readonly id: `crd-${string}` | `ast-${string}`;
  readonly label: string;
  readonly template: string;
  /** The run it was asked for in; null where only the target was named. */
  readonly run: string | null;
}

const FOCUS = /^draft-((?:crd|ast)-[0-9a-f]{16})(?:-([KMN]\d{2}(?:-L[0-3]|-DEL)?))?(?:\/(run-[0-9a-f]{16}))?$/;

/** Several runs may offer the same action: the one it is drafted in goes with it. */
export function draftFocus(run: string, target: string, template?: string): string {
  return `draft-${target}${template === undefined ? '' : `-${template}`}/${run}`;
}

/** The run that a draft belongs to: the one named, else the open one that takes credentials by their waves. */
export function draftRun(view: IncidentView, { run }: DraftTarget): RunView | undefined {
  return view.runs.find((one) => (run === null ? one.byWave && !isOver(one) : one.run === run));
}

/** Reads the focus of the Run screen; null for anything else, or for a target that is not in this incident. */
export function draftTarget(view: IncidentView, focus: string | null): DraftTarget | null {
  const found = FOCUS.exec(focus ?? '');
  if (found === null) return null;
  const [, id = '', template, run = null] = found;
  const credential = view.credentials.find((one) => one.id === id);
  if (credential) return { id: credential.id, label: credential.label, template: template ?? credential.template, run };
  const asset = view.assets.find((one) => one.id === id);
  return asset && template !== undefined ? { id: asset.id, label: asset.name, template, run } : null;
}
