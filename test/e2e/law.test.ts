import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple 41';

/** The law desk as a person works it: decide, file late with a reason, ask what if, decide that something does not apply. */
test('a night at the law desk', async ({ page }) => {
  test.setTimeout(300_000);
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  await at.declare('Quiet Harbour', 'LP-9');
  await at.go('Notifications');
  const dialog = page.getByRole('dialog');
  const tab = (name: string) => page.getByRole('link', { name, exact: true }).click();

  await test.step('the guidance of the regime stands beside the decision', async () => {
    await at.button('Decide awareness under NIS2').click();
    await expect(dialog).toContainText('reasonable certainty');
    await expect(dialog).toContainText('any member of staff');
    await at.button('Now', dialog).click();
    await dialog.getByLabel('Reason').fill('The provider confirmed it.');
    await at.button('Record the decision', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('NIS2 early warning').first()).toBeVisible();
    await expect(page).toHaveTitle(/^Notifications · Bulkhead$/);
    await expect(page.getByText('BSI-Portal, with an ELSTER organisation certificate').first()).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  await test.step('a fact answered from a criterion settles the test, and unknown was not no', async () => {
    await tab('Facts and regimes');
    const significant = page.getByRole('article', { name: 'Is the incident significant?' });
    await expect(significant).toContainText('Unknown');
    await significant.getByText('Death of a person, caused or possible').click();
    await at.button('Answer: Death of a person?', significant).click();
    await dialog.getByRole('radio', { name: 'Yes' }).check({ force: true });
    await at.button('Record the answer', dialog).click();
    await expect(dialog).toBeHidden();
    await significant.getByText('Not a planned interruption', { exact: true }).click();
    await at.button('Answer: Planned interruption or maintenance?', significant).click();
    await dialog.getByRole('radio', { name: 'No', exact: true }).check({ force: true });
    await at.button('Record the answer', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(significant.locator('header')).toContainText('Yes');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  await test.step('a what-if is loud about being one and leaves nothing behind', async () => {
    await at.button('What if').click();
    await at.button('Suppose a fact').click();
    await dialog.getByLabel('Fact').selectOption({ label: 'Death of a person?' });
    await dialog.getByRole('radio', { name: 'No', exact: true }).check({ force: true });
    await at.button('Suppose it', dialog).click();
    const significant = page.getByRole('article', { name: 'Is the incident significant?' });
    await expect(significant.locator('header')).toContainText('Unknown');
    await page.getByRole('heading', { name: 'Compare with another pack' }).scrollIntoViewIfNeeded();
    await expect(page.getByRole('region', { name: 'What if' }), 'also from far down the tests').toBeInViewport();
    await expect(page.getByRole('region', { name: 'What if' })).toContainText('nothing here is recorded');
    expect(await accessibilityFaults(page)).toEqual([]);
    await at.button('Back to the record').click();
    await expect(at.button('What if')).toBeFocused();
    await expect(significant.locator('header')).toContainText('Yes');
  });

  await test.step('not applicable is signed, and a new fact opens it', async () => {
    await at.button('Not applicable: GDPR').click();
    await dialog.getByLabel('Reason').fill('No personal data was in the layers.');
    await at.button('Record: not applicable', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Not applicable, decided')).toBeVisible();
    await page.getByText('What leaked').click();
    await at.button('Answer: Personal data affected?').click();
    await page.getByRole('radio', { name: 'Yes' }).check({ force: true });
    await at.button('Record the answer').click();
    await expect(page.getByText('Open again: a new fact', { exact: false })).toBeVisible();
  });

  await test.step('from a clock to the report that stops it, and to the notice that it will be late', async () => {
    const report = page.getByLabel('Report', { exact: true });
    await tab('Clocks');
    await page.getByRole('link', { name: 'Write it: NIS2 early warning, for NIS2.EW' }).click();
    await expect(report).toHaveValue('nis2-early-warning');
    await tab('Clocks');
    await at.button('Decide awareness under DORA').click();
    await at.button('Now', dialog).click();
    await dialog.getByLabel('Reason').fill('The provider confirmed it.');
    await at.button('Record the decision', dialog).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: /^Classify/ }).click();
    await dialog.getByRole('radio', { name: 'Major', exact: true }).check({ force: true });
    await at.button('Now', dialog).click();
    await dialog.getByLabel('Reason').fill('Malicious access that may lose data.');
    await at.button('Record the classification', dialog).click();
    await expect(dialog).toBeHidden();
    expect(await accessibilityFaults(page)).toEqual([]);
    await expect(page).toHaveTitle(/^(?:3 h 5\d|4 h 00) min left · Notifications · Bulkhead$/);
    await page.getByRole('link', { name: 'It will be late: DORA notice of a late report, for DORA.IN' }).click();
    await expect(report).toHaveValue('dora-late');
    await expect(page.getByText('The report that cannot be made in time: Initial notification.')).toBeVisible();
  });

  await test.step('a filing recorded for the wrong report is struck, and its clock runs on', async () => {
    await tab('Clocks');
    const clock = page
      .getByRole('listitem')
      .filter({ has: page.getByText('NIS2 incident notification', { exact: true }) });
    await at.button('Record the filing of NIS2.IN').click();
    await at.button('Now', dialog).click();
    await dialog.getByLabel('Channel').fill('portal');
    await dialog.getByLabel('Receipt').fill('R-9');
    await dialog.getByRole('radio', { name: /^No file/ }).check({ force: true });
    await dialog.getByLabel('Why it was filed without a locked version').fill('By telephone.');
    await at.button('Record the filing', dialog).click();
    await expect(dialog).toBeHidden();
    // What is filed presses nobody: it is folded, by its name.
    await expect(clock).toBeHidden();
    await page.getByText('1 report is filed').click();
    await expect(clock).toContainText('Filed in time');
    await at.button('Recorded by mistake: NIS2.IN, receipt R-9').click();
    await dialog.getByLabel('Reason').fill('It was the early warning.');
    expect(await accessibilityFaults(page)).toEqual([]);
    await at.button('Take it off the clock', dialog).click();
    await expect(clock).toContainText('Running');
  });

  await test.step('law as data: the signature, and a day changed with its reason', async () => {
    await tab('Law and holidays');
    await expect(page.getByText('Signed by bulkhead-law')).toBeVisible();
    await at.button('Change a day').click();
    await dialog.getByLabel('Date').fill('2026-12-07');
    await dialog.getByLabel('Name').fill('A local holiday');
    await dialog.getByLabel('Reason').fill('Counsel confirmed it.');
    await at.button('Record the change', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('region', { name: 'Changed for this incident' })).toContainText('A local holiday');
    const where = page.getByRole('region', { name: 'Where reports go in Germany' });
    await expect(where).toContainText('BaFin: MVP portal (confirmed in a source)');
    await expect(where).toContainText('channel unknown (general knowledge, not confirmed)');
    await at.button('Change the authority for GDPR').click();
    await dialog.getByLabel('Authority').fill('BlnBDI');
    await dialog.getByLabel('Reason').fill('Seat in Berlin; counsel looked it up.');
    await at.button('Record the change', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(where).toContainText(/BlnBDI: channel unknown \(changed for this incident, #\d+\)/);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  await test.step('the view that was open comes back', async () => {
    await at.go('Command');
    await at.go('Notifications');
    await expect(page.getByRole('region', { name: 'Rule pack' })).toBeVisible();
  });
});
