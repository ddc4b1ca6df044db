import type { NamedEvidence } from '../../shared/bundle/named-evidence.ts';
import type { WorkProgress } from '../../shared/contract/contract.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import type { Report } from '../../shared/ledger/finding.ts';
import type { Trust } from '../../shared/ledger/verify.ts';
import type { InspectedLedger } from './ledger-store.ts';

/** For whoever waits. Told a few times a second at most. */
export interface Watch {
  readonly onProgress?: (progress: WorkProgress) => void;
  /** Aborted: the work ends at once, with CANCELLED. */
  readonly signal?: AbortSignal | undefined;
}

export interface LedgerTask {
  /** Absolute path of the ledger file. Need not be one that opens. */
  readonly path: string;
  /** Entries below this index, and the checkpoints over them; absent: all there are. */
  readonly size?: number;
  readonly trust: Trust;
}

export interface LedgerVerdict {
  readonly report: Report;
  /** What is wrong with the file itself. */
  readonly problems: InspectedLedger['problems'];
  /** In the order of the entries that name it, each time it is named. */
  readonly evidence: readonly (NamedEvidence & { readonly entry: number })[];
  /** Entries about people, keys and time-stamps, in order: what else the asking side may need is folded from these. */
  readonly entries: readonly Entry[];
}

/**
 * The one verifier of `shared/`, run where it holds nobody up. Each task takes as many threads as its ledger is worth and leaves
 * none behind. Trusted as the process is: what it answers is what the same function answers here.
 */
export interface VerificationWorkers {
  /** Never throws for a damaged ledger. Throws CANCELLED. */
  ledger(task: LedgerTask, watch?: Watch): Promise<LedgerVerdict>;
  /** Throws BUNDLE_UNREADABLE where there is no bundle, CANCELLED. */
  bundle(path: string, trust: Trust, watch?: Watch): Promise<Report>;
  /** Stops what goes on, and resolves once no thread is left. A process that ends before may end badly. */
  close(): Promise<void>;
}
