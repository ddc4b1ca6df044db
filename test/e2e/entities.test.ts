import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple 43';

// Two legal entities of one group in one incident: what is otherwise for one is answered for that one alone.
test('an answer of one entity leaves the other as it was', async ({ page }) => {
  test.setTimeout(180_000);
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  await at.declare('Quiet Harbour', 'LP-9');
  await at.go('Notifications');
  const dialog = page.getByRole('dialog');

  await at.button('Another entity is concerned').click();
  await dialog.getByLabel('Legal name').fill('Nordlicht Pay GmbH');
  await dialog.getByLabel('What it is').selectOption('payment-institution');
  await dialog.getByLabel('Member State of its authority').selectOption('DE');
  await dialog.getByLabel('NIS2 class').selectOption('none');
  await dialog.getByLabel('Controller of the personal data?').selectOption('yes');
  await dialog.getByText('Further duties, filing contacts, authorities').click();
  await at.tick('Netherlands', dialog);
  await dialog.getByLabel('Reason').fill('It runs the fraud model that leaked.');
  await at.button('Record the description', dialog).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('link', { name: /^Nordlicht Pay GmbH/ }).click();
  // The board shows one of them; what presses in the other one stands beside it.
  await expect(page.getByRole('region', { name: 'Next in all entities' })).toContainText('No date runs');
  // The branch is told where it matters, and an open clock says what would settle it.
  const authority = page
    .getByRole('listitem')
    .filter({ has: page.getByText('GDPR notification to the supervisory authority', { exact: true }) });
  await expect(authority).toContainText('Further establishments: Netherlands');
  await expect(authority).toContainText('To settle: Is personal data affected');
  await at.button('Record the filing of DORA.IN').click();
  await expect(dialog).toContainText('The pack says: BaFin, MVP portal (confirmed in a source).');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Facts and regimes', exact: true }).click();
  await page.getByText('Impact', { exact: true }).click();
  await at.button('Answer: Member States possibly affected').click();
  await expect(page.getByText('has further establishments, by its description: Netherlands')).toBeVisible();
  await at.button('Close: Member States possibly affected').click();
  const answer = async (label: string, value: string, whose: RegExp): Promise<void> => {
    await at
      .button(new RegExp(`^(?:Answer|Change): ${label}$`), page.getByRole('region', { name: /^Facts for/ }))
      .click();
    // By the keyboard: a click may land while the list still moves under the answer before.
    await page.getByRole('radio', { name: whose }).press('Space');
    await expect(page.getByRole('radio', { name: whose })).toBeChecked();
    await page.getByRole('textbox', { name: new RegExp(`^${label} \\(`) }).fill(value);
    await at.button('Record the answer').click();
    await expect(at.button('Record the answer')).toBeHidden();
  };
  await page.getByText('DORA classification', { exact: true }).click();
  await answer('Clients affected', '40', /^Every entity/);
  await answer('Clients affected', '900', /^Nordlicht Pay GmbH alone/);
  const line = page
    .getByRole('region', { name: /^Facts for/ })
    .getByRole('listitem')
    .filter({ has: page.getByText('Clients affected', { exact: true }) });
  await expect(line).toContainText('900 clients');
  await expect(line).toContainText('Of Nordlicht Pay GmbH alone');
  await expect(line).toContainText('The others: 40 clients');
  expect(await accessibilityFaults(page)).toEqual([]);

  // Taken back: it goes by the answer of the incident again, and the line still tells of both.
  await at.button('Change: Clients affected').click();
  await page.getByRole('radio', { name: /^Nobody alone/ }).check({ force: true });
  await expect(page.getByText('it goes by the answer of the incident: 40 clients')).toBeVisible();
  await expect(at.button('Take the answer back')).toBeDisabled();
  await page.getByLabel('Why it is taken back').fill('Counted for the whole group.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await at.button('Take the answer back').click();
  await expect(line).toContainText('had its own answer: 900 clients');
  await expect(line).toContainText('Counted for the whole group.');
  await expect(line).not.toContainText('Of Nordlicht Pay GmbH alone');
  await expect(page.getByText('Typed here earlier'), 'nothing of it is left to record').toHaveCount(0);

  await page.getByRole('link', { name: /^Nordlicht Marktplatz GmbH/ }).click();
  await page.getByText('DORA classification', { exact: true }).click();
  await expect(line).toContainText('40 clients');
  await expect(line).not.toContainText('own answer');
  // What is one truth for the incident asks nobody whose it is.
  await at.button('Answer: Suspected unlawful or malicious act?').click();
  await expect(page.getByRole('radio', { name: /^Every entity/ })).toHaveCount(0);
});
