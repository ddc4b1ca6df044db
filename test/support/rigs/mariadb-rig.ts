import { chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, untilListening } from '../../../main/hosts/cli/demo/rig/ports.ts';
import { missingPrograms } from '../../../main/hosts/cli/demo/rig/programs.ts';
import { RigProcesses } from '../../../main/hosts/cli/demo/rig/rig-processes.ts';
import type { Rig } from '../../../main/hosts/cli/demo/rig/rig.ts';
import { lineSession } from './line-session.ts';
import { newPasswords, rigFolder } from './secrets.ts';
import { userIds } from './user-ids.ts';

/** What keeps this rig from starting; empty when it can. */
export function missingForMariadbRig(): readonly string[] {
  const missing = missingPrograms({
    mariadb: 'mariadb-client',
    mariadbd: 'mariadb-server',
    'mariadb-install-db': 'mariadb-server',
    setpriv: 'util-linux',
  });
  return process.getuid?.() === 0
    ? missing
    : [...missing, 'this rig must be started as root: the server runs as its own user'];
}

export interface MariadbRig extends Rig {
  /** Statements as the owner of the server. */
  sql(...statements: readonly string[]): Promise<string>;
}

/** A server with an administrator, the compromised user at two host patterns, and a control user. */
export async function startMariadbRig(dir: string): Promise<MariadbRig> {
  await rigFolder(dir);
  const at = (name: string): string => join(dir, name);
  const passwords = await newPasswords(dir, ['admin', 'svc', 'control', 'next']);
  const owner = await userIds('mysql');
  await mkdir(at('server'), { mode: 0o700 });
  await chown(at('server'), owner.uid, owner.gid);
  const port = await freePort();
  const processes = new RigProcesses();
  const as = ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const install = ['--auth-root-authentication-method=normal', '--skip-test-db', `--datadir=${at('server/data')}`];
  await processes.run([...as, 'mariadb-install-db', '--no-defaults', ...install], { cwd: '/' });
  const socket = at('server/s');
  const server = processes.start(
    [
      ...as,
      'mariadbd',
      '--no-defaults',
      `--datadir=${at('server/data')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${socket}`,
      `--pid-file=${at('server/pid')}`,
      '--innodb-flush-log-at-trx-commit=0',
    ],
    '/',
  );
  server.stdout?.resume();
  const sql = (...statements: readonly string[]): Promise<string> =>
    processes.run(['mariadb', '--no-defaults', `--socket=${socket}`, '--user=root', '--batch'], {
      cwd: '/',
      stdin: statements.join('\n'),
    });
  const user = (name: string, host: string, password: string): string =>
    `CREATE USER '${name}'@'${host}' IDENTIFIED BY '${password}';`;
  try {
    await untilListening(port, 20_000);
    await sql(
      user('ir_admin', '%', passwords.admin),
      "GRANT ALL ON *.* TO 'ir_admin'@'%' WITH GRANT OPTION;",
      user('svc_recommender', '127.0.0.1', passwords.svc),
      user('svc_recommender', '10.%', passwords.svc),
      user('svc_checkout', '%', passwords.control),
    );
  } catch (cause) {
    await processes.stop();
    throw cause;
  }
  await writeFile(at('held.cnf'), `[client]\npassword="${passwords.svc}"\n`, { mode: 0o600 });
  return {
    sql,
    params: {
      host: '127.0.0.1',
      port: String(port),
      user: 'svc_recommender',
      userPassword: at('svc.pass'),
      controlUser: 'svc_checkout',
      controlPassword: at('control.pass'),
      adminUser: 'ir_admin',
      adminPassword: at('admin.pass'),
      newPassword: at('next.pass'),
    },
    holdSession: () => {
      const where = ['--protocol=tcp', '--host=127.0.0.1', `--port=${port}`, '--user=svc_recommender'];
      const how = ['--batch', '--skip-column-names', '--unbuffered', '--skip-reconnect'];
      const client = processes.start(['mariadb', `--defaults-file=${at('held.cnf')}`, ...where, ...how], '/');
      return lineSession(
        client,
        (n) => ({ send: `SELECT CONCAT('still ', 'there ${n}');`, hears: `still there ${n}` }),
        () => processes.signal(client, 'SIGTERM'),
      );
    },
    suspend: () => processes.signal(server, 'SIGSTOP'),
    resume: () => processes.signal(server, 'SIGCONT'),
    stop: () => processes.stop(),
  };
}
