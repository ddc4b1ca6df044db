import { join } from 'node:path';
import { findTemplate } from '../../playbooks/actions/registry.ts';
import { Revocation } from '../support/console-home.ts';
import { runLoopback } from '../support/loopback-run.ts';
import { declaration, passphrase } from '../support/setup-input.ts';
import { root } from '../support/source-tree.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';
import { PreparedHome } from './prepared-home.ts';

const dist = process.env['BULKHEAD_DIST'] ?? join(root, 'dist');

test('two playbooks side by side: each is opened, moved and drafted in as itself', async ({ context, home }) => {
  test.setTimeout(240_000);
  const before = await PreparedHome.create(home, 30);
  const { ada } = before.console;
  const incident = await before.declare('TWO LANES');
  const segment = await before.asset(incident, 'segment', 'Shop and AI');
  await ada.run.start({ incident, playbook: 'PB1' });
  await ada.run.start({ incident, playbook: 'PB4', subject: segment });
  await before.close();
  const console = await runLoopback(join(dist, 'main/loopback.js'), home);
  const page = await context.newPage();
  const at = new IncidentPage(page);
  try {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(console.url);
    await at.unlock('Ada Commander', passphrase);
    await page.getByRole('link', { name: 'TWO LANES' }).click();
    // What waits in the second run is opened in the second run.
    await page.getByRole('link', { name: /PB4: Normal/ }).click();
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText('Containment of a segment: Shop and AI');
    // Numbers that are still to be typed hold the move back no more than any words do.
    const step = page.getByRole('region', { name: 'Current step' });
    await at.button('Orders fall below the floor', step).press('Enter');
    await step.getByLabel('Reason, for the record').fill('12/40/60');
    await at.button('Orders fall below the floor', step).press('Enter');
    await expect(step).toContainText('Orders below the floor');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'N01-L1 nftables table: restrict' })
      .getByRole('link', { name: 'Draft N01-L1 for Shop and AI' })
      .click();
    await expect(heading).toHaveText('Containment of a segment: Shop and AI');
    await at.button('Draft the action').press('Enter');
    await expect(page.getByRole('alert')).toContainText('Ranges contained: Please fill in this field.');
    await page.getByRole('link', { name: 'Back to the step' }).click();
    await expect(heading).toHaveText('Containment of a segment: Shop and AI');
  } finally {
    await page.close();
    await console.stop();
  }
});

test('a KMS key that is proven disabled can be followed by its deletion', async ({ context, home }) => {
  test.setTimeout(240_000);
  const before = await PreparedHome.create(home, 30);
  const { ada } = before.console;
  const params = (findTemplate('K09')?.fields ?? []).map(({ name, example }) => ({ name, value: example }));
  const revocation = await Revocation.start(before.console, [1], { template: 'K09', params });
  const { incident } = revocation;
  const exhibit = await revocation.exhibit();
  const action = await revocation.draft(1, 'attest');
  await ada.action.dryRun({ incident, action });
  await before.attestAll(incident, action, [exhibit]);
  await revocation.approve(action, 'apply');
  await revocation.moves(['ALL_ARMED'], ['FIRE']);
  await ada.action.order({ incident, action, purpose: 'apply' });
  await before.attestAll(incident, action, [exhibit]);
  await before.close();
  const console = await runLoopback(join(dist, 'main/loopback.js'), home);
  const page = await context.newPage();
  const at = new IncidentPage(page);
  try {
    await page.goto(console.url);
    await at.unlock('Ada Commander', passphrase);
    await page.getByRole('link', { name: declaration.codename }).click();
    await at.go('Run');
    await page.getByRole('link', { name: /^Draft K09-DEL: / }).click();
    await expect(page.getByRole('heading', { name: /^Draft: K09-DEL/ })).toBeVisible();
  } finally {
    await page.close();
    await console.stop();
  }
});
