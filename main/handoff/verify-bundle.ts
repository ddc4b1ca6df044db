import type { Report } from '../../shared/ledger/finding.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';
import type { Trust } from '../../shared/ledger/verify.ts';
import { verifyBundleFolder } from '../../shared/bundle/verify.ts';
import type { BundlePlaces, BundleSource } from '../ports/files.ts';

export interface VerifyRequest {
  readonly crypto: Primitives;
  /** What the verifying person brings from elsewhere. */
  readonly trust: Trust;
  /** Bytes hashed so far, and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Verifies the bundle at `path`. Throws BUNDLE_UNREADABLE where there is none; a damaged one has findings. */
export async function verifyBundle(places: BundlePlaces, path: string, request: VerifyRequest): Promise<Report> {
  return verifyBundleSource(await places.open(path), request);
}

export async function verifyBundleSource(
  source: BundleSource,
  { crypto, trust, onProgress, signal }: VerifyRequest,
): Promise<Report> {
  return verifyBundleFolder(source, trust, crypto, {
    step: (done, total) => {
      signal?.throwIfAborted();
      onProgress?.(done, total);
    },
  });
}
