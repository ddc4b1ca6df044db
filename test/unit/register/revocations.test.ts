import { expect, test } from 'vitest';
import { actionTemplates } from '../../../playbooks/actions/registry.ts';
import { CREDENTIAL_KINDS, isRevocation } from '../../../shared/domain/credential-kind.ts';

test('a credential is revoked by what revokes its kind, never by a block or a deletion', () => {
  const ids = actionTemplates.filter(isRevocation).map(({ id }) => id);
  const ofKinds = Object.values(CREDENTIAL_KINDS).map(({ template }) => template as string);
  expect(ids).toEqual([...new Set(ofKinds)].filter((id) => id !== '').toSorted());
  for (const other of ['N07', 'N08', 'K09-DEL', 'K01']) expect(ids).not.toContain(other);
});
