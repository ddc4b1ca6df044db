// A console in a process of its own, against real servers: brings one action to the step named, and stands still right before or right
// after what that step does, so that it can be killed there. What really ran is written to a file.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../../shared/domain/action.ts';
import { findTemplate } from '../../playbooks/actions/registry.ts';
import { HOUR } from '../../shared/domain/instant.ts';
import type { EffectView } from '../../shared/view/action-view.ts';
import { ConsoleHome, Revocation } from './console-home.ts';
import { Containment } from './containment.ts';
import type { CrashAim } from './crash-console.ts';
import { WatchedRunner } from './watched-runner.ts';

const [home = ''] = process.argv.slice(2);
const aim = JSON.parse(readFileSync(join(home, 'aim.json'), 'utf8')) as CrashAim;
const runner = new WatchedRunner();
const opened = await ConsoleHome.create({ home: join(home, 'console'), runner });
const params = Object.fromEntries(aim.params.map(({ name, value }) => [name, value]));
const scene =
  aim.playbook === 'PB4' ? await Containment.start(opened, params) : await Revocation.start(opened, [3], aim);
scene.hand = (command) => runner.run(command);
const action = scene instanceof Containment ? await planned(scene) : await scene.draft(3, aim.mode);
const { adaKey, benKey } = opened;
remember();

/** Set when the order is given in which the step comes up. */
let watching = aim.order === 'dryRun';
let seen = 0;
runner.before = async (command) => {
  seen += watching && (await openEffect())?.step === aim.step ? 1 : 0;
  if (aim.point === 'before') await standStill(command);
};
runner.after = async (command) => {
  appendFileSync(join(home, 'ran.txt'), `${command.title}\n`);
  if (aim.point === 'after') await standStill(command);
};

await scene.dryRun(action);
await scene.approve(action, 'apply');
if (scene instanceof Containment) await scene.moves(['ARMED'], ['RAISE']);
else await scene.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
if (aim.spoilt !== undefined) writeFileSync(aim.spoilt, 'not the password any more\n');
watching ||= aim.order === 'apply';
await scene.order(action, 'apply');
if (aim.order === 'undo') {
  await scene.approve(action, 'undo');
  watching = true;
  await scene.order(action, 'undo');
}
if (aim.order === 'renew') {
  opened.clock.advance(3 * HOUR);
  remember();
  watching = true;
  await scene.order(action, 'renew');
}
process.stdout.write('done\n');
await opened.app.close();

async function planned(containment: Containment) {
  await containment.moves(['PLAN', 'restrict', 'weights leave by the plugin']);
  return containment.draft('restrict');
}

function remember(): void {
  const { incident, run } = scene;
  const known = { adaKey, benKey, incident, run, action, now: opened.clock.now() };
  writeFileSync(join(home, 'known.json'), JSON.stringify(known));
}

async function openEffect(): Promise<EffectView | undefined> {
  return (await scene.look(action)).effects.find(({ status }) => status === 'running' || status === 'waiting');
}

/** How many commands a step has; an attested one tells none of its own, so the template is asked. */
function commandsOf({ step }: EffectView): number {
  const context = { params, actionId: action, sessions: [] };
  return findTemplate(aim.template)?.steps[step]?.commands(context).length ?? 0;
}

/** Before the first command of the step, or after its last; where one command is named, before or after that one. */
async function standStill(command: Command): Promise<void> {
  if (!watching || seen === 0) return;
  const open = await openEffect();
  if (open?.step !== aim.step) return;
  if (aim.title === undefined ? aim.point === 'after' && seen !== commandsOf(open) : command.title !== aim.title)
    return;
  process.stdout.write('here\n');
  // Longer than any test waits: the process does not survive this command.
  while (existsSync(home)) await new Promise((resolve) => setTimeout(resolve, 50));
}
