import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerFiles } from '../../main/adapters/files/runner-files.ts';
import { createCommandRunner } from '../../main/adapters/process/run-command.ts';
import { missingForRedisRig, startRedisRig } from '../../main/hosts/cli/demo/rig/redis-rig.ts';
import { instantFromMs } from '../../shared/domain/instant.ts';
import { ConsoleHome, Revocation } from '../support/console-home.ts';
import { HandClock } from '../support/hand-clock.ts';
import { expect, tabTo, test } from './night.ts';

type Params = Readonly<Record<string, string>>;

const missing = missingForRedisRig();

test('killed between start and outcome: a person answers, and nothing runs twice', async ({ home, opened, look }) => {
  test.skip(missing.length > 0, `this machine lacks ${missing.join(', ')}`);
  const rig = await startRedisRig(join(home, '..', 'redis'));
  try {
    await armed(home, rig.params);
    await test.step('the console dies while a Redis that hangs has the command', async () => {
      const { at, page, run } = await opened(home);
      await page.getByRole('link', { name: 'QUIET HARBOUR' }).click();
      await at.go('Run');
      await page
        .getByRole('link', { name: /^Open / })
        .first()
        .click();
      rig.suspend();
      await at.button('Execute').click();
      await expect(page.getByText('runs on this console since')).toBeVisible();
      // On record is not yet sent: redis-cli has to have been started, and to have reached the server.
      await expect.poll(() => unread(rig.params)).toBeGreaterThan(0);
      process.kill(run.pid, 'SIGKILL');
      await expect(page.getByText('The console does not answer.')).toBeVisible();
    });
    // What was sent outlives the console that sent it, and takes effect now.
    rig.resume();
    await expect.poll(() => switchedOff(rig.params)).toBe(1);

    const { at, page } = await opened(home);
    await test.step('it is the next thing, and only a person can go on', async () => {
      await page.getByRole('link', { name: 'QUIET HARBOUR' }).click();
      await expect(page.getByRole('link', { name: /In doubt: K18/ })).toBeVisible();
      await look(page, 'doubt-command');
      await tabTo(page, /In doubt: K18/, 'link');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('region', { name: 'In doubt: Apply' })).toContainText('look for redis-cli among');
      await expect(at.button('Execute')).toBeHidden();
      await expect(at.button('Withdraw')).toBeHidden();
      await look(page, 'doubt-asked');
    });

    await test.step('the answer by keyboard; the console proves it and sends nothing again', async () => {
      await tabTo(page, /Yes, it took effect/, 'radio');
      await page.keyboard.press('Space');
      await tabTo(page, 'What you looked at, and what it showed', 'textbox');
      await page.keyboard.type('ACL LIST on the server: svc-recommender is off.');
      await tabTo(page, 'Show the commands', 'button');
      await page.keyboard.press('Enter');
      await look(page, 'doubt-answered');
      await tabTo(page, 'Record the answer', 'button');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('region', { name: 'Proofs' })).toContainText('None left');
      await look(page, 'doubt-effective');
      expect(switchedOff(rig.params)).toBe(1);
      await at.go('Timeline');
      await expect(page.getByText(/ACL LIST on the server/)).toBeVisible();
      await look(page, 'doubt-timeline');
    });
  } finally {
    await rig.stop();
  }
});

test('a step that only looks is set aside and made again', async ({ home, opened, look }) => {
  const console = await ConsoleHome.create({ home, clock: new HandClock(instantFromMs(Date.now() - 60_000)) });
  const revocation = await Revocation.start(console);
  const action = await revocation.draft();
  console.redis.before = () => new Promise(() => {});
  await console.ada.action.dryRun({ incident: revocation.incident, action });
  await console.app.close();
  const { at, page } = await opened(home);
  await page.getByRole('link', { name: 'QUIET HARBOUR' }).click();
  await page.getByRole('link', { name: /In doubt: K18/ }).click();
  const doubt = page.getByRole('region', { name: 'In doubt: Collect before cutting' });
  await expect(doubt).toContainText('This step only looks and changes nothing. Set it aside');
  await expect(doubt.getByRole('radio')).toHaveCount(0);
  await doubt.getByLabel('Why its answer is missing').fill('The laptop went to sleep.');
  await look(page, 'doubt-looked');
  await at.button('Set this step aside').click();
  await expect(at.button('Dry run')).toBeVisible();
});

test('an undo in doubt: what each answer leads to is said, and comes true', async ({ home, opened, look }) => {
  const console = await ConsoleHome.create({ home, clock: new HandClock(instantFromMs(Date.now() - 60_000)) });
  const revocation = await Revocation.start(console);
  const action = await revocation.arm();
  await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
  await revocation.order(action, 'apply');
  await revocation.approve(action, 'undo');
  console.redis.before = () => new Promise(() => {});
  await console.ada.action.order({ incident: revocation.incident, action, purpose: 'undo' });
  await console.app.close();
  const { at, page } = await opened(home);
  await page.getByRole('link', { name: 'QUIET HARBOUR' }).click();
  await page.getByRole('link', { name: /In doubt: K18/ }).click();
  const doubt = page.getByRole('region', { name: 'In doubt: Undo' });
  await expect(doubt).toContainText('It stands as not proven. Probe again, or submit the undo anew.');
  await look(page, 'doubt-undo');
  await doubt
    .getByRole('radio', { name: /No, nothing changed The undo stays approved and can be executed/ })
    .check({ force: true });
  await doubt.getByLabel('What you looked at, and what it showed').fill('The user is off, as before.');
  await at.button('Record the answer', doubt).click();
  await expect(at.button('Execute the undo')).toBeVisible();
});

/** The recommender's user at a real Redis, signed for and at its wave; nothing was executed. */
async function armed(home: string, params: Params): Promise<void> {
  const clock = new HandClock(instantFromMs(Date.now() - 60_000));
  const console = await ConsoleHome.create({ home, clock, runner: createCommandRunner({ files: runnerFiles }) });
  const aim = { template: 'K18', params: Object.entries(params).map(([name, value]) => ({ name, value })) };
  const revocation = await Revocation.start(console, [3], aim);
  await revocation.arm();
  await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
  await console.app.close();
}

/** Bytes that wait for a server that hangs. */
function unread({ port = '' }: Params): number {
  const args = ['-tnH', 'state', 'established', 'sport', '=', `:${port}`];
  const lines = execFileSync('ss', args, { encoding: 'utf8' }).split('\n');
  return lines.reduce((sum, line) => sum + Number(/^(\d+)/.exec(line)?.[1] ?? 0), 0);
}

/** How often this server was told to change a user, by its own count. */
function switchedOff({ port = '', adminUser = '', adminPassword = '' }: Params): number {
  const args = ['-p', port, '--user', adminUser, '--no-auth-warning', 'info', 'commandstats'];
  const env = { PATH: process.env['PATH'], REDISCLI_AUTH: readFileSync(adminPassword, 'utf8').trim() };
  const told = execFileSync('redis-cli', args, { env, encoding: 'utf8' });
  return Number(/cmdstat_acl\|setuser:calls=(\d+)/.exec(told)?.[1] ?? 0);
}
