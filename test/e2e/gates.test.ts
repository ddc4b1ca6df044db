import type { Locator } from '@playwright/test';
import { instantFromMs } from '../../shared/domain/instant.ts';
import { ConsoleHome, Revocation } from '../support/console-home.ts';
import { HandClock } from '../support/hand-clock.ts';
import { passphrase } from '../support/setup-input.ts';
import { expect, type Opened, tabTo, test } from './night.ts';

/** A wave with one action that people attest; it is `minutes` ago that it was submitted, or proven where `effective`. */
async function prepared(home: string, minutes: number, effective: boolean): Promise<void> {
  const clock = new HandClock(instantFromMs(Date.now() - minutes * 60_000));
  const console = await ConsoleHome.create({ home, clock });
  const revocation = await Revocation.start(console);
  const action = await revocation.draft(3, 'attest');
  await revocation.dryRun(action);
  if (effective) {
    await revocation.approve(action, 'apply');
    await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
    await revocation.order(action, 'apply');
  } else await console.ada.action.submit({ incident: revocation.incident, action, purpose: 'apply' });
  await console.app.close();
}

async function openAction({ at, page }: Opened): Promise<void> {
  await page.getByRole('link', { name: 'QUIET HARBOUR' }).click();
  await at.go('Run');
  await page
    .getByRole('link', { name: /^Open / })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 2, name: /K18/ })).toBeVisible();
}

async function asBen(dialog: Locator): Promise<void> {
  const ben = await dialog.getByLabel('Who signs').locator('option', { hasText: 'Ben' }).getAttribute('value');
  await dialog.getByLabel('Who signs').selectOption(ben ?? '');
  await dialog.getByLabel('Their passphrase').fill(passphrase);
}

test('a rejection needs its reason, and stays in sight until it is answered', async ({ home, opened, look }) => {
  await prepared(home, 3, false);
  const on = await opened(home);
  const { at, page } = on;
  await openAction(on);
  await tabTo(page, 'Read and sign', 'button');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await asBen(dialog);
  await expect(dialog).toContainText('seen in its own console');
  await expect(at.button('Sign rejection', dialog)).toBeDisabled();
  await look(page, 'reject-dialog');
  await tabTo(page, 'Note', 'textbox');
  await page.keyboard.type('The control user is the wrong one.');
  await tabTo(page, 'Sign rejection', 'button');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const said = page.getByText('Rejected by Ben Custodian');
  await expect(said).toBeVisible();
  await look(page, 'reject-after');
  await at.go('Command');
  await page.getByRole('link', { name: /Rejected: K18 wave 3.*The control user is the wrong one/ }).click();
  await at.button('Submit for approval').click();
  await expect(at.button('Read and sign')).toBeVisible();
  await expect(said).toBeHidden();
});

test('an approval that ends while it is read is not signed, and says so', async ({ home, opened, look }) => {
  await prepared(home, 10, false);
  const on = await opened(home);
  const { at, page, pass } = on;
  await openAction(on);
  await at.button('Read and sign').click();
  const dialog = page.getByRole('dialog');
  await asBen(dialog);
  await dialog.getByLabel('Note', { exact: true }).fill('Read with the shop team.');
  await expect(at.button('Sign approval', dialog)).toBeEnabled();
  await pass(6);
  await expect(dialog.getByRole('alert')).toContainText('It ended while it was read. Nothing was signed.');
  await expect(at.button('Sign approval', dialog)).toBeHidden();
  await look(page, 'expire-after');
  await page.keyboard.press('Escape');
  await expect(page.getByText('The approval has expired. Dry run and submit again.')).toBeVisible();
  await look(page, 'expire-panel');
  await at.go('Command');
  await expect(page.getByRole('link', { name: /Approval ran out: K18 wave 3/ })).toBeVisible();
});

test('an undo with its approval, taken back by who signed it, and signed again', async ({ home, opened, look }) => {
  await prepared(home, 3, true);
  const on = await opened(home);
  const { at, page } = on;
  const dialog = page.getByRole('dialog');
  const sign = async (): Promise<void> => {
    await at.button('Submit the undo').click();
    await at.button('Read and sign').click();
    await asBen(dialog);
    await expect(dialog).toContainText('It takes back: Switches the ACL user off');
    await at.button('Sign approval', dialog).click();
    await expect(dialog).toBeHidden();
  };
  await openAction(on);
  await sign();
  await look(page, 'undo-armed');

  await at.button('Read or reject').click();
  await asBen(dialog);
  await expect(at.button('Sign approval', dialog)).toBeDisabled();
  await dialog.getByLabel('Note', { exact: true }).fill('Signed too early.');
  await look(page, 'undo-reject');
  await at.button('Sign rejection', dialog).click();
  await expect(page.getByText('Rejected by Ben Custodian')).toBeVisible();

  await sign();
  await at.button('Execute the undo').click();
  for (const [step, verdict] of [
    ['Undo', 'Done'],
    ['Probe: others must still work', 'It went through'],
  ] as const) {
    const card = page.getByRole('region', { name: step, exact: true });
    await card.getByRole('radio', { name: verdict }).check({ force: true });
    await card.getByLabel('What you did and saw').fill('The new password logs in.');
    await card.getByRole('checkbox', { name: /E-0001/ }).check({ force: true });
    await at.button('Record the statement', card).click();
    await expect(card).toBeHidden();
  }
  await expect(page.getByRole('list', { name: 'Progress' })).toContainText('Undone');
  const proofs = page.getByRole('region', { name: 'Proofs' });
  await expect(proofs).toContainText('Before the undo: It fails.');
  await expect(proofs).toContainText('They work');
  await look(page, 'undo-done');
});
