import type { PackSignature } from '../pack-seal.ts';

/** Written by build/sign-packs.ts. A changed pack has to be signed again. */
export const PACK_PUBLISHERS: Readonly<Record<string, string>> = {
  'bulkhead-law': 'swdY20eKZw9BIXScr5pfkp4laaAu09dscbG7nnma6ag=',
  'bulkhead-law-2': 'C5jIKla0LAf6RYIRv+ZEuJgAXlUYHou5Zj1zP+BWn7o=',
};

export const PACK_SIGNATURES: readonly PackSignature[] = [
  {
    packVersion: 'eu-2026-11-2',
    publisher: 'bulkhead-law-2',
    signature: 'br/a+ZmmdCF+3+kpKHDBHkXws49cihW79mfaJcPan2F0wu4iDlhM3CFZgC4LQQov8cu2tAqS11vg6GnAT++nDQ==',
  },
  {
    packVersion: 'eu-omnibus-pending',
    publisher: 'bulkhead-law-2',
    signature: 'ergnFnsleveapGeGRyuuWe5uqwvQIrDqhR0FhnJwpgv7ZHUz73MeGuA1Sa0Oo6hAv0LdA0y4wHyHkup6KEGbAw==',
  },
  {
    packVersion: 'eu-2026-11',
    publisher: 'bulkhead-law',
    signature: 'sO3PigYkbEfz9tL9RsX9PrBOVO5Fnvuy3vO7RbGgPQqq0Ci/q/3fBaETRwdKxySdMRucikmkF0JTsSyNjAgNBw==',
  },
];
