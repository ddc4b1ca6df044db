import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** DejaVu Sans Condensed: Latin, Greek and Cyrillic, so that names of all Member States stand as they are written. */
export const FONT_FILES = { text: 'DejaVuSansCondensed.ttf', bold: 'DejaVuSansCondensed-Bold.ttf' } as const;

export interface PaperFonts {
  readonly text: Uint8Array;
  readonly bold: Uint8Array;
}

/** Beside the built program, where the build puts them; from the package when run from sources. */
export async function readFonts(): Promise<PaperFonts> {
  const [text, bold] = await Promise.all([readFile(pathOf(FONT_FILES.text)), readFile(pathOf(FONT_FILES.bold))]);
  return { text, bold };
}

function pathOf(name: string): string {
  const built = join(import.meta.dirname, 'fonts', name);
  return existsSync(built) ? built : createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}`);
}
