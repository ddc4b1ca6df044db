import { actionTemplates as registered } from '../../../playbooks/actions/registry.ts';
import type { ActionTemplate } from '../../../shared/domain/action.ts';

export const actionTemplates: Readonly<Record<string, ActionTemplate>> = Object.fromEntries(
  registered.map((one) => [one.id, one]),
);
