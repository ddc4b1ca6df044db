// A console in a process of its own that can be killed: sets a home up, arms one action, orders it, and says what happens.
// Each command that runs is written to a file before it answers, so that whoever killed this process can count.
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConsoleHome, Revocation } from './console-home.ts';

const [home = '', slow = ''] = process.argv.slice(2);
const opened = await ConsoleHome.create({ home });
const revocation = await Revocation.start(opened);
const action = await revocation.arm();
await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
writeFileSync(
  join(home, 'known.json'),
  JSON.stringify({
    adaKey: opened.adaKey,
    benKey: opened.benKey,
    incident: revocation.incident,
    run: revocation.run,
    action,
  }),
);
opened.redis.before = async ({ title }) => {
  appendFileSync(join(home, 'performed.txt'), `${title}\n`);
  if (title !== slow) return;
  process.stdout.write('performing\n');
  // Longer than any test waits: the process does not survive this step.
  while (existsSync(home)) await new Promise((resolve) => setTimeout(resolve, 50));
};
await revocation.order(action, 'apply');
process.stdout.write('done\n');
await opened.app.close();
