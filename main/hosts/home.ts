import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** The folder with the incidents: as told, else BULKHEAD_HOME, else the XDG data folder, else `~/.bulkhead`. */
export function homeFolder(told: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  const named = told ?? env['BULKHEAD_HOME'];
  if (named !== undefined && named !== '') return resolve(named);
  const data = env['XDG_DATA_HOME'];
  // The XDG specification has relative values ignored.
  if (data !== undefined && isAbsolute(data)) return join(data, 'bulkhead');
  return join(homedir(), '.bulkhead');
}
