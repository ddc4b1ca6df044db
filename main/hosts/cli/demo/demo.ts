import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { composeApp } from '../../compose.ts';
import type { Invocation } from '../invocation.ts';
import { printReport } from '../report-lines.ts';
import { print } from '../terminal.ts';
import { startEstate } from './estate.ts';
import { bringPeople } from './people.ts';
import { playIncident } from './story.ts';

/**
 * The whole main job, unattended and on real systems: a private CA with nginx, sshd and Redis are started under the home,
 * an incident is played through the real use cases by two operators, and the bundle is left in --out and verified.
 */
export async function demo(invocation: Invocation): Promise<number> {
  const home = resolve(invocation.home ?? 'demo-home');
  const out = resolve(invocation.required('out'));
  const started = performance.now();
  const say = (line: string): void =>
    print(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const estate = await startEstate(join(home, 'estate'));
  const app = await composeApp({ home: join(home, 'console'), host: 'cli' }).catch(async (error: unknown) => {
    await estate.stop();
    throw error;
  });
  try {
    for (const { template, what } of estate.missing)
      say(`${template} is left out, this machine lacks: ${what.join(', ')}`);
    const people = await bringPeople(app, (name, passphrase) =>
      writeFile(join(home, `${name}.passphrase`), `${passphrase}\n`, { mode: 0o600 }),
    );
    say('console set up; two operators with keys of their own');
    const incident = await playIncident(people, estate, join(home, 'logs'), say);
    const { path } = await people.ben.handoff.export({
      incident,
      directory: out,
      recipient: 'Incident response counsel',
      purpose: 'evidence hand-off',
    });
    const report = await people.ben.handoff.verify({ path });
    say(`open it: npm start -- --home ${join(home, 'console')}   (passphrases: ${join(home, '*.passphrase')})`);
    print(`bundle\t${path}`);
    return printReport(report, false);
  } finally {
    await app.close();
    await estate.stop();
  }
}
