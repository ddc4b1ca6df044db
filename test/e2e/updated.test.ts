import { join } from 'node:path';
import { restrictedByHand } from '../support/attested-containment.ts';
import { runLoopback } from '../support/loopback-run.ts';
import { underOtherVersions } from '../support/other-versions.ts';
import { declaration, passphrase } from '../support/setup-input.ts';
import { root } from '../support/source-tree.ts';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';
import { PreparedHome } from './prepared-home.ts';

const dist = process.env['BULKHEAD_DIST'] ?? join(root, 'dist');

test('a console brought up to date in the middle of a breach leaves nobody stuck', async ({ context, home }, info) => {
  test.setTimeout(240_000);
  await underOtherVersions(async () => {
    const before = await PreparedHome.create(home, 90);
    await restrictedByHand(before.console);
    await before.close();
  });
  const console = await runLoopback(join(dist, 'main/loopback.js'), home);
  const page = await context.newPage();
  const at = new IncidentPage(page);
  const look = async (name: string): Promise<void> => {
    for (const [theme, width, height] of [
      ['light', 1280, 800],
      ['dark', 1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: theme });
      const folder = process.env['BULKHEAD_SHOTS'] ?? info.outputPath('shots');
      await page.screenshot({ path: join(folder, `updated-${name}-${theme}.png`), fullPage: true });
      expect(await accessibilityFaults(page), `axe on ${name}, ${theme}`).toEqual([]);
    }
  };
  try {
    await page.goto(console.url);
    await at.unlock('Ada Commander', passphrase);
    await page.getByRole('link', { name: declaration.codename }).click();
    await expect(page.getByText(/PB4 cannot be followed here/).first()).toBeVisible();
    await at.go('Run');
    const step = page.getByRole('region', { name: 'Current step' });
    await expect(step).toContainText('The current step cannot be told here');
    await expect(step).toContainText('N01-L1 Shop and AI: begun to be applied, and its state is not known here');
    const matrix = page.getByRole('region', { name: 'Probe matrix' });
    await expect(matrix).toContainText('Level not told here');
    await look('cannot-be-followed');
    await at.button('End it on record', step).press('Enter');
    const dialog = page.getByRole('dialog');
    const end = at.button('End it on record', dialog);
    await dialog.getByLabel('Why it is ended here').fill('The laptop with the version of before burned.');
    await expect(end).toBeDisabled();
    await dialog.getByLabel('What became of N01-L1 Shop and AI').fill('Cleo saw the table gone at 02:40.');
    await look('ending');
    await end.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(step).toContainText('Ended without its playbook');
    await expect(step).toContainText('Reported: Cleo saw the table gone at 02:40.');
    await look('ended');
    await at.go('Decisions');
    await expect(page.getByRole('region', { name: 'Decision log' })).toContainText('Ended without its playbook');
    await look('decisions');
    await at.go('Timeline');
    await expect(page.getByText(/Playbook PB4 ended without its playbook/)).toBeVisible();
    await at.go('Handoff');
    await at.button('Fill in from the record').click();
    await expect(page.getByLabel(/Situation/).first()).toHaveValue(
      /ended without its playbook, exit criteria not asked/,
    );
    // The playbook of this version is started anew for the same segment.
    await at.go('Run');
    await page.getByRole('link', { name: 'Start another playbook' }).click();
    await look('start-anew');
  } finally {
    await page.close();
    await console.stop();
  }
});
