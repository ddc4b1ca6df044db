import { incidentHash } from '../../store/route.ts';

/** `#418`, leading to the entry itself. */
export function EntryLink({ incident, entry }: { readonly incident: string; readonly entry: number }) {
  return (
    <a className="entry-link" href={incidentHash(incident, 'timeline', String(entry))} aria-label={`Entry ${entry}`}>
      #{entry}
    </a>
  );
}
