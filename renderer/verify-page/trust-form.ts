import { sha256 } from '@noble/hashes/sha2.js';
import { equalBytes, fromUtf8, utf8 } from '../../shared/ledger/encoding.ts';
import { wantedKeyFault } from '../../shared/ledger/verifier-key.ts';
import type { Trust } from '../../shared/ledger/verify.ts';
import { byId } from './element.ts';

/** What the person brings from elsewhere. The answer reads it; null, with the field marked, while it cannot be read. */
export function startTrustForm(): () => Trust | null {
  const fingerprint = byId('fingerprint', HTMLInputElement);
  const checkpoint = byId('checkpoint', HTMLTextAreaElement);
  const checkpointFile = byId('checkpoint-file', HTMLInputElement);
  const witnesses = byId('witnesses', HTMLTextAreaElement);
  const read = (): Trust | null => {
    const print = readFingerprint(fingerprint);
    const wanted = readWitnesses(witnesses);
    if (print === null || wanted === null) return null;
    // Copying text often loses the last newline, which belongs to the note.
    const note = checkpoint.value.trim() === '' ? '' : `${checkpoint.value.trimEnd()}\n`;
    return {
      ...(print === '' ? {} : { consoleFingerprint: print }),
      ...(note === '' ? {} : { known: utf8(note) }),
      ...(wanted.length === 0 ? {} : { wanted }),
    };
  };
  checkpointFile.addEventListener('change', () => void readInto(checkpointFile, checkpoint));
  for (const field of [fingerprint, checkpoint, witnesses]) field.addEventListener('input', read);
  return read;
}

function readFingerprint(field: HTMLInputElement): string | null {
  const print = field.value.toLowerCase().replaceAll(/[\s:]/g, '');
  const bad = print !== '' && !/^[0-9a-f]{64}$/.test(print);
  tell(field, 'fingerprint-error', bad ? 'A fingerprint has 64 hex digits.' : '');
  return bad ? null : print;
}

/** One verifier key a line. */
function readWitnesses(field: HTMLTextAreaElement): readonly string[] | null {
  const lines = field.value.split('\n').map((text) => text.trim());
  const bad = lines.flatMap((text, at) => {
    const why = text === '' ? null : wantedKeyFault(sha256, text);
    return why === null ? [] : [`Line ${at + 1} is no verifier key of a witness: ${why}.`];
  });
  tell(field, 'witnesses-error', bad[0] ?? '');
  return bad.length > 0 ? null : lines.filter((text) => text !== '');
}

function tell(field: HTMLElement, place: string, fault: string): void {
  field.setAttribute('aria-invalid', String(fault !== ''));
  byId(place, HTMLElement).textContent = fault;
}

/** A file that is not text, or does not survive as text, is not a checkpoint: the verifier will say so of its beginning. */
async function readInto(input: HTMLInputElement, field: HTMLTextAreaElement): Promise<void> {
  const file = input.files?.[0];
  if (file === undefined) return;
  const bytes = new Uint8Array(await file.slice(0, 1 << 16).arrayBuffer());
  const text = fromUtf8(bytes);
  field.value = text !== null && equalBytes(utf8(text), bytes) ? text : 'not a checkpoint: this file is not text';
}
