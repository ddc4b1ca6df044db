import type { StagedFile, Vault } from '../../main/ports/files.ts';
import { fail } from '../../shared/domain/failure.ts';
import { toHex } from '../../shared/ledger/encoding.ts';
import { crypto } from './parties.ts';

/** A vault in memory. `items` may be changed by a test to play damage. */
export class MemoryVault implements Vault {
  readonly items = new Map<string, Uint8Array>();

  async promote(_staged: StagedFile): Promise<void> {
    throw new Error('nothing is staged in memory');
  }

  async put(bytes: Uint8Array): Promise<{ readonly sha256: string; readonly size: number }> {
    const sha256 = toHex(crypto.sha256(bytes));
    this.items.set(sha256, bytes);
    return { sha256, size: bytes.length };
  }

  async has(sha256: string): Promise<boolean> {
    return this.items.has(sha256);
  }

  async *read(sha256: string): AsyncIterable<Uint8Array> {
    const bytes = this.items.get(sha256) ?? fail('EVIDENCE_MISSING', `the vault has no ${sha256}`);
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  }

  async list(): Promise<readonly { readonly name: string; readonly size: number }[]> {
    return [...this.items].map(([name, bytes]) => ({ name, size: bytes.length }));
  }
}
