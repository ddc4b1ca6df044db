import type { Desk } from './desk.ts';
import type { OpenIncident } from './open-incident.ts';

/** Bytes that exist in memory to the incident's vault; answers their SHA-256. The entry that names them comes after. */
export async function keepBytes(desk: Desk, incident: OpenIncident, bytes: Uint8Array): Promise<string> {
  const { files, crypto } = desk.services;
  const staged = await files.stage(once(bytes), () => crypto.hash('sha256'));
  await incident.vault.promote(staged);
  return staged.sha256;
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
