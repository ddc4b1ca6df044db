import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RendererFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** By URL path as it travels, `/` for the page. Whatever is not a key here is not there: no path is joined, none decoded. */
export type RendererFiles = ReadonlyMap<string, RendererFile>;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Where the build put everything, seen from a host's entry: beside it when built, under `dist` when run from source. */
export function builtFolder(entry: string): URL {
  return new URL(entry.endsWith('.ts') ? '../../../dist/' : '../', entry);
}

/** Reads the built renderer once. Rejects when there is none, because a console without a page helps nobody. */
export async function readRenderer(folder: URL): Promise<RendererFiles> {
  const root = fileURLToPath(folder);
  const files = new Map<string, RendererFile>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = `/${relative(root, path).split(sep).join('/')}`;
    const type = contentTypes[extname(name)];
    if (!entry.isFile() || type === undefined || name.includes('/.')) continue;
    files.set(name, { body: new Uint8Array(await readFile(path)), headers: headersOf(name, type) });
  }
  const page = files.get('/index.html');
  if (page === undefined) throw new Error('the renderer is not built; run: npm run build');
  return files.set('/', page);
}

/** Names under assets/ carry a hash of their content, so they never change; everything else is asked for again each time. */
function headersOf(name: string, type: string): Record<string, string> {
  const cache = name.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
  return { 'content-type': type, 'cache-control': cache };
}
