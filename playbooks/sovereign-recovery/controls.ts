import { HOUR } from '../../shared/domain/instant.ts';

const DAY = 24 * HOUR;

export interface Control {
  readonly id: string;
  readonly title: string;
  /** What shows it, in the words of reference PB6. */
  readonly proof: string;
  /** How old its verification may be when the dossier is signed; null when it does not age. */
  readonly freshMs: number | null;
  /** May be said not to apply, with a reason. */
  readonly optional: boolean;
}

/** Controls C1 to C10 of reference PB6. */
export const CONTROLS = [
  {
    id: 'c1',
    title: 'C1 Contained sovereign inference',
    proof: 'Image digests and node region attestations.',
    freshMs: null,
    optional: false,
  },
  {
    id: 'c2',
    title: 'C2 Segmentation',
    proof: 'Probe matrix green from every zone, and the hash of the ruleset.',
    freshMs: DAY,
    optional: false,
  },
  {
    id: 'c3',
    title: 'C3 API gateway',
    proof: 'Probes: no key gives 401, too fast gives 429, a forbidden payload gives 403.',
    freshMs: DAY,
    optional: false,
  },
  {
    id: 'c4',
    title: 'C4 Residency',
    proof:
      'Egress window of at least 14 days, every AI-zone flow classified, coverage of at least 99 % of interface bytes, tunnels reconciled.',
    freshMs: 14 * DAY,
    optional: false,
  },
  {
    id: 'c5',
    title: 'C5 Plugin audit',
    proof: 'Inventory, hash against the vendor’s, outbound hosts, decision to keep, replace or remove.',
    freshMs: null,
    optional: false,
  },
  {
    id: 'c6',
    title: 'C6 Statement on external processing',
    proof:
      'Homomorphic encryption or multi-party computation where external processing stays. Declared, not verified here.',
    freshMs: null,
    optional: true,
  },
  {
    id: 'c7',
    title: 'C7 Vulnerability scan',
    proof: 'Scan report and OWASP LLM checklist, not older than 30 days.',
    freshMs: 30 * DAY,
    optional: false,
  },
  {
    id: 'c8',
    title: 'C8 Tenant isolation',
    proof: 'No cross-tenant answer, row security forced, a key and an adapter per tenant.',
    freshMs: null,
    optional: false,
  },
  {
    id: 'c9',
    title: 'C9 Breaker drill and latency baseline',
    proof: 'Checkout success of at least 99 % during a stall; p50, p95 and p99 per endpoint over at least 7 days.',
    freshMs: null,
    optional: false,
  },
  {
    id: 'c10',
    title: 'C10 Rollback drill',
    proof: 'Version n-1 served within the time set; digests match the lineage.',
    freshMs: null,
    optional: false,
  },
] as const satisfies readonly Control[];

export type ControlId = (typeof CONTROLS)[number]['id'];
