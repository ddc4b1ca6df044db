import { Buffer } from 'node:buffer';
import { safeStorage } from 'electron';
import type { KeyWrapper } from '../../ports/key-wrapper.ts';

const unprotected =
  'The key store of this system protects nothing (no keyring is running): keys are guarded by their passphrases alone.';

/** The key store of the operating system, or undefined where there is none: keys are then sealed by passphrase only. */
export async function osKeyWrapper(): Promise<KeyWrapper | undefined> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return undefined;
  const basic = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  return {
    warning: basic ? unprotected : null,
    // The store takes text.
    wrap: async (bytes) => new Uint8Array(await safeStorage.encryptStringAsync(Buffer.from(bytes).toString('base64'))),
    unwrap: async (bytes) => {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(bytes));
      return new Uint8Array(Buffer.from(result, 'base64'));
    },
  };
}
