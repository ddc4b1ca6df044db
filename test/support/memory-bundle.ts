import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BundleSink, BundleSource } from '../../main/ports/files.ts';
import { fail } from '../../shared/domain/failure.ts';
import { concatBytes, toHex } from '../../shared/ledger/encoding.ts';
import { crypto } from './parties.ts';

/** A bundle folder in memory: what a sink wrote is what a source reads, and a test may change it in between. */
export class MemoryBundle implements BundleSink, BundleSource {
  readonly files = new Map<string, Uint8Array>();
  /** Paths that are listed as links or devices. */
  readonly others = new Set<string>();
  state: 'open' | 'finished' | 'abandoned' = 'open';

  async write(
    path: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<{ readonly size: number; readonly sha256: string; readonly sha512: string }> {
    const pieces: Uint8Array[] = [];
    if (content instanceof Uint8Array) pieces.push(content);
    else for await (const piece of content) pieces.push(piece);
    this.files.set(path, concatBytes(...pieces));
    return this.digest(path);
  }

  async finish(): Promise<string> {
    this.state = 'finished';
    return 'memory';
  }

  async abandon(): Promise<void> {
    this.state = 'abandoned';
    this.files.clear();
  }

  async list(): Promise<readonly { readonly path: string; readonly size: number; readonly kind: 'file' | 'other' }[]> {
    const files = [...this.files].map(([path, bytes]) => ({ path, size: bytes.length, kind: 'file' as const }));
    return [...files, ...[...this.others].map((path) => ({ path, size: 0, kind: 'other' as const }))].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    );
  }

  async readAll(path: string, maxBytes: number): Promise<Uint8Array> {
    const bytes = this.bytes(path);
    return bytes.length > maxBytes ? fail('BUNDLE_UNREADABLE', `${path} is too large`) : bytes;
  }

  async digest(path: string): Promise<{ readonly sha256: string; readonly sha512: string; readonly size: number }> {
    const bytes = this.bytes(path);
    const [sha256, sha512] = (['sha256', 'sha512'] as const).map((algorithm) => {
      const hash = crypto.hash(algorithm);
      hash.update(bytes);
      return toHex(hash.digest());
    });
    return { size: bytes.length, sha256: sha256 ?? '', sha512: sha512 ?? '' };
  }

  bytes(path: string): Uint8Array {
    return this.files.get(path) ?? fail('BUNDLE_UNREADABLE', `no ${path}`);
  }

  text(path: string): string {
    return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes(path));
  }

  setText(path: string, text: string): void {
    this.files.set(path, new TextEncoder().encode(text));
  }

  /** The same files as a folder, for readers that want one. */
  writeTo(folder: string): void {
    for (const [path, bytes] of this.files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
  }

  /** The same files in maps of their own. */
  copy(): MemoryBundle {
    const copy = new MemoryBundle();
    for (const [path, bytes] of this.files) copy.files.set(path, new Uint8Array(bytes));
    return copy;
  }
}
