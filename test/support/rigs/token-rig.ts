import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { missingPrograms } from '../../../main/hosts/cli/demo/rig/programs.ts';
import { RigProcesses } from '../../../main/hosts/cli/demo/rig/rig-processes.ts';
import type { HeldSession, Rig } from '../../../main/hosts/cli/demo/rig/rig.ts';

const MODULE = '/usr/lib/softhsm/libsofthsm2.so';

/** What keeps this rig from starting; empty when it can. */
export function missingForTokenRig(): readonly string[] {
  const missing = missingPrograms({ p11tool: 'gnutls-bin', 'softhsm2-util': 'softhsm2', lsof: 'lsof' });
  const module = existsSync(MODULE) ? [] : [`${MODULE} is not installed (package libsofthsm2)`];
  return process.getuid?.() === 0 ? [...missing, ...module] : [...missing, ...module, 'lsof has to run as root'];
}

export interface TokenRig extends Rig {
  /** p11tool with the PIN on its standard input. */
  p11tool(...args: readonly string[]): Promise<string>;
  /** Process of the session that is held. */
  heldPid(): number | undefined;
}

/**
 * A SoftHSM token with two key pairs: 01 is compromised, 02 is the control. It stands where SoftHSM keeps tokens by itself, because
 * the console hands no variables on; `stop` deletes it again.
 */
export async function startTokenRig(dir: string): Promise<TokenRig> {
  const at = (name: string): string => join(dir, name);
  const pin = String(randomInt(100_000_000, 999_999_999));
  await writeFile(at('token.pin'), `${pin}\n`, { mode: 0o600 });
  await writeFile(at('wrong.pin'), '000000\n', { mode: 0o600 });
  const processes = new RigProcesses();
  let heldPid: number | undefined;
  const token = `bulkhead-rig-${randomBytes(6).toString('hex')}`;
  const init = ['--init-token', '--free', '--label', token, '--so-pin', '12345678', '--pin', pin];
  await processes.run(['softhsm2-util', ...init], { cwd: dir });
  // `setsid` takes the terminal away, so that the PIN comes from standard input.
  const p11tool = (...args: readonly string[]): Promise<string> =>
    processes.run(['setsid', '-w', 'p11tool', '--provider', MODULE, '--login', ...args], {
      cwd: dir,
      stdin: `${pin}\n`,
    });
  for (const [id, label] of [
    ['01', 'leaked'],
    ['02', 'control'],
  ] as const)
    await p11tool(
      '--generate-privkey=ecdsa',
      '--curve=secp256r1',
      `--id=${id}`,
      `--label=${label}`,
      `pkcs11:token=${token}`,
    );
  return {
    p11tool,
    params: {
      module: MODULE,
      token,
      keyId: '01',
      controlId: '02',
      pin: at('token.pin'),
    },
    heldPid: () => heldPid,
    holdSession: async () => {
      const list = ['--login', '--list-privkeys', `pkcs11:token=${token}`];
      const client = processes.start(['p11tool', '--provider', MODULE, ...list], dir);
      heldPid = client.pid;
      // It asks for its PIN, which never comes, with the module loaded.
      await once(client.stderr ?? client, 'data');
      return held(processes, client);
    },
    suspend: () => undefined,
    resume: () => undefined,
    stop: async () => {
      await processes.stop();
      await processes.run(['softhsm2-util', '--delete-token', '--token', token], { cwd: dir });
    },
  };
}

function held(processes: RigProcesses, client: ChildProcess): HeldSession {
  client.stdout?.resume();
  return {
    alive: () => Promise.resolve(client.exitCode === null && client.signalCode === null),
    end: () => processes.signal(client, 'SIGKILL'),
  };
}
