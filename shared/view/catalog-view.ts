import type { ParamField } from '../domain/action.ts';
import type { LeakPattern } from '../domain/leak-pattern.ts';

/** What this console can do and ask, independent of any incident. Loaded once by a client. */
export interface CatalogView {
  readonly patterns: readonly LeakPattern[];
  readonly playbooks: readonly { readonly id: string; readonly title: string; readonly summary: string }[];
  readonly actions: readonly {
    readonly id: string;
    readonly title: string;
    readonly purpose: string;
    readonly reversal: 'undo' | 'irreversible';
    readonly trap: string;
    readonly fields: readonly ParamField[];
    /** Programs that `exec` mode needs and this machine lacks. */
    readonly missingPrograms: readonly string[];
  }[];
}
