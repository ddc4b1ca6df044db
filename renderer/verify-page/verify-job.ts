import { sha256 } from '@noble/hashes/sha2.js';
import { verifyBundleFolder } from '../../shared/bundle/verify.ts';
import { BulkheadError, type Failure, FAILURES } from '../../shared/domain/failure.ts';
import type { Report } from '../../shared/ledger/finding.ts';
import type { Trust } from '../../shared/ledger/verify.ts';
import type { ChosenFile } from './chosen-files.ts';
import { FileFolder } from './file-folder.ts';
import { strictVerifier } from './strict-ed25519.ts';

export interface Job {
  readonly files: readonly ChosenFile[];
  readonly trust: Trust;
}

export interface Progress {
  readonly hashed: number;
  /** Bytes that the manifests name; null until they are read. */
  readonly total: number | null;
  readonly signatures: number;
}

export type Outcome =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly failure: Failure };

/** One verification, from files to findings: the code of the console, over the primitives of this page. */
export async function runJob(
  { files, trust }: Job,
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<Outcome> {
  let total: number | null = null;
  let hashed = 0;
  let signatures = 0;
  const tell = (): void => {
    signal?.throwIfAborted();
    onProgress({ hashed, total, signatures });
  };
  const folder = new FileFolder(files, (count) => {
    hashed += count;
    tell();
  });
  const verify = strictVerifier();
  const primitives = {
    sha256: (bytes: Uint8Array): Uint8Array => sha256(bytes),
    verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
      signatures += 1;
      tell();
      return verify(publicKey, message, signature);
    },
  };
  try {
    const report = await verifyBundleFolder(folder, trust, primitives, {
      step: (_done, all) => {
        total = all;
        tell();
      },
    });
    return { ok: true, report };
  } catch (error) {
    signal?.throwIfAborted();
    return { ok: false, failure: asFailure(error) };
  }
}

function asFailure(error: unknown): Failure {
  if (error instanceof BulkheadError) return error.toFailure();
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL', ...FAILURES.INTERNAL, hint: 'This is a defect of this page.', message, details: [] };
}
