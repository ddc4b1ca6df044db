/** Containment levels of a network segment, from logging only to forensics only (reference PB4, "Levels"). */
export const LEVELS = ['observe', 'restrict', 'isolate', 'cut'] as const;
export type Level = (typeof LEVELS)[number];

/** How the levels are called on the telephone. */
export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  observe: 'L0 observe',
  restrict: 'L1 restrict',
  isolate: 'L2 isolate',
  cut: 'L3 cut',
};

/** What the probe matrix asks (reference PB4, "Probe matrix"). `-6` is the same way over IPv6, the hole that is often left open. */
export const PROBE_ROWS = [
  'shop-pay',
  'shop-ai',
  'ai-external',
  'forensic-ai',
  'checkout',
  'shop-ai-6',
  'ai-external-6',
] as const;
export type ProbeRow = (typeof PROBE_ROWS)[number];

export const ROW_LABELS: Readonly<Record<ProbeRow, string>> = {
  'shop-pay': 'shop to payment',
  'shop-ai': 'shop to AI',
  'ai-external': 'AI to outside',
  'forensic-ai': 'forensics to AI',
  checkout: 'checkout, a synthetic order',
  'shop-ai-6': 'shop to AI over IPv6',
  'ai-external-6': 'AI to outside over IPv6',
};

type Expectation = 'open' | 'blocked';

const SHOP_AI: Readonly<Record<Level, Expectation>> = {
  observe: 'open',
  restrict: 'open',
  isolate: 'blocked',
  cut: 'blocked',
};
const AI_EXTERNAL: Readonly<Record<Level, Expectation>> = {
  observe: 'open',
  restrict: 'blocked',
  isolate: 'blocked',
  cut: 'blocked',
};
const UNTIL_CUT: Readonly<Record<Level, Expectation>> = {
  observe: 'open',
  restrict: 'open',
  isolate: 'open',
  cut: 'blocked',
};

/** What has to be open and what blocked, row by row and level by level (reference PB4). At L2 checkout runs on its fallback. */
export const EXPECTED: Readonly<Record<ProbeRow, Readonly<Record<Level, Expectation>>>> = {
  'shop-pay': UNTIL_CUT,
  'shop-ai': SHOP_AI,
  'ai-external': AI_EXTERNAL,
  'forensic-ai': { observe: 'open', restrict: 'open', isolate: 'open', cut: 'open' },
  checkout: UNTIL_CUT,
  'shop-ai-6': SHOP_AI,
  'ai-external-6': AI_EXTERNAL,
};

/**
 * What one probe saw. `drop` (no answer at all) and `reject` (refused within milliseconds) both mean blocked, and which of them it was
 * is kept: a breaker opens on the second and waits on the first. `unclear` proves nothing.
 */
export const SEEN = ['open', 'drop', 'reject', 'unclear'] as const;
export type Seen = (typeof SEEN)[number];

const PREFIX = 'probe ';

/** A reading keeps what a probe saw as a fact of this name; screens find it by the same. */
export function probeFact(row: ProbeRow, seen: Seen): { readonly name: string; readonly value: string } {
  return { name: `${PREFIX}${row}`, value: seen };
}

/** The probes among the facts of a reading; facts of another kind, and values that nobody writes, are left out. */
export function probesIn(
  facts: readonly { readonly name: string; readonly value: string }[],
): ReadonlyMap<ProbeRow, Seen> {
  return new Map(
    facts.flatMap(({ name, value }) => {
      const row = PROBE_ROWS.find((one) => name === `${PREFIX}${one}`);
      const seen = SEEN.find((one) => one === value);
      return row && seen ? [[row, seen] as const] : [];
    }),
  );
}
