import { statfs } from 'node:fs/promises';
import { fail } from '../../../shared/domain/failure.ts';

/**
 * File systems that live on another machine, by the magic number of Linux's statfs(2). SQLite's locks and its WAL shared memory
 * do not hold there (sqlite.org, howtocorrupt 2.1 and wal, "all processes on the same host"), and a sync may mean nothing.
 */
const REMOTE: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x5346414f, 'AFS'],
  [0x01021997, '9P'],
  [0x00c36400, 'Ceph'],
  [0x65735546, 'FUSE (sshfs, cloud drives)'],
]);

/** Name of the remote file system that `type` stands for, or null for a local one. Only the low 32 bits count: some are signed. */
export function remoteKind(type: number): string | null {
  return REMOTE.get(type >>> 0) ?? null;
}

/** Throws HOME_UNUSABLE when the folder lies on a network share. Other systems than Linux give no such numbers and pass. */
export async function refuseNetworkShare(path: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const kind = remoteKind((await statfs(path)).type);
  if (kind)
    fail(
      'HOME_UNUSABLE',
      `the home lies on a network file system (${kind}); a ledger there could be damaged without notice`,
      [kind],
    );
}
