import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { refuseNetworkShare, remoteKind } from '../../../main/adapters/files/local-disk.ts';

test.each([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  // As statfs gives it on a machine where the field is signed.
  [0xff534d42 | 0, 'CIFS'],
  [0x65735546, 'FUSE (sshfs, cloud drives)'],
])('file system type %d is on another machine', (type, kind) => expect(remoteKind(type)).toBe(kind));

test.each([
  ['ext4', 0xef53],
  ['xfs', 0x58465342],
  ['btrfs', 0x9123683e],
  ['tmpfs', 0x01021994],
  ['overlay', 0x794c7630],
])('%s is local', (_name, type) => expect(remoteKind(type)).toBeNull());

test('this machine’s temporary folder is accepted', async () => {
  await expect(refuseNetworkShare(tmpdir())).resolves.toBeUndefined();
});
