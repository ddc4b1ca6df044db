import { useNow } from '../store/now.ts';
import { durationText, localText, shortLocalText, utcText } from './time-text.ts';

/** Local time with offset; UTC on hover and for assistive technology. */
export function Time({ at, short = false }: { readonly at: string; readonly short?: boolean }) {
  return (
    <time dateTime={at} title={utcText(at)} className={short ? 'time time-short' : 'time'}>
      {short ? <ShortText at={at} /> : localText(at)}
    </time>
  );
}

/** Leaves the date out while it is today. */
function ShortText({ at }: { readonly at: string }) {
  return shortLocalText(at, useNow(60_000));
}

/** Local and UTC, both in sight. */
export function BothTimes({ at }: { readonly at: string }) {
  return (
    <time dateTime={at}>
      {localText(at)} <span className="soft">({utcText(at)})</span>
    </time>
  );
}

/** `3 h 42 min left` or `1 h 04 min overdue`. Not a live region: a screen reader must not hear every second. */
export function Countdown({ until }: { readonly until: string }) {
  const left = Date.parse(until) - useNow();
  return (
    <span role="timer" aria-live="off">
      {durationText(left)} {left < 0 ? 'overdue' : 'left'}
    </span>
  );
}

export function Elapsed({ since }: { readonly since: string }) {
  const passed = useNow() - Date.parse(since);
  return (
    <span role="timer" aria-live="off">
      {durationText(passed)}
    </span>
  );
}
