import { chmod, chown, copyFile, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, untilListening } from '../../../main/hosts/cli/demo/rig/ports.ts';
import { missingPrograms } from '../../../main/hosts/cli/demo/rig/programs.ts';
import { RigProcesses } from '../../../main/hosts/cli/demo/rig/rig-processes.ts';
import type { HeldSession, Rig } from '../../../main/hosts/cli/demo/rig/rig.ts';
import { userIds } from './user-ids.ts';
import { lineSession } from './line-session.ts';
import { newPasswords, rigFolder } from './secrets.ts';

const BIN = '/usr/lib/postgresql/15/bin';

/** What keeps this rig from starting; empty when it can. */
export function missingForPostgresRig(): readonly string[] {
  const missing = missingPrograms({ psql: 'postgresql-client-15', setpriv: 'util-linux' });
  const server = existsSync(`${BIN}/postgres`) ? [] : ['postgres is not installed (package postgresql-15)'];
  const root = process.getuid?.() === 0 ? [] : ['this rig must be started as root: the server runs as its own user'];
  return [...missing, ...server, ...root];
}

export interface PostgresRig extends Rig {
  readonly port: number;
  /** Statements as the administrator; answers what psql printed. */
  sql(...statements: readonly string[]): Promise<string>;
  /** What the server wrote to its log so far; every statement is in it. */
  log(): string;
}

/** A server with password logins only: administrator, compromised role, control role, each with a database to open. */
export async function startPostgresRig(dir: string): Promise<PostgresRig> {
  await rigFolder(dir);
  const at = (name: string): string => join(dir, name);
  const passwords = await newPasswords(dir, ['admin', 'svc', 'control', 'next']);
  const owner = await userIds('postgres');
  await mkdir(at('server'), { mode: 0o700 });
  await copyFile(at('admin.pass'), at('server/admin.pass'));
  for (const path of [at('server'), at('server/admin.pass')]) await chown(path, owner.uid, owner.gid);
  await chmod(at('server'), 0o700);

  const port = await freePort();
  const processes = new RigProcesses();
  const as = ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const init = ['-U', 'ir_admin', '-A', 'scram-sha-256', `--pwfile=${at('server/admin.pass')}`, '--no-sync'];
  await processes.run([...as, `${BIN}/initdb`, '-D', at('server/data'), ...init], { cwd: '/' });
  const settings = ['listen_addresses=127.0.0.1', 'fsync=off', 'log_statement=all'];
  const server = processes.start(
    [...as, `${BIN}/postgres`, '-D', at('server/data'), '-k', '', '-p', String(port)].concat(
      settings.flatMap((setting) => ['-c', setting]),
    ),
    '/',
  );
  server.stdout?.resume();
  let log = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const psql = (user: string): readonly string[] => [
    'psql',
    '-X',
    '-A',
    '-t',
    '-W',
    '-v',
    'ON_ERROR_STOP=1',
    `host=127.0.0.1 port=${port} user=${user} dbname=postgres`,
  ];
  // A run that fails says what psql printed. `setsid` takes the terminal away, so that the password comes from standard input.
  const sql = (...statements: readonly string[]): Promise<string> =>
    processes.run(['setsid', '-w', ...psql('ir_admin')], {
      cwd: '/',
      stdin: `${[passwords.admin, ...statements].join('\n')}\n`,
    });
  try {
    await untilListening(port, 10_000);
    await untilAccepting(sql);
    await sql(
      `CREATE ROLE "svc_recommender" LOGIN PASSWORD '${passwords.svc}';`,
      `CREATE ROLE "svc_checkout" LOGIN PASSWORD '${passwords.control}';`,
    );
  } catch (cause) {
    await processes.stop();
    throw cause;
  }
  return {
    port,
    sql,
    log: () => log,
    params: {
      host: '127.0.0.1',
      port: String(port),
      database: 'postgres',
      role: 'svc_recommender',
      rolePassword: at('svc.pass'),
      controlRole: 'svc_checkout',
      controlPassword: at('control.pass'),
      adminUser: 'ir_admin',
      adminPassword: at('admin.pass'),
      newPassword: at('next.pass'),
    },
    holdSession: () => hold(processes, psql('svc_recommender'), passwords.svc),
    suspend: () => processes.signal(server, 'SIGSTOP'),
    resume: () => processes.signal(server, 'SIGCONT'),
    // A polite request waits for every session to end by itself.
    stop: async () => {
      processes.signal(server, 'SIGCONT');
      processes.signal(server, 'SIGINT');
      await processes.stop();
    },
  };
}

/** It listens a moment before it is ready to answer. */
async function untilAccepting(sql: (...statements: readonly string[]) => Promise<string>): Promise<void> {
  for (let left = 50; ; left -= 1) {
    try {
      await sql('SELECT 1;');
      return;
    } catch (cause) {
      if (left === 0) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function hold(processes: RigProcesses, argv: readonly string[], password: string): Promise<HeldSession> {
  const client = processes.start(argv, '/');
  client.stdin?.write(`${password}\n`);
  return lineSession(
    client,
    (n) => ({ send: `SELECT 'still ' || 'there ${n}';`, hears: `still there ${n}` }),
    () => processes.signal(client, 'SIGTERM'),
  );
}
