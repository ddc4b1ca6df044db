import { equalBytes, fromUtf8, utf8 } from '../ledger/encoding.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Finding, Report } from '../ledger/finding.ts';
import type { Primitives } from '../ledger/primitives.ts';
import type { Reader } from '../ledger/reading.ts';
import { Roster } from '../ledger/roster.ts';
import { verifyLedger, type Trust } from '../ledger/verify.ts';
import type { Findings } from './findings.ts';
import type { FolderCheck } from './folder-check.ts';
import { CHECKPOINT, CHECKPOINTS, ENTRIES, exhibitFile, EXHIBITS, LEAF_HASHES, MAX_BYTES, TIMELINE } from './layout.ts';
import { parseCheckpointLine, parseLeaf, splitLines, type Lines } from './ledger-files.ts';
import { evidenceNamedBy } from './named-evidence.ts';
import { TimelineText } from './timeline-text.ts';

/** What the record says, once verified, for the checks of the other files. */
export interface CheckedRecord {
  readonly report: Report;
  readonly roster: Roster;
  readonly evidence: { readonly files: number; readonly bytes: number };
}

/** The ledger files, the evidence that the entries name, and the readable report that has to say the same. */
export async function checkRecord(
  folder: FolderCheck,
  findings: Findings,
  trust: Trust,
  primitives: Primitives,
  reader: Reader,
): Promise<CheckedRecord> {
  const entries = await lines(folder, findings, ENTRIES);
  const leaves = await lines(folder, findings, LEAF_HASHES);
  const notes = checkpointNotes(await lines(folder, findings, CHECKPOINTS), findings);
  if (leaves.lines.length !== entries.lines.length) {
    findings.add(
      'LEAF_HASH_WRONG',
      LEAF_HASHES,
      `has ${leaves.lines.length} hashes for ${entries.lines.length} entries`,
      { entry: Math.min(leaves.lines.length, entries.lines.length) },
    );
  }
  const roster = new Roster(primitives.sha256);
  const named = new Map<string, { size: number | null; entry: number }[]>();
  const timeline = new TimelineCheck(await folder.read(TIMELINE, MAX_BYTES.ledger), findings);
  const report = verifyLedger(
    { entries: withLeaves(entries.lines, leaves.lines), checkpoints: notes, size: entries.lines.length },
    trust,
    primitives,
    (entry) => {
      roster.apply(entry);
      timeline.take(entry);
      for (const { sha256, size } of evidenceNamedBy(entry)) {
        const uses = named.get(sha256) ?? [];
        uses.push({ size, entry: entry.index });
        named.set(sha256, uses);
      }
    },
    reader,
  );
  for (const finding of report.findings) findings.take(located(finding));
  timeline.end();
  await checkLastNote(folder, findings, notes.at(-1));
  return { report, roster, evidence: checkEvidence(folder, findings, named) };
}

async function lines(folder: FolderCheck, findings: Findings, path: string): Promise<Lines> {
  const bytes = await folder.read(path, MAX_BYTES.ledger);
  const split = splitLines(bytes ?? new Uint8Array(0));
  if (split.rest > 0)
    findings.add(
      'LEDGER_TRUNCATED',
      path,
      `ends in the middle of line ${split.lines.length + 1}`,
      path === CHECKPOINTS ? {} : { entry: split.lines.length },
    );
  return split;
}

function* withLeaves(
  entries: readonly Uint8Array[],
  leaves: readonly Uint8Array[],
): Iterable<{ bytes: Uint8Array; leaf: Uint8Array | null }> {
  // A leaf hash that cannot be read counts as a wrong one, not as none: it is a line that should be there.
  for (const [i, bytes] of entries.entries())
    yield { bytes, leaf: i < leaves.length ? (parseLeaf(leaves[i]) ?? new Uint8Array(32)) : null };
}

function checkpointNotes({ lines: all }: Lines, findings: Findings): Uint8Array[] {
  const notes: Uint8Array[] = [];
  for (const [i, line] of all.entries()) {
    const parsed = parseCheckpointLine(line);
    const stated = parsed && fromUtf8(parsed.note)?.split('\n')[1];
    if (!parsed) findings.add('CHECKPOINT_MALFORMED', CHECKPOINTS, `line ${i + 1} is not a note with its size`);
    else if (stated !== String(parsed.size))
      findings.add(
        'CHECKPOINT_MALFORMED',
        CHECKPOINTS,
        `line ${i + 1} says size ${parsed.size}, its note says another`,
        { checkpoint: parsed.size },
      );
    if (parsed) notes.push(parsed.note);
  }
  return notes;
}

/** Findings of the ledger verifier, with the file of the bundle that they are about. */
function located(finding: Finding): Finding {
  if (finding.code === 'LEAF_HASH_WRONG') return { ...finding, file: LEAF_HASHES };
  const ofEntry =
    finding.code.startsWith('ENTRY_') ||
    finding.code.startsWith('GENESIS_') ||
    finding.code.startsWith('KEY_') ||
    finding.code === 'CONSOLE_HANDOVER_UNVOUCHED' ||
    finding.code.startsWith('ENROLMENT_') ||
    finding.code === 'TIMESTAMP_INVALID' ||
    finding.code === 'REVOCATION_UNCONFIRMED' ||
    finding.code === 'QUORUM_BY_ONE' ||
    finding.code === 'FILING_UNLOCKED';
  const aboutEntries =
    ofEntry ||
    ['LEDGER_EMPTY', 'LEDGER_TRUNCATED', 'CHECKPOINT_ROOT_WRONG', 'EXERCISE_MIXED', 'TRUST_MISMATCH'].includes(
      finding.code,
    );
  return { ...finding, file: aboutEntries ? ENTRIES : CHECKPOINTS };
}

async function checkLastNote(folder: FolderCheck, findings: Findings, last: Uint8Array | undefined): Promise<void> {
  const bytes = await folder.read(CHECKPOINT, MAX_BYTES.small);
  if (bytes && !(last && equalBytes(bytes, last)))
    findings.add('FILE_ALTERED', CHECKPOINT, `is not the last note of ${CHECKPOINTS}`);
}

function checkEvidence(
  folder: FolderCheck,
  findings: Findings,
  named: ReadonlyMap<string, readonly { size: number | null; entry: number }[]>,
): CheckedRecord['evidence'] {
  let bytes = 0;
  let files = 0;
  for (const [sha256, uses] of named) {
    const path = exhibitFile(sha256);
    const entry = uses[0]?.entry ?? 0;
    const size = folder.files.get(path);
    if (size === undefined) {
      findings.add('EVIDENCE_MISSING', path, `entry ${entry} names it`, { entry });
      continue;
    }
    // A file that no manifest names was not hashed; that is a finding of its own, and no reason to hash what nobody vouches for.
    const digest = folder.digest(path);
    if (digest && digest.sha256 !== sha256)
      findings.add('EVIDENCE_ALTERED', path, `is not what entry ${entry} names`, { entry });
    for (const use of uses) {
      if (use.size !== null && use.size !== size)
        findings.add('EVIDENCE_ALTERED', path, `has ${size} bytes, entry ${use.entry} says ${use.size}`, {
          entry: use.entry,
        });
    }
    files += 1;
    bytes += size;
  }
  for (const path of folder.files.keys()) {
    if (path.startsWith(EXHIBITS) && !named.has(path.slice(EXHIBITS.length)))
      findings.add('EVIDENCE_EXTRA', path, 'no entry names it');
  }
  return { files, bytes };
}

/** Compares the readable report piece by piece with what the entries give, so that neither is held twice. */
class TimelineCheck {
  readonly #bytes: Uint8Array | null;
  readonly #findings: Findings;
  readonly #text = new TimelineText();
  #at = 0;
  #differs = false;

  constructor(bytes: Uint8Array | null, findings: Findings) {
    this.#bytes = bytes;
    this.#findings = findings;
  }

  take(entry: Entry): void {
    if (!this.#bytes || this.#differs) return;
    const piece = utf8(this.#text.of(entry));
    this.#differs = !equalBytes(this.#bytes.subarray(this.#at, this.#at + piece.length), piece);
    this.#at += piece.length;
    if (this.#differs)
      this.#findings.add('FILE_ALTERED', TIMELINE, `does not say what entry ${entry.index} says`, {
        entry: entry.index,
      });
  }

  end(): void {
    if (this.#bytes && !this.#differs && this.#at !== this.#bytes.length)
      this.#findings.add('FILE_ALTERED', TIMELINE, 'says more than the entries');
  }
}
