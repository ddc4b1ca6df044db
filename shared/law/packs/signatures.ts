import type { PackSignature } from '../pack-seal.ts';

/** Written by build/sign-packs.ts. A changed pack has to be signed again. */
export const PACK_PUBLISHERS: Readonly<Record<string, string>> = {
  'bulkhead-law': 'swdY20eKZw9BIXScr5pfkp4laaAu09dscbG7nnma6ag=',
};

export const PACK_SIGNATURES: readonly PackSignature[] = [
  {
    packVersion: 'eu-2026-11',
    publisher: 'bulkhead-law',
    signature: 'sO3PigYkbEfz9tL9RsX9PrBOVO5Fnvuy3vO7RbGgPQqq0Ci/q/3fBaETRwdKxySdMRucikmkF0JTsSyNjAgNBw==',
  },
  {
    packVersion: 'eu-omnibus-pending',
    publisher: 'bulkhead-law',
    signature: 'TOLHu2xGopf4sSi34jLjD2/iFbVlRBO9q3wQEw6s/QwZzYs2hM0qogrS84geB6V69PgKsAa2hDQ9QGMyjbykAQ==',
  },
];
