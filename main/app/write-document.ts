import { toHex } from '../../shared/ledger/encoding.ts';
import type { DocumentWritten } from '../../shared/contract/contract.ts';
import type { Desk } from './desk.ts';
import type { OpenIncident } from './open-incident.ts';
import { documentFolder, documentPath } from './views/document-place.ts';

/** Writes a file for people outside into the home's exports. Durable when it resolves; the same bytes under the same name stay. */
export async function writeDocument(
  desk: Desk,
  incident: OpenIncident,
  { stem, format, bytes }: { readonly stem: string; readonly format: string; readonly bytes: Uint8Array },
): Promise<DocumentWritten> {
  const { places, crypto } = desk.services;
  const sha256 = toHex(crypto.sha256(bytes));
  // The hash in the name: a file that was sent is never replaced by one that says something else.
  const name = `${stem}-${sha256.slice(0, 8)}.${format}`;
  const folder = await places.grow(null, documentFolder(incident.id));
  try {
    await folder.finish(name, bytes);
  } finally {
    await folder.close();
  }
  return { path: documentPath(desk, incident.id, name), name, sha256, size: bytes.length };
}
