import type { Locator } from '@playwright/test';
import { instantFromMs } from '../../shared/domain/instant.ts';
import { ConsoleHome, Revocation } from '../support/console-home.ts';
import { HandClock } from '../support/hand-clock.ts';
import type { IncidentPage } from './incident.page.ts';
import { expect, tabTo, test } from './night.ts';

/** Two users of one Redis are signed for and their wave is open; nothing was executed. */
async function prepared(home: string): Promise<void> {
  const console = await ConsoleHome.create({ home, clock: new HandClock(instantFromMs(Date.now() - 120_000)) });
  const revocation = await Revocation.start(console);
  await revocation.arm(3, 'attest');
  await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
  await console.app.close();
}

async function attest(at: IncidentPage, step: string, verdict: string, statement: string): Promise<void> {
  const card: Locator = at.page.getByRole('region', { name: step, exact: true });
  await card.getByRole('radio', { name: verdict, exact: true }).check({ force: true });
  await card.getByLabel('What you did and saw').fill(statement);
  await card.getByRole('checkbox', { name: /E-0001/ }).check({ force: true });
  await at.button('Record the statement', card).click();
  await expect(card).toBeHidden();
}

test('others broke: it is taken back at once, the wave stops, and the repair is on record', async ({
  home,
  opened,
  look,
}) => {
  await prepared(home);
  const { at, page } = await opened(home);
  await page.getByRole('link', { name: 'QUIET HARBOUR' }).click();
  await at.go('Run');
  await page
    .getByRole('link', { name: /^Open / })
    .first()
    .click();
  await at.button('Execute').click();
  await attest(at, 'Apply', 'Done', 'Switched off at the server.');
  await attest(at, 'Probe: what is cut must fail', 'It was refused or cut off', 'The login is refused.');
  await attest(at, 'Probe: others must still work', 'It was refused or cut off', 'Checkout cannot log in any more.');
  await expect(page.getByRole('status').filter({ hasText: 'Others broke.' })).toContainText('Checkout cannot log in');
  await look(page, 'repair-broken');

  await at.go('Command');
  await look(page, 'repair-command');
  await page.getByRole('link', { name: /Others broke: K18 wave 3 “?Checkout cannot log in any more/ }).click();
  await attest(at, 'Undo', 'Done', 'Switched on with a new password.');
  await attest(at, 'Probe: others must still work', 'It went through', 'Checkout logs in.');
  await expect(page.getByText('What it was to cut is open again.')).toBeVisible();
  await look(page, 'repair-compensated');
  await at.go('Command');
  await expect(page.getByRole('link', { name: /Not in force, others broke: K18 wave 3/ })).toBeVisible();

  await test.step('stop and repair, by keyboard', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await tabTo(page, 'Stop and repair', 'button');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Reason, for the record')).toBeFocused();
    await page.keyboard.type('Checkout used the same user.');
    await tabTo(page, 'Stop and repair', 'button');
    await page.keyboard.press('Enter');
    await at.atStep('Repair');
    await look(page, 'repair-step');
    await at.move('Repaired', { reason: 'Checkout has a user of its own now.' });
    await at.atStep('Approvals');
    await look(page, 'repair-approvals');
  });
});
