import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

// What is at stake is typed, and the console says what falls with which key.
test('assets, credentials, and what falls if this key falls', async ({ page }) => {
  test.setTimeout(120_000);
  const at = new IncidentPage(page);
  const dialog = page.getByRole('dialog');
  const sound = async (what: string): Promise<void> =>
    expect(await accessibilityFaults(page), `axe on ${what}`).toEqual([]);
  const asset = async (name: string, type: string, more: () => Promise<void>): Promise<void> => {
    await at.button('Register an asset').click();
    await dialog.getByLabel('Name', { exact: false }).first().fill(name);
    await dialog.getByLabel('Type', { exact: true }).selectOption(type);
    await more();
    await at.button('Register', dialog).click();
    await expect(dialog).toBeHidden();
  };
  await at.setUp('correct horse battery staple');
  await at.declare('Quiet Harbour', 'LP-9');

  await test.step('type two assets, one needs the other', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await expect(page.getByText('No asset is registered.')).toBeVisible();
    await sound('empty register');
    await asset('Model server', 'llm.server', async () => {});
    await asset('Shop', 'shop.woocommerce', async () => {
      await dialog.getByLabel('Part of a critical function').selectOption('yes');
      await dialog.getByLabel('Business function').fill('Checkout');
      await dialog.getByLabel('Depends on').selectOption({ label: 'Model server (Model server)' });
      await sound('asset form');
    });
    await expect(page.getByRole('row', { name: /^Shop/ })).toContainText('Nobody known');
  });

  await test.step('correct one: the reason is asked for', async () => {
    await at.button('Correct: Shop').click();
    await dialog.getByLabel('Owner').fill('E-commerce');
    await expect(at.button('Record the correction', dialog)).toBeDisabled();
    await dialog.getByLabel('Why it is corrected').fill('The team called back.');
    await at.button('Record the correction', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('row', { name: /^Shop/ })).toContainText('E-commerce');
  });

  await test.step('register the key that the model server uses', async () => {
    await at.button('Register a credential').click();
    await dialog.getByLabel('What it is').fill('Service account of the model server');
    await dialog.getByLabel('Kind').selectOption('redis-user');
    await expect(dialog.getByLabel('How it is revoked')).toHaveValue('K18');
    await dialog.getByLabel('Assets that use it').selectOption({ label: 'Model server (Model server)' });
    await dialog.getByLabel('It moves money').selectOption('yes');
    await at.button('Register', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('row', { name: /^Service account/ })).toContainText('Moves money');
    await sound('register');
  });

  await test.step('the graph answers by keyboard', async () => {
    await page.getByRole('link', { name: 'Revocation graph' }).click();
    await expect(page.getByText('Highest score')).toBeVisible();
    await page.getByRole('link', { name: /^Service account of the model server\. Wave 3/ }).focus();
    await page.keyboard.press('Enter');
    const answer = page.getByRole('region', { name: 'If Service account of the model server falls' });
    await expect(answer).toContainText('Checkout (critical)');
    await expect(answer).toContainText('Shop');
    await expect(answer.getByRole('link', { name: 'Start a playbook to revoke it' })).toBeVisible();
    await sound('graph');
    await at.button('As table').click();
    await expect(page.getByRole('table', { name: 'What falls with each credential' })).toContainText(
      'Checkout (critical)',
    );
    await sound('graph as table');
  });

  await test.step('the card starts the playbook it recommends, and leads back to it', async () => {
    await at.go('Command');
    const order = page.getByRole('region', { name: 'Recommended order: LP-9' });
    await expect(order.getByRole('listitem').first()).toContainText('all of it at the same time');
    await at.button('Start PB1', order).click();
    await expect(order.getByRole('link', { name: 'Open PB1' })).toBeVisible();
    await order.getByText('What settles it, duties').click();
    await expect(order).toContainText('AML.T0048.004');
    await sound('command');
    await order.getByRole('link', { name: 'Open PB1' }).click();
    await expect(page.getByRole('region', { name: 'Current step' })).toBeVisible();
    await page.getByRole('link', { name: 'Draft an action' }).click();
    await expect(page.getByText('Service account of the model server').first()).toBeVisible();
  });
});
