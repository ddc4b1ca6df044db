import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { freePort, untilListening } from './ports.ts';
import { missingPrograms } from './programs.ts';
import { RigProcesses } from './rig-processes.ts';
import type { HeldSession, Rig } from './rig.ts';

/** What keeps this rig from starting; empty when it can. */
export function missingForRedisRig(): readonly string[] {
  return missingPrograms({ 'redis-server': 'redis-server', 'redis-cli': 'redis-tools' });
}

/** A Redis server with an ACL file: administrator, the compromised service user, a control user; the default user is off. */
export async function startRedisRig(dir: string): Promise<Rig> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const port = await freePort();
  const passwords = { admin: newPassword(), svc: newPassword(), control: newPassword(), next: newPassword() };
  for (const [name, password] of Object.entries(passwords)) {
    await writeFile(join(dir, `${name}.pass`), `${password}\n`, { mode: 0o600 });
  }
  const users = [
    'user default off',
    `user ir-admin on >${passwords.admin} ~* &* +@all`,
    `user svc-recommender on >${passwords.svc} ~* &* +@all -@admin`,
    `user svc-checkout on >${passwords.control} ~* &* +@all -@admin`,
  ];
  await writeFile(join(dir, 'users.acl'), `${users.join('\n')}\n`, { mode: 0o600 });
  const config = [`port ${port}`, 'bind 127.0.0.1', 'save ""', `dir ${dir}`, `aclfile ${join(dir, 'users.acl')}`];
  await writeFile(join(dir, 'redis.conf'), `${config.join('\n')}\n`);

  const processes = new RigProcesses();
  const server = processes.start(['redis-server', join(dir, 'redis.conf')], dir);
  server.stdout?.resume();
  try {
    await untilListening(port, 5000);
  } catch (cause) {
    await processes.stop();
    throw cause;
  }
  return {
    params: {
      host: '127.0.0.1',
      port: String(port),
      user: 'svc-recommender',
      userPassword: join(dir, 'svc.pass'),
      controlUser: 'svc-checkout',
      controlPassword: join(dir, 'control.pass'),
      adminUser: 'ir-admin',
      adminPassword: join(dir, 'admin.pass'),
      newPassword: join(dir, 'next.pass'),
    },
    holdSession: () => holdSession(port, 'svc-recommender', passwords.svc),
    suspend: () => processes.signal(server, 'SIGSTOP'),
    resume: () => processes.signal(server, 'SIGCONT'),
    stop: () => processes.stop(),
  };
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

async function holdSession(port: number, user: string, password: string): Promise<HeldSession> {
  const socket = connect({ host: '127.0.0.1', port });
  const answer = await ask(socket, `AUTH ${user} ${password}`);
  if (answer !== '+OK') throw new Error(`the session could not be opened: ${answer ?? 'no answer'}`);
  return { alive: async () => (await ask(socket, 'PING')) === '+PONG', end: () => socket.destroy() };
}

/** One inline command, one line of answer; undefined when the connection is gone or nothing comes. */
async function ask(socket: Socket, line: string): Promise<string | undefined> {
  if (socket.destroyed || socket.readyState === 'closed') return undefined;
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const timer = setTimeout(() => resolve(undefined), 2000);
  const onData = (chunk: Buffer): void => resolve(chunk.toString('utf8').split('\r\n')[0]);
  const onEnd = (): void => resolve(undefined);
  socket.once('data', onData);
  socket.once('close', onEnd);
  socket.once('error', onEnd);
  socket.write(`${line}\r\n`);
  const answer = await promise;
  clearTimeout(timer);
  socket.off('data', onData);
  socket.off('close', onEnd);
  // An error listener stays: a reset that arrives between two questions must not end the process.
  return answer;
}
