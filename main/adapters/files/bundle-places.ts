import { join } from 'node:path';
import type { BundlePlaces } from '../../ports/files.ts';
import { createBundleSink, type HashMaker } from './bundle-sink.ts';
import { openBundleSource } from './bundle-source.ts';
import { openGrowingFolder } from './growing-folder.ts';

/** `exports` is the folder for bundles that were given no other place. */
export function nodeBundlePlaces(exports: string, hash: HashMaker): BundlePlaces {
  return {
    create: (directory, name) => createBundleSink(directory ?? exports, name, hash),
    grow: (directory, name) => openGrowingFolder(directory ?? join(exports, name)),
    open: (path) => openBundleSource(path, hash),
  };
}
