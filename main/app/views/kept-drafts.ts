import { concatBytes, fromUtf8, toHex } from '../../../shared/ledger/encoding.ts';
import type { Draft } from '../../../shared/law/forms/draft.ts';
import type { DraftLine } from '../../../shared/view/incident-view.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';

export interface KeptDraft {
  readonly line: DraftLine;
  readonly draft: Draft;
}

/**
 * The last kept version of every form, entity and language, as data. The vault is not trusted: what does not have the hash on record is
 * left out here, and `fsck` tells of it. Older entries kept the text only and compare with nothing.
 */
export async function readKeptDrafts(desk: Desk, incident: OpenIncident): Promise<readonly KeptDraft[]> {
  const last = new Map<string, DraftLine>();
  for (const line of incident.state.file.drafts) last.set(`${line.entity} ${line.form} ${line.language}`, line);
  const found: KeptDraft[] = [];
  for (const line of last.values()) {
    const draft = await readKeptDraft(desk, incident, line);
    if (draft !== null) found.push({ line, draft });
  }
  return found;
}

/** One kept version as data; null where only its text was kept, or the vault does not have it. */
export async function readKeptDraft(desk: Desk, incident: OpenIncident, line: DraftLine): Promise<Draft | null> {
  const text = line.draftSha256 === null ? null : await readKeptText(desk, incident, line.draftSha256);
  // The hash stands in a signed entry of this console, which wrote a draft under it.
  return text === null ? null : (JSON.parse(text) as Draft);
}

/** Text of the vault under its hash; null where it is not there, or is not that. */
export async function readKeptText(desk: Desk, incident: OpenIncident, sha256: string): Promise<string | null> {
  if (!(await incident.vault.has(sha256))) return null;
  const parts: Uint8Array[] = [];
  for await (const part of incident.vault.read(sha256)) parts.push(part);
  const bytes = concatBytes(...parts);
  const hash = desk.services.crypto.hash('sha256');
  hash.update(bytes);
  return toHex(hash.digest()) === sha256 ? fromUtf8(bytes) : null;
}
