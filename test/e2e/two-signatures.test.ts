import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';

const ADA = 'correct horse battery staple';
const BEN = 'another honest passphrase';
const CLEO = 'a third and longer passphrase';

// What takes more than one signature beside an approval: a move of a playbook. And what is written down about it.
test('two people decide to retrain, and the decision is on record with its dissent', async ({ page }, info) => {
  test.setTimeout(180_000);
  const shots = info.outputPath('shots');
  mkdirSync(shots, { recursive: true });
  const at = new IncidentPage(page);
  const look = async (name: string): Promise<void> => {
    await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    expect(await accessibilityFaults(page), `axe on ${name}`).toEqual([]);
  };
  await at.setUp(ADA);
  await at.enrol('Ben Okafor', ['MLOps lead', 'Containment lead'], BEN);
  await at.enrol('Cleo Marin', ['Business owner'], CLEO, BEN);
  await at.declare('Quiet Harbour', 'LP-9');

  await test.step('the matrix stands beside the question', async () => {
    await at.go('Run');
    await page.getByRole('listitem').filter({ hasText: 'PB3' }).getByRole('button', { name: 'Start' }).click();
    await at.move('Scope stated', { choice: 'no-personal-data', reason: 'Weights of the scorer were pulled.' });
    await at.move('Lineage traced', { choice: 'complete', reason: '97 % of the rows are known.' });
    await expect(page.getByRole('row', { name: /Full weights leaked/ })).toBeVisible();
    await look('matrix');
    await at.move('Matrix read', { choice: 'full-weights', reason: 'The registry log covers every layer.' });
    await at.atStep('Decision');
  });

  await test.step('a proposal moves nothing until both seats have signed', async () => {
    const step = page.getByRole('region', { name: 'Current step' });
    await at.button('Decide', step).press('Enter');
    await expect(step.getByLabel('Choose')).toBeFocused();
    await step.getByLabel('Choose').selectOption('retrain');
    await step.getByLabel('Reason, for the record').fill('The copy has to age.');
    await at.button('Propose: Decide', step).click();
    const proposed = page.getByRole('region', { name: 'Proposed: Decide' });
    await expect(proposed).toContainText('Ada Brandt');
    await at.atStep('Decision');
    await look('proposed');
    for (const [name, passphrase] of [
      ['Ben Okafor', BEN],
      ['Cleo Marin', CLEO],
    ] as const) {
      const option = await proposed.getByLabel('Who signs').locator('option', { hasText: name }).getAttribute('value');
      await proposed.getByLabel('Who signs').selectOption(option ?? '');
      await proposed.getByLabel('Their passphrase').fill(passphrase);
      await at.button('Sign it too', proposed).click();
      if (name === 'Ben Okafor') await expect(proposed).toContainText('Ben Okafor');
    }
    await at.atStep('Retrain order');
  });

  await test.step('the order is signed, and refused with the field that is wrong', async () => {
    await page.getByLabel('Base model digest').fill('not a digest');
    await page.getByLabel('Training snapshot').fill('snapshot-2026-10');
    await page.getByLabel('Code commit').fill('abcdef1');
    await page.getByLabel('Image digest').fill(`sha256:${'b'.repeat(64)}`);
    await page.getByLabel('Region').fill('eu-central');
    await page.getByLabel('Evaluation suite').fill('credit-9');
    await page.getByLabel('Reason', { exact: true }).fill('The copy has to age.');
    await at.button('Sign the order').click();
    await expect(page.getByText('The input does not fit', { exact: false }).first()).toBeVisible();
    await page.getByLabel('Base model digest').fill(`sha256:${'a'.repeat(64)}`);
    await at.button('Sign the order').click();
    await expect(page.getByText('RO-0001').first()).toBeVisible();
    await look('order');
  });

  await test.step('the decision log keeps options and dissent', async () => {
    await at.go('Decisions');
    await look('decisions-empty');
    await at.button('Record a decision').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('About').selectOption('retrain');
    await dialog.getByLabel('Question').fill('Retrain or accept the risk?');
    await dialog.getByLabel('Options, one a line').fill('Retrain\nAccept');
    await dialog.getByRole('radio', { name: 'Retrain' }).check({ force: true });
    await dialog.getByLabel('Reasons').fill('The copy has to age.');
    await dialog.getByLabel('Who disagreed (optional)').fill('Cleo Marin: too expensive');
    await at.button('Record', dialog).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Cleo Marin disagreed:')).toBeVisible();
    await look('decisions');
  });
});
