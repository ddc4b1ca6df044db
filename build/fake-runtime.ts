import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What @electron/fuses looks for in a real binary: a marker, the version of the list (1), its length (9), one byte a fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuses = '101100011';

const files: Readonly<Record<string, string>> = {
  LICENSE: 'placeholder\n',
  'LICENSES.chromium.html': '<!doctype html>\n',
  'chrome_100_percent.pak': '',
  'chrome_200_percent.pak': '',
  'resources.pak': '',
  'locales/en-US.pak': '',
};

/**
 * Writes a folder that electron-builder takes for an unpacked Electron distribution. It runs nothing; it lets packaging, and all
 * that packaging decides, be checked on a machine without the 100 MB download.
 */
export function writeFakeRuntime(folder: string, version: string): void {
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'version'), version);
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, fuses.length]), Buffer.from(fuses)]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from('#!/bin/false\n'), wire, Buffer.from('\n')]));
  chmodSync(join(folder, 'electron'), 0o755);
}
