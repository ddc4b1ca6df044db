/** Middle and 99th hundredth of some durations. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
}

export function spread(durations: readonly number[]): Spread {
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Milliseconds that `work` took. */
export function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** Milliseconds of the wall clock and of the processor; on a busy machine the second says more. */
export function timedBoth(work: () => unknown): { readonly wall: number; readonly cpu: number } {
  const before = process.cpuUsage();
  const wall = timed(work);
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 };
}

/** As `timed`, for work that is waited for. */
export async function timedLater(work: () => unknown): Promise<{ readonly wall: number; readonly cpu: number }> {
  const before = process.cpuUsage();
  const began = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - began, cpu: (user + system) / 1000 };
}

export const ms = (value: number): string => (value < 10 ? value.toFixed(3) : value.toFixed(0));
export const times = (value: number): string => `${value.toFixed(2)}x`;
