import { equalBytes, toHex, utf8 } from '../ledger/encoding.ts';
import type { Primitives } from '../ledger/primitives.ts';
import { fail } from '../domain/failure.ts';
import type { Findings } from './findings.ts';
import {
  ALGORITHMS,
  BAGIT,
  BAGIT_TEXT,
  BAG_INFO,
  CHECKPOINT,
  CHECKPOINTS,
  CONSOLE_PEM,
  ENTRIES,
  ENVELOPE,
  EXHIBITS,
  isSafePath,
  LEAF_HASHES,
  MAX_BYTES,
  MAX_FILES,
  PAE,
  payloadManifest,
  POLICY,
  tagManifest,
  TIMELINE,
  VERIFY_PROGRAM,
  VERIFY_TEXT,
  VKEYS,
  type Algorithm,
} from './layout.ts';
import { isTextOfBundle, withPlainLineEnds } from './line-ends.ts';
import { parseManifest, type Manifest } from './manifest.ts';
import type { BundleFolder, FileDigest, ListedFile } from './source.ts';

/** How far a check is, in bytes hashed, and the way to stop it: `step` may throw. */
export interface Steps {
  step(doneBytes: number, totalBytes: number): void;
}

const REQUIRED = [
  BAGIT,
  BAG_INFO,
  VERIFY_TEXT,
  VERIFY_PROGRAM,
  ENTRIES,
  LEAF_HASHES,
  CHECKPOINTS,
  CHECKPOINT,
  TIMELINE,
  CONSOLE_PEM,
  VKEYS,
  POLICY,
  ...ALGORITHMS.map(payloadManifest),
];
const BEYOND_MANIFESTS = [ENVELOPE, ...ALGORITHMS.map(tagManifest)];

/** The bag as a bag (RFC 8493), before anyone looks at what the files say: names, manifests, hashes. */
export class FolderCheck {
  readonly #folder: BundleFolder;
  readonly #findings: Findings;
  readonly #files = new Map<string, number>();
  readonly #sha256: Primitives['sha256'];
  /** Bytes that changed line ends added to files which are otherwise as the manifests name them. */
  readonly #added = new Map<string, number>();
  readonly #digests = new Map<string, FileDigest>();
  readonly #covered = new Set<string>(BEYOND_MANIFESTS);
  readonly #known = new Set<string>([...REQUIRED, ...BEYOND_MANIFESTS]);

  constructor(folder: BundleFolder, findings: Findings, { sha256 }: Pick<Primitives, 'sha256'>) {
    this.#folder = folder;
    this.#findings = findings;
    this.#sha256 = sha256;
  }

  /** Throws BUNDLE_UNREADABLE when this is not a bundle at all; a damaged one has findings instead. */
  async run(steps: Steps): Promise<void> {
    this.#takeList(await this.#folder.list());
    const bagit = await this.read(BAGIT, MAX_BYTES.small);
    if (bagit && !equalBytes(bagit, utf8(BAGIT_TEXT)))
      this.#findings.add('BAG_MALFORMED', BAGIT, 'does not declare BagIt 1.0 in UTF-8, in these very bytes');
    const payload = await this.#manifests(payloadManifest, (path) => path.startsWith('data/'));
    const tags = await this.#manifests(
      tagManifest,
      (path) => !path.startsWith('data/') && !BEYOND_MANIFESTS.includes(path) && path !== PAE,
    );
    const named = [...new Set([...payload, ...tags].flatMap(({ lines }) => [...lines.keys()]))].sort();
    await this.#hash(named, steps);
    await this.#compare(payload);
    await this.#compare(tags);
    for (const path of REQUIRED)
      if (!this.#covered.has(path))
        this.#findings.add('FILE_MISSING', path, 'no manifest names it, and a bundle has it');
  }

  /** A file that no manifest can cover, because it signs the manifests, and that was checked otherwise. */
  vouchFor(path: string): void {
    this.#covered.add(path);
    this.#known.add(path);
  }

  /** A file that the ledger calls for. */
  expect(path: string): void {
    this.#known.add(path);
  }

  /** The format is closed: a file is named by a manifest and has a place in the format, or it is too much. */
  reportExtras(): void {
    for (const path of this.#files.keys()) {
      if (!this.#covered.has(path)) this.#findings.add('FILE_EXTRA', path, 'nobody vouches for this file');
      else if (!this.#known.has(path) && !path.startsWith(EXHIBITS))
        this.#findings.add('FILE_EXTRA', path, 'has no place in this format');
    }
  }

  get files(): ReadonlyMap<string, number> {
    return this.#files;
  }

  payload(): { readonly bytes: number; readonly files: number } {
    const sizes = [...this.#files]
      .filter(([path]) => path.startsWith('data/'))
      .map(([path, size]) => size - (this.#added.get(path) ?? 0));
    return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: sizes.length };
  }

  digest(path: string): FileDigest | undefined {
    return this.#digests.get(path);
  }

  /**
   * Content, or null with a finding when the file is missing or too large for what it is. A text whose line ends were changed is told
   * as that, once, and read as it was: each of its lines would be a finding otherwise, and none would say what happened.
   */
  async read(path: string, maxBytes: number): Promise<Uint8Array | null> {
    const size = this.#files.get(path);
    if (size === undefined) {
      this.#findings.add('FILE_MISSING', path, 'is not there');
      return null;
    }
    if (size > maxBytes) {
      this.#findings.add('BAG_MALFORMED', path, `has ${size} bytes, the limit is ${maxBytes}`);
      return null;
    }
    const bytes = await this.#folder.readAll(path, maxBytes);
    const plain = isTextOfBundle(path) ? withPlainLineEnds(bytes) : null;
    if (plain)
      this.#findings.add(
        'LINE_ENDINGS_CHANGED',
        path,
        'its line endings were changed: CRLF where LF belongs. What follows is about the text without that change',
      );
    return plain ?? bytes;
  }

  #takeList(listed: readonly ListedFile[]): void {
    if (listed.length > MAX_FILES)
      fail('BUNDLE_UNREADABLE', `${listed.length} files; a bundle has at most ${MAX_FILES}`);
    const folded = new Map<string, string>();
    for (const { path, size, kind } of listed) {
      if (kind !== 'file') this.#findings.add('FILE_UNSAFE_NAME', path, 'is a link or a device');
      else if (!isSafePath(path)) this.#findings.add('FILE_UNSAFE_NAME', path, 'has a name that bundles do not use');
      else this.#files.set(path, size);
      const twin = folded.get(path.toLowerCase());
      if (twin !== undefined) this.#findings.add('FILE_UNSAFE_NAME', path, `differs from ${twin} only in capitals`);
      folded.set(path.toLowerCase(), path);
    }
    if (![BAGIT, ENTRIES, ENVELOPE, ...ALGORITHMS.map(payloadManifest)].some((path) => this.#files.has(path))) {
      fail(
        'BUNDLE_UNREADABLE',
        'this folder holds no file of a bundle: neither bagit.txt, manifest, ledger nor attestation',
      );
    }
    // Fetching files from the network while verifying would let the sender decide, later, what is verified.
    if (this.#files.has('fetch.txt'))
      this.#findings.add('BAG_MALFORMED', 'fetch.txt', 'a bundle is complete; nothing is fetched');
  }

  async #manifests(
    nameOf: (algorithm: Algorithm) => string,
    fits: (path: string) => boolean,
  ): Promise<NamedManifest[]> {
    const out: NamedManifest[] = [];
    for (const algorithm of ALGORITHMS) {
      const name = nameOf(algorithm);
      const bytes = await this.read(name, MAX_BYTES.list);
      if (!bytes) continue;
      const parsed = parseManifest(bytes, algorithm);
      if (!parsed.ok) {
        this.#findings.add('MANIFEST_MALFORMED', name, parsed.why);
        continue;
      }
      const stray = [...parsed.manifest.keys()].find((path) => !fits(path));
      if (stray !== undefined) this.#findings.add('MANIFEST_MALFORMED', name, `must not list ${stray}`);
      out.push({ name, algorithm, lines: parsed.manifest });
    }
    return out;
  }

  async #hash(named: readonly string[], steps: Steps): Promise<void> {
    const present = named.filter((path) => this.#files.has(path));
    const total = present.reduce((sum, path) => sum + (this.#files.get(path) ?? 0), 0);
    let done = 0;
    steps.step(done, total);
    for (const path of present) {
      this.#digests.set(path, await this.#folder.digest(path));
      done += this.#files.get(path) ?? 0;
      steps.step(done, total);
    }
  }

  /** One manifest against the others decides who is blamed: a file that fits one of them is what that one says. */
  async #compare(manifests: readonly NamedManifest[]): Promise<void> {
    for (const path of new Set(manifests.flatMap(({ lines }) => [...lines.keys()]))) {
      this.#covered.add(path);
      const digest = this.#digests.get(path);
      if (!digest) {
        this.#findings.add('FILE_MISSING', path, 'is named by a manifest and is not there');
        continue;
      }
      const wrong = manifests.filter(({ algorithm, lines }) => lines.get(path) !== digest[algorithm]);
      if (wrong.length === manifests.length) {
        if (!(await this.#onlyLineEnds(path, wrong)))
          this.#findings.add('FILE_ALTERED', path, 'is not the file that the manifests name');
      } else
        for (const { name } of wrong)
          this.#findings.add('MANIFEST_MALFORMED', name, `does not give the hash of ${path}`);
    }
  }

  /** Whether the file is the one that the manifests name but for its line ends; that is told then. */
  async #onlyLineEnds(path: string, manifests: readonly NamedManifest[]): Promise<boolean> {
    const size = this.#files.get(path) ?? 0;
    const limit = path.startsWith('data/') ? MAX_BYTES.ledger : MAX_BYTES.list;
    const named = manifests.find(({ algorithm }) => algorithm === 'sha256')?.lines.get(path);
    if (!isTextOfBundle(path) || size > limit || named === undefined) return false;
    const bytes = await this.read(path, limit);
    const same = bytes !== null && bytes.length < size && toHex(this.#sha256(bytes)) === named;
    if (same) this.#added.set(path, size - bytes.length);
    return same;
  }
}

interface NamedManifest {
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly lines: Manifest;
}
