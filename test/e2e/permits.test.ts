import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { CredentialId, IncidentId, RunId } from '../../shared/domain/ids.ts';
import { redisParams } from '../support/fake-redis.ts';
import { runLoopback } from '../support/loopback-run.ts';
import { passphrase } from '../support/setup-input.ts';
import { root } from '../support/source-tree.ts';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';
import { PreparedHome } from './prepared-home.ts';

const dist = process.env['BULKHEAD_DIST'] ?? join(root, 'dist');

test.use({ viewport: { width: 1280, height: 800 } });

/** In both themes and at both sizes. */
async function seen(page: Page, name: string): Promise<void> {
  const folder = process.env['BULKHEAD_SHOTS'];
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    expect(await accessibilityFaults(page), `axe on ${name}, ${theme}`).toEqual([]);
    for (const [width, height] of folder === undefined
      ? []
      : ([
          [1280, 800],
          [1920, 1080],
        ] as const)) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: `${folder}/${name}-${theme}-${width}.png` });
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The built console over a home with a past, with Ada at the keyboard; her colleague is Ben. */
async function opened(
  context: BrowserContext,
  home: string,
  walk: (at: IncidentPage, page: Page) => Promise<void>,
): Promise<void> {
  const served = await runLoopback(join(dist, 'main/loopback.js'), home);
  const page = await context.newPage();
  try {
    await page.goto(served.url);
    const at = new IncidentPage(page);
    await at.unlock('Ada Commander', passphrase);
    await expect(page.getByRole('heading', { name: 'Incidents' })).toBeVisible();
    await walk(at, page);
  } finally {
    await page.close();
    await served.stop();
  }
}

const TO_APPROVALS = [
  ['KEY_SUSPECTED', '', 'seen in a paste'],
  ['INVENTORY_DONE', '', ''],
  ['BLAST_ASSESSED', 'consumers-known', ''],
  ['STRATEGY_CHOSEN', 'revoke-now', 'abuse is confirmed'],
  ['EVIDENCE_HELD', 'skipped', 'cut first'],
] as const;

/** PB1 at its approvals, for one credential. */
async function revoking({ console }: PreparedHome, incident: IncidentId, label: string, template: string) {
  const credential = { label, template, canMint: false, issues: false, consumers: 'checkout' };
  await console.ada.incident.addCredential({ incident, credential });
  const run = (await console.ada.run.start({ incident, playbook: 'PB1' })).run as RunId;
  for (const [event, choice, detail] of TO_APPROVALS)
    await console.ada.run.advance({ incident, run, event, choice, detail });
  const target = (await console.ada.incident.view({ incident })).credentials[0]?.id as CredentialId;
  return { run, target };
}

/** Corrects an asset on its screen. */
async function reachedBy(at: IncidentPage, field: string, text: string, name: string): Promise<void> {
  await at.go('Assets');
  await at.button(`Correct: ${name}`).click();
  const dialog = at.page.getByRole('dialog');
  await dialog.getByLabel(field).fill(text);
  await dialog.getByLabel('Why it is corrected').fill('as the platform team says');
  await at.button('Record the correction', dialog).click();
  await expect(dialog).toBeHidden();
}

// Where the console itself may go is what the register says: before an action is drafted, and when it is ordered.
test('an action stays a card until the register names its cluster', async ({ context, home }) => {
  test.setTimeout(300_000);
  const past = await PreparedHome.create(home, 30);
  await past.console.armExec();
  const incident = await past.declare('Quiet Harbour');
  const asset = { type: 'llm.server', name: 'Inference', owner: 'Platform', criticalFunction: 'yes' } as const;
  await past.console.ada.incident.addAsset({ incident, asset });
  await revoking(past, incident, 'model loader', 'K20');
  await past.close();

  await opened(context, home, async (at, page) => {
    await page.getByRole('link', { name: 'Quiet Harbour' }).click();
    await at.go('Run');
    await page.getByRole('link', { name: 'Draft an action' }).click();
    await expect(page.getByRole('radio', { name: 'By this console' })).toBeDisabled();
    await expect(page.getByText('the register names no context', { exact: false })).toBeVisible();
    const field = page.getByRole('textbox', { name: 'Context (optional)' });
    await expect(field).toHaveAccessibleDescription(/The register has none\. Write kubectl\/CONTEXT into “Reached by”/);
    await field.scrollIntoViewIfNeeded();
    await seen(page, 'draft-no-context');
    await reachedBy(at, 'Reached by', 'kubectl/prod-eu', 'Inference');
    await at.go('Run');
    await page.getByRole('link', { name: 'Draft an action' }).click();
    await expect(page.getByText('the register names no context', { exact: false })).toBeHidden();
    await expect(field).toHaveAccessibleDescription(/On the register: prod-eu\./);
    await seen(page, 'draft-context');
  });
});

test('an approved action is held when the register changes, and goes on when it is put right', async ({
  context,
  home,
}) => {
  test.setTimeout(300_000);
  const past = await PreparedHome.create(home, 5);
  await past.console.armExec();
  const incident = await past.declare('Quiet Harbour');
  const asset = { type: 'database', name: 'Cache', owner: 'Platform', criticalFunction: 'yes' } as const;
  await past.console.ada.incident.addAsset({ incident, asset: { ...asset, endpoints: ['redis-9.example'] } });
  const { run, target } = await revoking(past, incident, 'recommender', 'K18');
  const params = redisParams.map((one) => (one.name === 'host' ? { ...one, value: 'redis-9.example' } : one));
  await past.console.ada.action.draft({ incident, run, target, template: 'K18', mode: 'exec', params });
  await past.close();

  await opened(context, home, async (at, page) => {
    await page.getByRole('link', { name: 'Quiet Harbour' }).click();
    await at.go('Run');
    await page
      .getByRole('link', { name: /^Open / })
      .first()
      .click();
    await expect(at.button('Dry run')).toBeVisible();
    const held = page.getByText(/This console does nothing here: the register has changed .*redis-9\.example/);
    await expect(held).toBeHidden();
    await reachedBy(at, 'Endpoints', 'redis-2.example', 'Cache');
    await at.go('Run');
    await page
      .getByRole('link', { name: /^Open / })
      .first()
      .click();
    await expect(held).toBeVisible();
    await expect(at.button('Dry run')).toBeHidden();
    await expect(at.button('Withdraw')).toBeVisible();
    await seen(page, 'action-held');
    await reachedBy(at, 'Endpoints', 'redis-9.example', 'Cache');
    await at.go('Run');
    await page
      .getByRole('link', { name: /^Open / })
      .first()
      .click();
    await expect(held).toBeHidden();
    await expect(at.button('Dry run')).toBeVisible();
  });
});

// What the organisation settles beforehand: as little as was rehearsed, and to be taken back by anybody who has a reason.
test('some actions are armed, an approval is given and taken back', async ({ context, home }) => {
  test.setTimeout(300_000);
  const past = await PreparedHome.create(home, 30);
  await past.declare('Quiet Harbour');
  await past.close();

  await opened(context, home, async (at, page) => {
    const dialog = page.getByRole('dialog');
    const people = async (): Promise<void> => {
      await page.getByRole('link', { name: 'People and keys' }).first().click();
      await expect(page.getByRole('heading', { name: 'What this console may do' })).toBeVisible();
    };
    await people();

    await test.step('two people arm what was rehearsed, and nothing else', async () => {
      await at.button('Let it run commands').click();
      await expect(at.button('Let it run commands', dialog)).toBeDisabled();
      await at.tick('K18 Switch off a Redis user', dialog);
      await at.button('All of network and gateways', dialog).click();
      await expect(dialog.getByRole('checkbox', { name: /^N12 / })).toBeChecked();
      await dialog.getByLabel('Reason').fill('Rehearsed in October.');
      await dialog.getByLabel('Their passphrase').fill(passphrase);
      await seen(page, 'arm');
      await at.button('Let it run commands', dialog).click();
      await expect(dialog).toBeHidden({ timeout: 30_000 });
      await expect(page.getByText('Armed', { exact: true })).toBeVisible();
      await expect(page.getByText(/^For K18, N01-L0, /)).toBeVisible();
    });

    await test.step('one person stops one of them, and then all, with the keyboard', async () => {
      await page.getByRole('button', { name: /^Stop that: K18/ }).click();
      await dialog.getByRole('radio', { name: 'The actions chosen below' }).check({ force: true });
      await dialog.getByLabel('Reason').fill('The account is suspect.');
      await expect(at.button('Stop it', dialog)).toBeDisabled();
      await at.tick('N06 Cloud: security group and network ACL', dialog);
      await seen(page, 'disarm-some');
      await at.button('Stop it', dialog).click();
      await expect(dialog).toBeHidden({ timeout: 30_000 });
      await expect(page.getByText(/^For K18, N01-L0, .*N05, N07/)).toBeVisible();
      await page.getByRole('button', { name: /^Stop that: K18/ }).focus();
      await page.keyboard.press('Enter');
      await dialog.getByLabel('Reason').fill('The jump host is suspect.');
      await seen(page, 'disarm');
      await at.button('Stop it', dialog).click();
      await expect(page.getByText('Not armed')).toBeVisible({ timeout: 30_000 });
    });

    await test.step('an approval is given by two, and a run begins with it', async () => {
      await at.button('Approve playbooks').click();
      await at.tick('PB1 Key and credential revocation, version', dialog);
      await dialog.getByLabel('Their passphrase').fill(passphrase);
      await at.button('Approve', dialog).click();
      await expect(dialog).toBeHidden({ timeout: 30_000 });
      await expect(page.getByRole('row', { name: /^PB1 / })).toContainText('Approved');
      await page.goBack();
      await page.getByRole('link', { name: 'Quiet Harbour' }).click();
      await at.go('Run');
      const pb1 = page.getByRole('listitem').filter({ hasText: 'PB1 Key and credential revocation' });
      await expect(pb1.getByText('Approved', { exact: true })).toBeVisible();
      await at.button('Start', pb1).click();
      await at.atStep('Intake');
      await expect(page.getByRole('note', { name: 'Approval of this playbook' })).toBeHidden();
      await page.getByRole('link', { name: 'All incidents' }).click();
    });

    await test.step('one person takes it back; the run under way shows it, and so does the start of another', async () => {
      await people();
      await at.button('Withdraw: PB1').click();
      await expect(at.button('Withdraw the approval', dialog)).toBeDisabled();
      await dialog.getByLabel('Reason').fill('The drill in November showed a hole.');
      await seen(page, 'withdraw-approval');
      await at.button('Withdraw the approval', dialog).click();
      await expect(dialog).toBeHidden({ timeout: 30_000 });
      await expect(page.getByRole('row', { name: /^PB1 / })).toContainText('Withdrawn by Ada Commander');
      await seen(page, 'permits-withdrawn');
      await page.goBack();
      await page.getByRole('link', { name: 'Quiet Harbour' }).click();
      await at.go('Run');
      const told = page.getByRole('note', { name: 'Approval of this playbook' });
      await expect(told).toContainText('It began as approved by Ada Commander and Ben Custodian');
      await expect(told).toContainText('“The drill in November showed a hole.”');
      await seen(page, 'run-withdrawn');
      await page.getByRole('link', { name: 'Start another playbook' }).click();
      await expect(page.getByText(/^Withdrawn by Ada Commander, /)).toBeVisible();
      await seen(page, 'start-withdrawn');
    });
  });
});
