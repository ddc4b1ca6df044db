import { HOUR, msOf, type Instant } from '../../shared/domain/instant.ts';
import type { TimestampRequestView, TimestampView, Waiting } from '../../shared/view/incident-view.ts';
import type { Desk } from './desk.ts';
import type { OpenIncident } from './open-incident.ts';

/** A request that nobody carried away within a day was probably forgotten on a stick. */
const REQUEST_WAITS_MS = 24 * HOUR;
/** Long enough to find an authority and stamp again before the certificate ends. */
const RENEW_BEFORE_MS = 90 * 24 * HOUR;

/** Stamps that lead to a root this console trusts, largest first. They were verified before they were recorded. */
export function countedTimestamps(desk: Desk, incident: OpenIncident): readonly TimestampView[] {
  const roots = desk.requireJournal().timestampRoots;
  return incident.state.file.timestamps
    .filter(({ verified, rootSha256 }) => verified === 'yes' && rootSha256 !== null && roots.has(rootSha256))
    .sort((a, b) => b.size - a.size || msOf(b.certificateExpires) - msOf(a.certificateExpires));
}

/** The newest request that no stamp has answered or overtaken. */
function openRequest({ state: { file } }: OpenIncident): TimestampRequestView | null {
  const newest = file.timestampRequests.at(-1);
  return newest && !file.timestamps.some(({ size }) => size >= newest.size) ? newest : null;
}

export function timestampReminders(desk: Desk, incident: OpenIncident, now: Instant): readonly Waiting[] {
  const out: Waiting[] = [];
  const on = { kind: 'timestamp', screen: 'handoff', action: null } as const;
  const request = openRequest(incident);
  if (request && msOf(now) - msOf(request.at) > REQUEST_WAITS_MS) {
    out.push({
      ...on,
      title: `Time-stamp of ${request.tsa} has not come back`,
      detail: `Requested over the first ${request.size} entries on ${request.at.slice(0, 10)}. Carry the request to the authority, or make a new one.`,
    });
  }
  const lasting = countedTimestamps(desk, incident).toSorted(
    (a, b) => msOf(b.certificateExpires) - msOf(a.certificateExpires),
  )[0];
  if (lasting && msOf(lasting.certificateExpires) - msOf(desk.services.clock.now()) < RENEW_BEFORE_MS) {
    out.push({
      ...on,
      title: 'Time-stamp again',
      detail: `The certificate of ${lasting.tsaName} ends on ${lasting.certificateExpires.slice(0, 10)}. A new stamp before that day carries the old one on.`,
    });
  }
  return out;
}
