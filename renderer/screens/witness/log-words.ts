export function entriesText(size: number): string {
  return size === 1 ? 'the first entry' : `the first ${size.toLocaleString('en-GB')} entries`;
}

/** What kind of record an origin names; the rest of it is random on purpose. */
export function originWord(origin: string): string {
  if (origin.startsWith('bulkhead/incident/')) return 'An incident';
  if (origin.startsWith('bulkhead/exercise/')) return 'An exercise';
  if (origin.startsWith('bulkhead/journal/')) return 'The journal of a console';
  return 'A log of another program';
}
