import { FAILURES, type FailureCode } from '../../../shared/domain/failure.ts';
import { toBase64 } from '../../../shared/ledger/encoding.ts';
import { MAX_FILE_BYTES } from '../../../shared/register/sheet.ts';
import type { ShownFailure } from '../../client/failure.ts';
import { bytesText } from '../../ui/time-text.ts';

export type ChosenFile = { readonly name: string; readonly bytes: string } | { readonly refused: ShownFailure };

/** The file as the console takes it. One that is too large is refused before it is read: fifty megabytes would hold the page up for nothing. */
export async function chosenFile(file: File): Promise<ChosenFile> {
  if (file.size > MAX_FILE_BYTES)
    return refused(
      'FILE_NOT_TAKEN',
      `${file.name} has ${bytesText(file.size)}; at most ${bytesText(MAX_FILE_BYTES)} are taken. Split it, or take columns out.`,
    );
  try {
    return { name: file.name, bytes: toBase64(new Uint8Array(await file.arrayBuffer())) };
  } catch {
    // Chromium refuses a file that was written to, or taken away, after it was chosen.
    return refused('FILE_CHANGED', `${file.name} changed or went away since it was chosen.`);
  }
}

function refused(code: FailureCode, message: string): ChosenFile {
  const { hint, retry } = FAILURES[code];
  return {
    refused: {
      code,
      message,
      hint: code === 'FILE_CHANGED' ? 'Choose it again.' : hint,
      retry: retry === 'same' ? 'never' : retry,
      details: [],
    },
  };
}
