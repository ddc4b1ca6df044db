/**
 * What verification needs of a folder that came from others; `BundleSource` of the files port has this shape. Hostile: names,
 * sizes and links are judged here, not trusted.
 */
export interface BundleFolder {
  /** Everything below the root but folders, relative with forward slashes. Links and devices are `other` and never followed. */
  list(): Promise<readonly ListedFile[]>;
  /** Whole content of a small file; throws BUNDLE_UNREADABLE above `maxBytes`. */
  readAll(path: string, maxBytes: number): Promise<Uint8Array>;
  digest(path: string): Promise<FileDigest>;
}

export interface ListedFile {
  readonly path: string;
  readonly size: number;
  readonly kind: 'file' | 'other';
}

export interface FileDigest {
  readonly sha256: string;
  readonly sha512: string;
  readonly size: number;
}
