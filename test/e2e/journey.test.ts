import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { missingForRedisRig, startRedisRig } from '../../main/hosts/cli/demo/rig/redis-rig.ts';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple';
const BEN = 'another honest passphrase';

const missing = missingForRedisRig();

// One incident as its commander lives it, in the real browser, against a real Redis.
test('from first run to a verified bundle', async ({ page, home }, info) => {
  test.skip(missing.length > 0, `this machine lacks ${missing.join(', ')}`);
  test.setTimeout(180_000);
  const shots = info.outputPath('shots');
  mkdirSync(shots, { recursive: true });
  const rig = await startRedisRig(join(home, '..', 'redis'));
  const held = await rig.holdSession();
  const at = new IncidentPage(page);
  const look = async (name: string): Promise<void> => {
    await page.screenshot({ path: join(shots, `${name}.png`) });
    expect(await accessibilityFaults(page), `axe on ${name}`).toEqual([]);
  };

  try {
    await test.step('set up, enrol the second person, declare', async () => {
      await look('first-run');
      await at.setUp(ADA);
      await at.enrol('Ben Okafor', ['Key custodian', 'Legal counsel'], BEN);
      await at.armExec(BEN);
      await at.declare('Quiet Harbour', 'LP-9');
      await look('command-new');
    });

    await test.step('take evidence in', async () => {
      await at.go('Evidence');
      const log = '[22-Nov-2026 02:10:00 UTC] PHP Warning: key in log\n'.repeat(200);
      await page.getByRole('textbox', { name: 'Source' }).fill('shop web server');
      await page.getByRole('textbox', { name: 'Method' }).fill('copied read-only by the host team');
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'debug.log', mimeType: 'text/plain', buffer: Buffer.from(log) });
      await expect(page.getByText('E-0001', { exact: true })).toBeVisible();
      await look('evidence');
    });

    await test.step('run the playbook up to armed', async () => {
      await at.go('Run');
      await page
        .getByRole('button', { name: /^Start/ })
        .first()
        .click();
      await at.move('Take in', { reason: 'Pulled from an unknown network.' });
      await at.atStep('Inventory');
      await at.button('Register a credential').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('What it is').fill('Redis user of the recommender');
      await dialog.getByLabel('How it is revoked').selectOption('K18');
      await at.button('Register', dialog).click();
      await expect(dialog).toBeHidden();
      await at.move('Inventory complete');
      await at.move('Blast radius assessed', { choice: 'consumers-known', reason: 'One consumer.' });
      await at.move('Decide strategy', { choice: 'revoke-now', reason: 'Abuse is confirmed.' });
      await at.move('Evidence is safe', { choice: 'held', reason: 'The log is in.' });
      await at.atStep('Approvals');
      await look('run-approvals');
      await page.getByRole('link', { name: 'Draft an action' }).click();
      await page.getByRole('radio', { name: 'By this console' }).check({ force: true });
      await fillByLabel(page, rig.params);
      await at.button('Draft the action').click();
      await at.button('Dry run').click();
      await expect(at.button('Submit for approval')).toBeVisible({ timeout: 30_000 });
      await look('action-dry-run');
      await at.button('Submit for approval').click();
    });

    await test.step('the second person reads and signs with their own key', async () => {
      await at.button('Read and sign').click();
      const dialog = page.getByRole('dialog');
      const ben = await dialog.getByLabel('Who signs').locator('option', { hasText: 'Ben' }).getAttribute('value');
      await dialog.getByLabel('Who signs').selectOption(ben ?? '');
      await dialog.getByLabel('Their passphrase').fill('not this one at all');
      await at.button('Sign approval', dialog).click();
      await expect(dialog.getByText('PASSPHRASE_WRONG')).toBeVisible();
      await look('approve-wrong-passphrase');
      await dialog.getByLabel('Their passphrase').fill(BEN);
      await at.button('Sign approval', dialog).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByText('Quorum stands')).toBeVisible();
      await look('action-armed');
    });

    await test.step('fire, and see it proven', async () => {
      expect(await held.alive()).toBe(true);
      await page
        .getByRole('link', { name: /Back to the/ })
        .first()
        .click();
      await at.move('All actions armed');
      await at.move('Open wave 1');
      await at.move('Wave complete');
      await at.move('Wave complete');
      await at.atStep('Wave 3: data plane');
      await page
        .getByRole('link', { name: /^Open / })
        .first()
        .click();
      await at.button('Execute').click();
      await expect(page.getByRole('region', { name: 'Proofs' })).toContainText(/blocked|refused/i, { timeout: 30_000 });
      await expect(page.getByRole('region', { name: 'Proofs' })).toContainText('No connection of the user is left', {
        timeout: 30_000,
      });
      expect(await held.alive()).toBe(false);
      await look('action-effective');
      await page.getByRole('link', { name: 'Back to the step' }).click();
      await at.move('Wave complete');
      await at.move('Sweep complete');
      await at.atStep('Re-mint watch');
      await look('run-watch');
    });

    await test.step('decide awareness; the early warning drafts itself from the record', async () => {
      await at.go('Notifications');
      await at.button('Decide awareness under NIS2').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Reason').fill('Confirmed access with a live credential.');
      await at.button('Now', dialog).click();
      await at.button('Record the decision', dialog).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByText('23 h').first()).toBeVisible();
      await expect(page.getByText('NIS2 early warning').first()).toBeVisible();
      await look('notifications');
      await page.getByRole('link', { name: 'Drafts', exact: true }).click();
      await at.button('Keep as version 1, English').click();
      await expect(page.getByText(/Draft.*recorded #/)).toBeVisible();
    });

    await test.step('hand command over with both signatures', async () => {
      await at.go('Handoff');
      const ben = await page.getByLabel('Hand over to').locator('option', { hasText: 'Ben' }).getAttribute('value');
      await page.getByLabel('Hand over to').selectOption(ben ?? '');
      await at.button('Fill in from the record').click();
      await at.button('Offer command').click();
      await at.button('Ben Okafor takes the keyboard').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(/assphrase/).fill(BEN);
      await at.button('Take the keyboard', dialog).click();
      await expect(dialog).toBeHidden();
      await at.button('Accept command').click();
      await expect(page.getByText('Ben Okafor commands.')).toBeVisible();
      await look('handoff');
      await page.getByRole('button', { name: /Give back/ }).click();
    });

    await test.step('export, and verify what was exported', async () => {
      await page.getByLabel('Recipient').fill('Outside counsel');
      await page.getByLabel('Purpose').fill('Evidence hand-off');
      await at.button('Export').click();
      const path =
        (await page
          .getByText(/exports\/inc-/)
          .first()
          .textContent({ timeout: 30_000 })) ?? '';
      await at.go('Verify');
      await page.getByLabel('Folder of the bundle').fill(path);
      await page.getByRole('button', { name: /^Verify/ }).click();
      await expect(page.getByText('Verified', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
      await look('verified');
      appendFileSync(join(path, 'data/ledger/entries.jsonl'), ' ');
      await page.getByRole('button', { name: /^Verify/ }).click();
      await expect(page.getByText('data/ledger/entries.jsonl').first()).toBeVisible({ timeout: 30_000 });
      await look('not-verified');
    });

    await test.step('the timeline tells it, entry by entry, with the proof', async () => {
      await at.go('Timeline');
      await expect(page.getByText(/Bundle inc-.* prepared/)).toBeVisible();
      await page.getByText(/Command accepted/).click();
      await expect(page.getByText(/bulkhead\/incident\//).first()).toBeAttached();
      await look('timeline');
    });
  } finally {
    held.end();
    await rig.stop();
  }
});

async function fillByLabel(page: Page, params: Readonly<Record<string, string>>): Promise<void> {
  const { findTemplate } = await import('../../playbooks/actions/registry.ts');
  for (const field of findTemplate('K18')?.fields ?? [])
    await page.getByLabel(field.label, { exact: true }).fill(params[field.name] ?? '');
}
