import { accessSync, constants } from 'node:fs';

export const PROGRAM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Absolute path of a program, or undefined. sshd insists on being started by its full path. */
export function findProgram(name: string): string | undefined {
  return PROGRAM_FOLDERS.map((folder) => `${folder}/${name}`).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** One sentence per thing that is missing, with the Debian package that brings it. */
export function missingPrograms(needed: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(needed).flatMap(([program, from]) =>
    findProgram(program) === undefined ? [`${program} is not installed (package ${from})`] : [],
  );
}
