import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RunId } from '../../shared/domain/ids.ts';
import { runLoopback } from '../support/loopback-run.ts';
import { passphrase } from '../support/setup-input.ts';
import { root } from '../support/source-tree.ts';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';
import { PreparedHome } from './prepared-home.ts';

const dist = process.env['BULKHEAD_DIST'] ?? join(root, 'dist');

test.use({ viewport: { width: 1280, height: 800 } });

/** In both themes and at both sizes. */
async function seen(page: Page, name: string): Promise<void> {
  const folder = process.env['BULKHEAD_SHOTS'];
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    expect(await accessibilityFaults(page), `axe on ${name}, ${theme}`).toEqual([]);
    for (const [width, height] of folder === undefined
      ? []
      : ([
          [1280, 800],
          [1920, 1080],
        ] as const)) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: `${folder}/${name}-${theme}-${width}.png` });
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

// Where the console itself may go is what the register says: before an action is drafted, and when it is ordered.
test('an action stays a card until the register names its cluster', async ({ context, home }) => {
  test.setTimeout(300_000);
  const past = await PreparedHome.create(home, 30);
  const { console } = past;
  await console.armExec();
  const incident = await past.declare('Quiet Harbour');
  await console.ada.incident.addAsset({
    incident,
    asset: { type: 'llm.server', name: 'Inference', owner: 'Platform', criticalFunction: 'yes' },
  });
  const credential = { label: 'model loader', template: 'K20', canMint: false, issues: false, consumers: 'inference' };
  await console.ada.incident.addCredential({ incident, credential });
  const { run } = await console.ada.run.start({ incident, playbook: 'PB1' });
  for (const [event, choice, detail] of [
    ['KEY_SUSPECTED', '', 'seen in a paste'],
    ['INVENTORY_DONE', '', ''],
    ['BLAST_ASSESSED', 'consumers-known', ''],
    ['STRATEGY_CHOSEN', 'revoke-now', 'abuse is confirmed'],
    ['EVIDENCE_HELD', 'skipped', 'cut first'],
  ] as const)
    await console.ada.run.advance({ incident, run: run as RunId, event, choice, detail });
  await past.close();

  const served = await runLoopback(join(dist, 'main/loopback.js'), home);
  const page = await context.newPage();
  try {
    await page.goto(served.url);
    const at = new IncidentPage(page);
    await at.unlock('Ada Commander', passphrase);
    await page.getByRole('link', { name: 'Quiet Harbour' }).click();
    await at.go('Run');
    await page.getByRole('link', { name: 'Draft an action' }).click();
    const byConsole = page.getByRole('radio', { name: 'By this console' });
    await expect(byConsole).toBeDisabled();
    await expect(page.getByText('the register names no context', { exact: false })).toBeVisible();
    const field = page.getByRole('textbox', { name: 'Context (optional)' });
    await expect(field).toHaveAccessibleDescription(/The register has none\. Write kubectl\/CONTEXT into “Reached by”/);
    await field.scrollIntoViewIfNeeded();
    await seen(page, 'draft-no-context');

    await at.go('Assets');
    await page.getByRole('button', { name: /^Correct.*Inference/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reached by').fill('kubectl/prod-eu');
    await dialog.getByLabel('Why it is corrected').fill('as the platform team says');
    await seen(page, 'asset-reached-by');
    await at.button('Record the correction', dialog).click();
    await expect(dialog).toBeHidden();

    await at.go('Run');
    await page.getByRole('link', { name: 'Draft an action' }).click();
    await expect(page.getByText('the register names no context', { exact: false })).toBeHidden();
    await expect(field).toHaveAccessibleDescription(/On the register: prod-eu\./);
    await seen(page, 'draft-context');
  } finally {
    await page.close();
    await served.stop();
  }
});
