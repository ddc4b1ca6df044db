import { canonical } from '../ledger/canonical.ts';
import { utf8 } from '../ledger/encoding.ts';
import { MAX_ENTRY_BYTES } from '../ledger/entry.ts';

/** Whether a record fits into one entry. Room is left for what stands around the body. */
export function tooLong(record: object): boolean {
  return utf8(canonical(record)).length > MAX_ENTRY_BYTES - 4096;
}
