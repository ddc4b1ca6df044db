import { type Instant, instantFromMs } from '../../../shared/domain/instant.ts';

/** The moment the page was opened; everything in the scenes is told relative to it. */
const opened = Date.now();

/** `minutes` from now, negative for the past. */
export function at(minutes: number): Instant {
  return instantFromMs(Math.floor((opened + minutes * 60_000) / 1000) * 1000);
}

export function local(minutes: number): string {
  return `${at(minutes).slice(0, 16).replace('T', ' ')} +00:00`;
}

export const hex = (seed: string): string => seed.repeat(Math.ceil(64 / seed.length)).slice(0, 64);
