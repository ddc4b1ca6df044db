import { readFile } from 'node:fs/promises';
import type { StepName, Verdict } from '../../../../shared/domain/action.ts';
import type { Drive } from '../drive.ts';

/** Verdicts of several steps, each once. With the server down every one of them has to be `unclear`. */
export async function distinctVerdicts(drive: Drive, steps: readonly StepName[]): Promise<readonly Verdict[]> {
  const found = new Set<Verdict>();
  for (const name of steps) found.add(await drive.verdict(name));
  return [...found];
}

/** Steps in whose outputs or arguments one of the secrets in these files can be read. */
export async function stepsThatTell(
  drive: Drive,
  files: readonly string[],
  steps: readonly StepName[],
): Promise<readonly StepName[]> {
  const secrets = await Promise.all(files.map(async (path) => (await readFile(path, 'utf8')).trim()));
  const telling: StepName[] = [];
  for (const name of steps) {
    const { outputs } = await drive.step(name);
    const words = drive.commands(name).flatMap((command) => command.argv);
    const all = [...words, ...outputs.map((output) => output.text)];
    if (secrets.some((secret) => all.some((text) => text.includes(secret)))) telling.push(name);
  }
  return telling;
}
