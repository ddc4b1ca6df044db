import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple 43';

/** Reports as a person writes them: what is typed survives, becomes an entry, is counted, copied, compared, and comes in German. */
test('a report is written, kept and written again in German', async ({ page }) => {
  test.setTimeout(180_000);
  const at = new IncidentPage(page);
  await at.setUp(ADA);
  await at.declare('Quiet Harbour', 'LP-9');
  await at.go('Notifications');
  await page.getByRole('link', { name: 'Drafts', exact: true }).click();
  const report = page.getByLabel('Report', { exact: true });
  const field = (label: string) => page.getByRole('listitem').filter({ has: page.getByText(label, { exact: true }) });

  await test.step('a typed field survives a reload and becomes an entry the draft cites', async () => {
    await report.selectOption('dora-initial');
    const description = field('2.4 Description of the incident');
    await at
      .button('Change: 2.4 Description of the incident')
      .or(at.button('Answer: 2.4 Description of the incident'))
      .click();
    await description
      .getByRole('textbox', { name: 'Description of the incident' })
      .fill('A registry was read from outside.');
    await page.reload();
    await report.selectOption('dora-initial');
    await at
      .button('Change: 2.4 Description of the incident')
      .or(at.button('Answer: 2.4 Description of the incident'))
      .click();
    await expect(description.getByRole('textbox', { name: 'Description of the incident' })).toHaveValue(
      'A registry was read from outside.',
    );
    await at.button('Record the answer', description).click();
    await expect(description).toContainText('33 of 4000 characters');
    await expect(description.getByRole('link', { name: /^Entry \d+$/ }).first()).toBeVisible();
    await at
      .button('Copied: 2.4 Description of the incident')
      .or(at.button('Copy: 2.4 Description of the incident'))
      .click();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  await test.step('a fact is changed as a fact, and every report says it', async () => {
    await report.selectOption('nis2-early-warning');
    const label = 'Suspected to be caused by unlawful or malicious acts';
    await at.button(`Answer: ${label}`).click();
    await field(label).getByRole('radio', { name: 'Yes' }).check({ force: true });
    await at.button('Record the answer', field(label)).click();
    await expect(field(label)).toContainText('An unlawful or malicious act is suspected');
    await report.selectOption('cra-incident-24');
    await expect(field(label)).toContainText('An unlawful or malicious act is suspected');
  });

  await test.step('a kept version is what the next one is compared with', async () => {
    await report.selectOption('nis2-early-warning');
    await at.button('Keep as version 1, English').click();
    await expect(page.getByText(/^Says the same as/)).toBeVisible();
    await report.selectOption('nis2-incident-notification');
    await expect(page.getByText(/^Says the same as Early warning/)).toBeVisible();
    await at.button('Answer: Severity, initial assessment').click();
    await field('Severity, initial assessment')
      .getByRole('textbox', { name: 'Severity, initial assessment' })
      .fill('High.');
    await at.button('Record the answer', field('Severity, initial assessment')).click();
    await expect(page.getByText(/^1 field differs from Early warning/)).toBeVisible();
  });

  await test.step('German: labels, sentences, and a warning where a text is not', async () => {
    await page.getByLabel('Language of the report').selectOption('de');
    await expect(page.getByRole('heading', { name: 'Meldung eines erheblichen Sicherheitsvorfalls' })).toBeVisible();
    await expect(field('Verdacht auf rechtswidrige oder böswillige Handlungen')).toContainText(
      'Es besteht der Verdacht',
    );
    await report.selectOption('dora-initial');
    await expect(page.getByText('OTHER_LANGUAGE').first()).toBeVisible();
    await at.button('Plain text', page.getByRole('main')).click();
    await expect(page.getByText('ENTWURF (DRAFT). NICHT EINGEREICHT.').first()).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
