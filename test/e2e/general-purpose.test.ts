import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple 45';

// The weights of a general-purpose model were taken: from the answer to the clock, and to the report in German.
test('a provider of a general-purpose model is told of the AI Office, and how sure the days are', async ({ page }) => {
  test.setTimeout(180_000);
  const at = new IncidentPage(page);
  const dialog = page.getByRole('dialog');
  await at.setUp(ADA);
  await at.declare('Quiet Harbour', 'LP-9');
  await at.go('Notifications');
  await at.button('Describe this entity').click();
  await dialog.getByText('Further duties, filing contacts, authorities').click();
  await dialog.getByLabel('Role under the AI Act').selectOption('gpai-systemic');
  await dialog.getByLabel('Reason').fill('We train the model.');
  await at.button('Record the description', dialog).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('link', { name: 'Facts and regimes', exact: true }).click();
  const facts = page.getByRole('region', { name: /^Facts for/ });
  await facts.getByText('General-purpose models (AI Act)').click();
  await at.button('Answer: Serious incident of a general-purpose model with systemic risk', facts).click();
  await page.getByRole('radio', { name: /^Weights taken/ }).check({ force: true });
  await at.button('Record the answer').click();
  const compared = page.getByRole('region', { name: 'Compare with another pack' });
  await compared.getByRole('combobox').selectOption('eu-2026-11');
  await expect(compared.getByRole('row', { name: /^Regime AI Act, general-purpose model applies/ })).toContainText(
    'nothing',
  );

  await page.getByRole('link', { name: 'Clocks', exact: true }).click();
  await page.getByRole('button', { name: /^Decide awareness under AI Act, general/ }).click();
  await expect(dialog).toContainText('from general knowledge: not confirmed');
  await at.button('Now', dialog).click();
  await dialog.getByLabel('Reason').fill('The registry log shows the pull.');
  await at.button('Record the decision', dialog).click();
  await expect(dialog).toBeHidden();
  const clock = page.getByRole('listitem').filter({
    has: page.getByText('AI Office report: weights or security breach', { exact: true }),
  });
  await expect(clock).toContainText('4 d 23 h left');
  await expect(clock).toContainText('AI Office of the Commission');
  await page.getByRole('link', { name: /^Write it: AI Act report on a general/ }).click();
  await page.getByLabel('Language of the report').selectOption('de');
  await expect(page.getByText('Gewichte entwendet oder schwerwiegende Verletzung')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
});
