import { passphrase } from '../support/setup-input.ts';
import { expect, tabTo, test } from './night.ts';
import { PreparedHome } from './prepared-home.ts';

const SITUATION = 'Egress is cut. The registry is not. Call the shop team at six.';

test('command is offered, withdrawn, offered again and declined; nothing moves and no text is lost', async ({
  home,
  opened,
  look,
}) => {
  const past = await PreparedHome.create(home, 2);
  await past.declare('Night Ferry');
  await past.close();
  const { at, page } = await opened(home);
  const panel = page.getByRole('region', { name: 'Command', exact: true });
  const offer = async (): Promise<void> => {
    const ben = await panel.getByLabel('Hand over to').locator('option', { hasText: 'Ben' }).getAttribute('value');
    await panel.getByLabel('Hand over to').selectOption(ben ?? '');
    await at.button('Offer command', panel).click();
    await expect(panel).toContainText('Offered to Ben Custodian by Ada Commander');
  };
  await page.getByRole('link', { name: 'Night Ferry' }).click();
  await at.go('Handoff');
  await panel.getByLabel('Situation at hand-over').fill(SITUATION);
  await offer();
  await look(page, 'offer-open');
  await at.go('Command');
  await expect(page.getByRole('link', { name: /Command offered to Ben Custodian/ })).toBeVisible();
  await at.go('Handoff');
  await tabTo(page, 'Withdraw the offer', 'button');
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('Ada Commander took the offer to Ben Custodian back');
  await look(page, 'offer-withdrawn');

  await tabTo(page, 'Take over the last text', 'button');
  await page.keyboard.press('Enter');
  await expect(panel.getByLabel('Situation at hand-over')).toHaveValue(SITUATION);
  await offer();
  await at.button('Ben Custodian takes the keyboard', panel).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/assphrase/).fill(passphrase);
  await at.button('Take the keyboard', dialog).click();
  await expect(dialog).toBeHidden();
  await expect(at.button('Accept command', panel)).toBeVisible();
  await look(page, 'offer-received');
  await at.button('Decline', panel).click();
  await expect(panel).toContainText('Ben Custodian declined command');
  await expect(panel).toContainText('Ada Commander commands.');

  // Ben has the keyboard and does not command: there is nothing to hand over, and the screen says who could.
  await expect(panel.getByLabel('Hand over to')).toBeHidden();
  await expect(panel).toContainText('Give the keyboard back to Ada Commander for that.');
  await look(page, 'offer-declined');
  await page.getByRole('button', { name: /Give back/ }).click();
  await expect(panel.getByLabel('Hand over to')).toBeVisible();
});

test('whoever does not command is told who could hand over', async ({ home, opened, look }) => {
  const past = await PreparedHome.create(home, 2);
  await past.declare('Night Ferry');
  await past.close();
  const { at, page } = await opened(home, 'Ben Custodian');
  const panel = page.getByRole('region', { name: 'Command', exact: true });
  await page.getByRole('link', { name: 'Night Ferry' }).click();
  await at.go('Handoff');
  await expect(panel).toContainText('Only Ada Commander, who commands, can offer command');
  await expect(at.button('Offer command', panel)).toBeHidden();
  await look(page, 'offer-not-mine');
  await at.button('Ada Commander takes the keyboard', panel).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/assphrase/).fill(passphrase);
  await at.button('Take the keyboard', dialog).click();
  await expect(at.button('Offer command', panel)).toBeVisible();
});
