import { open } from 'node:fs/promises';
import { BulkheadError } from '../../../shared/domain/failure.ts';

/**
 * A file that a person named and that can only be small, in whole. A wrong path (a disk image, a device that never ends) must not fill
 * the memory, so no more is read than it takes to see that it is too large.
 */
export async function readSmallFile(path: string, mostBytes: number, called = path): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const bytes = Buffer.alloc(mostBytes + 1);
      let read = 0;
      while (read < bytes.length) {
        const { bytesRead } = await file.read(bytes, read, bytes.length - read, null);
        if (bytesRead === 0) return bytes.subarray(0, read);
        read += bytesRead;
      }
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new BulkheadError('FILE_NOT_READABLE', `${called} cannot be read.`, { cause });
  }
  throw new BulkheadError(
    'FILE_NOT_READABLE',
    `${called} is larger than what belongs here can be (${mostBytes} bytes).`,
  );
}
