import { actionTemplates } from '../../playbooks/actions/registry.ts';
import { playbooks } from '../../playbooks/registry.ts';

/** What a build of other versions records: every playbook and action of this process has another version meanwhile. */
export async function underOtherVersions<Result>(record: () => Promise<Result>): Promise<Result> {
  const raise = (by: number): void => {
    for (const one of [...playbooks, ...actionTemplates]) Object.assign(one, { version: one.version + by });
  };
  raise(100);
  try {
    return await record();
  } finally {
    raise(-100);
  }
}
