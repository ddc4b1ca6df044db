import type { Instant } from '../../shared/domain/instant.ts';
import { localText } from '../../shared/law/zone-time.ts';
import { utcText } from './time-text.ts';

/** In the zone of a legal entity, whatever the zone of this window: what is filed is timed there. UTC on hover. */
export function ZoneTime({ at, zone }: { readonly at: Instant; readonly zone: string }) {
  return (
    <time dateTime={at} title={utcText(at)} className="time">
      {localText(at, zone)}
    </time>
  );
}
