import { encodeStatement, formatEnvelope, preAuthEncoding, Predicate } from '../../shared/bundle/attestation.ts';
import { bagInfoText } from '../../shared/bundle/bag-info.ts';
import {
  ALGORITHMS,
  BAGIT,
  BAGIT_TEXT,
  BAG_INFO,
  BUNDLE_FORMAT,
  CHECKPOINT,
  CHECKPOINTS,
  ENTRIES,
  ENVELOPE,
  exhibitFile,
  LEAF_HASHES,
  PAE,
  payloadManifest,
  signatureFile,
  tagManifest,
  TIMELINE,
  VERIFY_PROGRAM,
  VERIFY_TEXT,
} from '../../shared/bundle/layout.ts';
import { formatManifest } from '../../shared/bundle/manifest.ts';
import type { FileDigest } from '../../shared/bundle/source.ts';
import { trustFiles } from '../../shared/bundle/trust-files.ts';
import { VERIFY_PROGRAM_TEXT } from '../../shared/bundle/verify-program.ts';
import { verifyText } from '../../shared/bundle/verify-text.ts';
import { BulkheadError, fail } from '../../shared/domain/failure.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { utf8 } from '../../shared/ledger/encoding.ts';
import type { Crypto, Signer } from '../ports/crypto.ts';
import type { BundleSink, Vault } from '../ports/files.ts';
import type { LedgerReader } from '../ports/ledger-store.ts';
import { checkpointLines, entryLines, leafLines, timelinePieces } from './bundle-content.ts';
import { type CheckLedger, takeSnapshot, type Snapshot } from './snapshot.ts';

export interface BundleRequest {
  readonly ledger: LedgerReader;
  /** How the ledger is verified before it is handed out; in this thread when absent. */
  readonly check?: CheckLedger;
  readonly vault: Vault;
  readonly sink: BundleSink;
  readonly signers: { readonly console: Signer; readonly operator: Signer };
  readonly crypto: Crypto;
  readonly meta: {
    readonly exportedAt: Instant;
    readonly recipient: string;
    readonly purpose: string;
    /** Name and version, as in the genesis entry. */
    readonly software: string;
  };
  /** Bytes of evidence copied so far, and in all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface WrittenBundle {
  /** Where the sink put it. */
  readonly path: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly exercise: boolean;
  readonly evidenceFiles: number;
  readonly evidenceBytes: number;
}

/**
 * Writes one bundle, format v1 (docs/FORMAT.md 9), of the ledger as of its last checkpoint. The same ledger, meta and keys give
 * the same bytes. Evidence is streamed. The ledger is verified first: what would not verify is not handed out (LEDGER_DAMAGED,
 * EVIDENCE_MISSING). Whatever fails, and an abort, leaves nothing behind.
 */
export async function writeBundle(request: BundleRequest): Promise<WrittenBundle> {
  try {
    return await write(request);
  } catch (error) {
    await request.sink.abandon();
    throw error;
  }
}

async function write({
  ledger,
  check,
  vault,
  sink,
  signers,
  crypto,
  meta,
  onProgress,
  signal,
}: BundleRequest): Promise<WrittenBundle> {
  const snapshot = await takeSnapshot(ledger, crypto, check);
  const predicate = predicateOf(snapshot, signers, meta);
  const writer = new Writer(sink, signal);

  await writer.payload(ENTRIES, entryLines(ledger, snapshot.size));
  await writer.payload(LEAF_HASHES, leafLines(ledger, snapshot.size));
  await writer.payload(CHECKPOINTS, checkpointLines(ledger, snapshot.size));
  await writer.payload(CHECKPOINT, snapshot.lastNote);
  await writer.payload(TIMELINE, timelinePieces(ledger, snapshot.size));
  const evidenceBytes = await copyEvidence(writer, vault, snapshot, onProgress, signal);

  const operators = snapshot.roster.all();
  const formerConsoles = snapshot.roster.consoles.all().slice(0, -1);
  const console = { fingerprint: signers.console.fingerprint, publicKey: signers.console.publicKey };
  await writer.tag(BAGIT, BAGIT_TEXT);
  await writer.tag(BAG_INFO, bagInfoText(predicate, writer.payloadSize()));
  await writer.tag(
    VERIFY_TEXT,
    verifyText({
      predicate,
      formerConsoles: formerConsoles.map(({ fingerprint }) => fingerprint),
      operators: operators.map((key) => ({ ...key, revoked: key.revokedAt !== null })),
      stamps: snapshot.stamps,
    }),
  );
  await writer.tag(VERIFY_PROGRAM, VERIFY_PROGRAM_TEXT);
  for (const [path, text] of trustFiles(crypto.sha256, { origin: snapshot.origin, console, formerConsoles, operators }))
    await writer.tag(path, text);
  const digests = [...(await writer.manifests()), writer.digestOf(CHECKPOINT).sha256];
  await attest(sink, signers, encodeStatement(predicate, digests));

  signal?.throwIfAborted();
  const path = await sink.finish();
  const { origin, size, root, exercise } = snapshot;
  return { path, origin, size, root, exercise, evidenceFiles: snapshot.evidence.size, evidenceBytes };
}

/** Checked before anything is copied: a purpose that is too long must not cost an hour of copying. */
function predicateOf(snapshot: Snapshot, signers: BundleRequest['signers'], meta: BundleRequest['meta']): Predicate {
  const parsed = Predicate.safeParse({
    format: BUNDLE_FORMAT,
    origin: snapshot.origin,
    size: snapshot.size,
    root: snapshot.root,
    exercise: snapshot.exercise,
    console: signers.console.fingerprint,
    exporter: exporterOf(snapshot, signers),
    recipient: meta.recipient,
    purpose: meta.purpose,
    exportedAt: meta.exportedAt,
    tool: meta.software,
  });
  if (parsed.success) return parsed.data;
  return fail(
    'BAD_INPUT',
    'the hand-over cannot be described like that',
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
  );
}

/** The person who hands the record out has to be one of those it names, with a key that still counts. */
function exporterOf(snapshot: Snapshot, signers: BundleRequest['signers']): Predicate['exporter'] {
  if (snapshot.roster.console?.fingerprint !== signers.console.fingerprint) {
    fail('KEY_NOT_AVAILABLE', 'this ledger was written by a console with another key');
  }
  const key = snapshot.roster.get(signers.operator.fingerprint);
  if (!key) fail('OPERATOR_UNKNOWN', 'the exporting operator is not enrolled in this ledger');
  if (key.revokedAt !== null) fail('KEY_REVOKED', `${key.name}'s key was revoked or replaced`);
  if (key.pending) fail('OPERATOR_NOT_ALLOWED', `${key.name}'s new key does not count yet`);
  return { fingerprint: key.fingerprint, name: key.name };
}

async function copyEvidence(
  writer: Writer,
  vault: Vault,
  snapshot: Snapshot,
  onProgress: BundleRequest['onProgress'],
  signal: AbortSignal | undefined,
): Promise<number> {
  const held = new Map((await vault.list()).map(({ name, size }) => [name, size]));
  const missing = [...snapshot.evidence.keys()].filter((sha256) => !held.has(sha256));
  if (missing.length > 0)
    fail('EVIDENCE_MISSING', `the vault lacks ${missing.length} items that the ledger names`, missing.slice(0, 20));
  let total = 0;
  for (const sha256 of snapshot.evidence.keys()) total += held.get(sha256) ?? 0;
  let done = 0;
  const counted = async function* (bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const piece of bytes) {
      signal?.throwIfAborted();
      yield piece;
      done += piece.length;
      onProgress?.(done, total);
    }
  };
  for (const [sha256, size] of [...snapshot.evidence].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const written = await writer.payload(exhibitFile(sha256), counted(vault.read(sha256)));
    if (written.sha256 !== sha256) fail('EVIDENCE_MISSING', `the vault holds other bytes under ${sha256}`, [sha256]);
    if (size !== null && written.size !== size)
      fail('LEDGER_DAMAGED', `${sha256} has ${written.size} bytes, an entry says ${size}`);
  }
  return done;
}

async function attest(
  sink: BundleSink,
  { console, operator }: BundleRequest['signers'],
  payload: Uint8Array,
): Promise<void> {
  const message = preAuthEncoding(payload);
  const signatures = [console, operator].map((signer) => ({ keyid: signer.fingerprint, sig: signer.sign(message) }));
  await sink.write(ENVELOPE, utf8(formatEnvelope(payload, signatures)));
  await sink.write(PAE, message);
  for (const { keyid, sig } of signatures) await sink.write(signatureFile(keyid), sig);
}

/** Remembers the hashes of what it wrote, for the manifests. */
class Writer {
  readonly #sink: BundleSink;
  readonly #signal: AbortSignal | undefined;
  readonly #payload = new Map<string, FileDigest>();
  readonly #tags = new Map<string, FileDigest>();

  constructor(sink: BundleSink, signal: AbortSignal | undefined) {
    this.#sink = sink;
    this.#signal = signal;
  }

  async payload(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<FileDigest> {
    return this.#write(this.#payload, path, content);
  }

  async tag(path: string, text: string): Promise<FileDigest> {
    return this.#write(this.#tags, path, utf8(text));
  }

  payloadSize(): { readonly bytes: number; readonly files: number } {
    return { bytes: [...this.#payload.values()].reduce((sum, { size }) => sum + size, 0), files: this.#payload.size };
  }

  digestOf(path: string): FileDigest {
    return this.#payload.get(path) ?? this.#tags.get(path) ?? fail('INTERNAL', `${path} was not written`);
  }

  /** SHA-256 of both tag manifests, which cover the payload manifests and all other tag files. */
  async manifests(): Promise<readonly string[]> {
    for (const algorithm of ALGORITHMS)
      await this.tag(payloadManifest(algorithm), manifestOf(this.#payload, algorithm));
    const covers: string[] = [];
    for (const algorithm of ALGORITHMS)
      covers.push((await this.#sink.write(tagManifest(algorithm), utf8(manifestOf(this.#tags, algorithm)))).sha256);
    return covers;
  }

  async #write(
    into: Map<string, FileDigest>,
    path: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<FileDigest> {
    this.#signal?.throwIfAborted();
    if (into.has(path)) throw new BulkheadError('INTERNAL', `${path} is written twice`);
    const digest = await this.#sink.write(path, content);
    into.set(path, digest);
    return digest;
  }
}

function manifestOf(files: ReadonlyMap<string, FileDigest>, algorithm: (typeof ALGORITHMS)[number]): string {
  return formatManifest([...files].map(([path, digest]) => [path, digest[algorithm]] as const));
}
