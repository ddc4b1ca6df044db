import { parseCheckpoint } from '../../shared/ledger/checkpoint.ts';
import { fromUtf8 } from '../../shared/ledger/encoding.ts';
import { givenPolicy } from '../../shared/ledger/given-policy.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';
import { parseNote } from '../../shared/ledger/signed-note.ts';

/** Which field of the proof form a file belongs to, by what it holds; null for anything else. Only says where it goes, judges nothing. */
export function partOf(sha256: Primitives['sha256'], bytes: Uint8Array): 'proof' | 'entry' | 'keys' | null {
  const text = fromUtf8(bytes);
  if (text === null) return null;
  if (text.trimStart().startsWith('c2sp.org/tlog-proof@')) return 'proof';
  const note = parseNote(bytes);
  if (note.ok && parseCheckpoint(note.note.text)) return 'proof';
  if (text.startsWith('{') && text.includes('"kind"')) return 'entry';
  return text.trim() !== '' && givenPolicy(sha256, bytes).ok ? 'keys' : null;
}

/** The files of a drop that holds no folder; null for any other. Has to be called while the drop is being handled. */
export function looseFiles(items: DataTransferItemList): readonly File[] | null {
  const dropped = Array.from(items).filter(({ kind }) => kind === 'file');
  if (dropped.length === 0 || dropped.some((item) => item.webkitGetAsEntry()?.isFile !== true)) return null;
  return dropped.flatMap((item) => item.getAsFile() ?? []);
}
