import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** The names that main/adapters/paper/paper-fonts.ts looks for; a test of the built program prints with them. */
const FONT_FILES = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'];

/** Puts the fonts of the printed papers beside the program, with their licence. */
export function paperFonts(environment: string, root: string): Plugin {
  const at = (path: string): Uint8Array => readFileSync(resolve(root, 'node_modules/dejavu-fonts-ttf', path));
  return {
    name: 'bulkhead:paper-fonts',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === environment,
    generateBundle() {
      for (const name of FONT_FILES)
        this.emitFile({ type: 'asset', fileName: `fonts/${name}`, source: at(`ttf/${name}`) });
      this.emitFile({ type: 'asset', fileName: 'fonts/LICENSE.txt', source: at('LICENSE') });
    },
  };
}
