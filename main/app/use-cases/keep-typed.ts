import type { z } from 'zod';
import { inputs } from '../../../shared/contract/inputs.ts';
import { toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import type { TypedText } from '../../../shared/view/typed-text.ts';
import type { Desk } from '../desk.ts';

const FOLDER = 'typed';

/**
 * Keeps what is typed in the home until it is recorded: the page's own store ends with the desktop shell, and with the address in a
 * browser. One file for each form. Loss-tolerant, trusted by nobody: what comes back stands in a form, and a person records it.
 * Throws CANNOT_RECORD where the disk refuses.
 */
export async function keepTyped({ services }: Desk, typed: z.infer<typeof inputs.keepTyped>): Promise<void> {
  await services.files.writeText(fileOf(services, typed), JSON.stringify(typed), { replace: true });
}

/** Recorded, or not wanted any more. */
export async function dropTyped({ services }: Desk, form: z.infer<typeof inputs.dropTyped>): Promise<void> {
  await services.files.remove(fileOf(services, form));
}

/** Oldest first. A file that is none of ours is left out, and left alone. */
export async function listTyped({ services: { files } }: Desk): Promise<readonly TypedText[]> {
  const names = (await files.listFolder(FOLDER)).filter((name) => name.endsWith('.json'));
  const texts = await Promise.all(names.map((name) => files.readText(`${FOLDER}/${name}`)));
  return texts
    .map((text) => typedText(text ?? ''))
    .filter((one) => one !== null)
    .toSorted((a, b) => a.at - b.at);
}

/** What a kill left half written in the moment of a keystroke. Before anybody types: nothing is being written yet. */
export async function tidyTyped({ files }: Desk['services']): Promise<void> {
  for (const name of await files.listFolder(FOLDER)) if (name.endsWith('.tmp')) await files.remove(`${FOLDER}/${name}`);
}

function typedText(text: string): TypedText | null {
  try {
    return inputs.keepTyped.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // Cut off, or never ours: there is nothing in it that could be offered back.
  }
}

/** Names of forms are free text; their hash is a name on every disk. */
function fileOf({ crypto }: Desk['services'], { scope, form }: Pick<TypedText, 'scope' | 'form'>): string {
  return `${FOLDER}/${toHex(crypto.sha256(utf8(JSON.stringify([scope, form]))))}.json`;
}
