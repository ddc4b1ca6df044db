/** A file of the chosen folder, under its path from that folder. */
export interface ChosenFile {
  readonly path: string;
  readonly file: File;
}

export interface ChosenFolder {
  readonly name: string;
  readonly files: readonly ChosenFile[];
}

export class NoFolderError extends Error {}

const ONE_FOLDER = 'Drop the folder of one bundle, not its files and not an archive.';

/** What `<input webkitdirectory>` answers with: every path begins with the name of the folder. */
export function folderFromInput(files: Iterable<File>): ChosenFolder {
  let name = '';
  const chosen = Array.from(files, (file) => {
    const at = file.webkitRelativePath.indexOf('/');
    name = file.webkitRelativePath.slice(0, at);
    return { path: file.webkitRelativePath.slice(at + 1), file };
  });
  return { name, files: chosen };
}

/**
 * Reads a dropped folder. Has to be called while the drop is being handled: afterwards the browser has forgotten what was
 * dropped. A page from disk has no origin, and for such a page Chromium lists the entries of the older interface but does not open
 * them; so the newer one, where it exists, goes first.
 */
export async function folderFromDrop(items: DataTransferItemList): Promise<ChosenFolder> {
  const dropped = Array.from(items).filter(({ kind }) => kind === 'file');
  const [only, ...more] = dropped;
  if (only === undefined || more.length > 0) throw new NoFolderError(ONE_FOLDER);
  const entry = only.webkitGetAsEntry();
  const handle = await handleOf(only);
  const files: ChosenFile[] = [];
  if (handle?.kind === 'directory') {
    for await (const file of filesBelow(handle, '')) files.push(file);
    return { name: handle.name, files };
  }
  if (handle !== null || !entry || !isFolder(entry)) throw new NoFolderError(ONE_FOLDER);
  for await (const file of entriesBelow(entry, '')) files.push(file);
  return { name: entry.name, files };
}

type Handle = FileSystemDirectoryHandle | FileSystemFileHandle;
interface HandleItem {
  getAsFileSystemHandle?(): Promise<Handle | null>;
}

async function handleOf(item: DataTransferItem): Promise<Handle | null> {
  try {
    return (await (item as HandleItem).getAsFileSystemHandle?.()) ?? null;
  } catch {
    return null; // Refused for this page: the older interface is the second try.
  }
}

interface HandleFolder {
  values(): AsyncIterable<Handle>;
}

async function* filesBelow(folder: FileSystemDirectoryHandle, path: string): AsyncIterable<ChosenFile> {
  for await (const handle of (folder as unknown as HandleFolder).values()) {
    if (handle.kind === 'directory') yield* filesBelow(handle, `${path}${handle.name}/`);
    else yield { path: `${path}${handle.name}`, file: await handle.getFile() };
  }
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

async function* entriesBelow(folder: FileSystemDirectoryEntry, path: string): AsyncIterable<ChosenFile> {
  const reader = folder.createReader();
  for (;;) {
    // Each call answers with some of the entries, and with none when all were given.
    const entries = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (isFolder(entry)) yield* entriesBelow(entry, `${path}${entry.name}/`);
      else {
        const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
        yield { path: `${path}${entry.name}`, file };
      }
    }
  }
}
