import type { Entry } from '../ledger/entry.ts';

export interface NamedEvidence {
  readonly sha256: string;
  /** Bytes, where the entry says so. */
  readonly size: number | null;
}

/** Items of the vault that an entry stands on. A bundle carries every one of them. */
export function evidenceNamedBy(entry: Entry): readonly NamedEvidence[] {
  switch (entry.kind) {
    case 'evidence.collected':
      return [{ sha256: entry.body.sha256, size: entry.body.size }];
    case 'exercise.scripted':
      return [{ sha256: entry.body.sha256, size: entry.body.size }];
    case 'effect.completed':
      return entry.body.outputs.map(({ sha256, bytes }) => ({ sha256, size: bytes }));
    case 'notification.drafted':
      return [entry.body.textSha256, entry.body.draftSha256].filter((sha256) => sha256 !== undefined).map(unsized);
    case 'timestamp.requested':
      return [entry.body.checkpointSha256, entry.body.requestSha256].map(unsized);
    case 'timestamp.received': {
      const { replySha256, rootPemSha256, intermediatesPemSha256 } = entry.body;
      return [replySha256, rootPemSha256, intermediatesPemSha256].filter((sha256) => sha256 !== null).map(unsized);
    }
    default:
      return [];
  }
}

function unsized(sha256: string): NamedEvidence {
  return { sha256, size: null };
}
