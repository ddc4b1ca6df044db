import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page, TestInfo } from '@playwright/test';
import type { ActionId, AssetId, IncidentId, RunId } from '../../shared/domain/ids.ts';
import { runLoopback } from '../support/loopback-run.ts';
import { passphrase } from '../support/setup-input.ts';
import { root } from '../support/source-tree.ts';
import { accessibilityFaults } from './accessibility.ts';
import { expect, test as base } from './fixture.ts';
import { IncidentPage } from './incident.page.ts';
import { PreparedHome } from './prepared-home.ts';

const dist = process.env['BULKHEAD_DIST'] ?? join(root, 'dist');

interface Opened {
  readonly at: Emergency;
  readonly page: Page;
  readonly look: (name: string) => Promise<void>;
}

// What one person may do alone at night, and what catches up with it. The homes have a past, so each test has a console of its own.
const test = base.extend<{ opened: (home: string) => Promise<Opened> }>({
  opened: async ({ context }, use, info: TestInfo) => {
    const ends: (() => Promise<unknown>)[] = [];
    const shots = info.outputPath('shots');
    mkdirSync(shots, { recursive: true });
    info.setTimeout(300_000);
    await use(async (home) => {
      const run = await runLoopback(join(dist, 'main/loopback.js'), home);
      const page = await context.newPage();
      ends.push(
        () => page.close(),
        () => run.stop(),
      );
      await page.goto(run.url);
      const at = new Emergency(page);
      await at.unlock('Ada Commander', passphrase);
      await expect(page.getByRole('heading', { name: 'Incidents' })).toBeVisible();
      const look = async (name: string): Promise<void> => {
        await page.screenshot({ path: join(shots, `${name}.png`) });
        expect(await accessibilityFaults(page), `axe on ${name}`).toEqual([]);
      };
      return { at, page, look };
    });
    for (const end of ends) await end();
  },
});

test.use({ viewport: { width: 1280, height: 800 } });

class Emergency extends IncidentPage {
  async open(codename: string): Promise<void> {
    await this.page.getByRole('link', { name: codename }).click();
    await expect(this.page.getByRole('heading', { name: 'Do this next' })).toBeVisible();
  }

  async openAction(name: RegExp): Promise<void> {
    await this.go('Run');
    await this.page
      .getByRole('link', { name: /^Open / })
      .first()
      .click();
    await expect(this.page.getByRole('heading', { level: 2, name })).toBeVisible();
  }

  /** Says what came of the step that waits. */
  async attest(step: string, verdict: string, exhibit = false): Promise<void> {
    const card = this.page.getByRole('region', { name: step, exact: true });
    await card.getByRole('radio', { name: verdict }).check({ force: true });
    await card.getByLabel('What you did and saw').fill('Seen in the console of the firewall.');
    if (exhibit) await card.getByRole('checkbox', { name: /E-0001/ }).check({ force: true });
    const record = this.button('Record the statement', card);
    await record.click();
    await expect(record).toBeHidden();
  }

  async signAs(dialog: Locator, name: string, confirm: string): Promise<void> {
    const option = await dialog.getByLabel('Who signs').locator('option', { hasText: name }).getAttribute('value');
    await dialog.getByLabel('Who signs').selectOption(option ?? '');
    await dialog.getByLabel('Their passphrase').fill(passphrase);
    await this.button(confirm, dialog).click();
    await expect(dialog).toBeHidden();
  }
}

test('contained alone: evidence set aside with a reason, glass broken, attested with an exhibit, ratified', async ({
  home,
  opened,
}) => {
  const past = await PreparedHome.create(home, 2);
  await past.planned('Night Ferry');
  await past.close();
  const { at, page, look } = await opened(home);
  await at.open('Night Ferry');
  await at.openAction(/N01-L1/);

  await at.button('Dry run without collecting evidence').click();
  const skip = page.getByRole('dialog');
  await expect(at.button('Dry run', skip)).toBeDisabled();
  await skip.getByLabel('Why evidence is not collected first').fill('Weights leave while we would collect.');
  await look('skip-evidence');
  await at.button('Dry run', skip).click();
  await at.attest('Dry run', 'Nothing stands in the way');

  await at.button('Break glass').click();
  const alone = page.getByRole('dialog');
  await alone.getByLabel('Why it cannot wait for a second person').fill('Nobody else answers the telephone.');
  await at.button('Arm it alone', alone).click();
  await expect(page.getByText('Break-glass: one person')).toBeVisible();
  await look('armed-alone');

  await page.getByRole('link', { name: 'Back to the step' }).click();
  await expect(page.getByText('Planned: L1 restrict')).toBeVisible();
  await at.move('Action armed');
  await at.move('Raise to the planned level');
  await at.openAction(/N01-L1/);
  await at.button('Execute').click();
  await at.attest('Apply', 'Done');
  await look('attest-probe');
  await at.attest('Probe: what is cut must fail', 'It was refused or cut off', true);
  await at.attest('Probe: others must still work', 'It went through', true);
  await at.attest('Look for sessions that live on', 'No session is left', true);
  await expect(page.getByText('Armed by one person under break-glass.')).toBeVisible();
  await expect(page.getByText(/3 h 5\d min left/).first()).toBeVisible();
  await expect(at.button('Renew the lease')).toBeHidden();
  await look('effective-alone');

  await at.go('Command');
  await expect(page.getByRole('link', { name: /^Ratify: N01-L1/ })).toBeVisible();
  await look('command-unratified');
  await page.getByRole('link', { name: /^Ratify: N01-L1/ }).click();
  await at.button('Ratify').click();
  const ratify = page.getByRole('dialog');
  await expect(ratify).toContainText('Ada Commander armed it alone');
  await expect(ratify).toContainText('Nobody else answers the telephone.');
  await look('ratify');
  await at.signAs(ratify, 'Ben Custodian', 'Ratify');
  await expect(page.getByText('Armed by one person under break-glass.')).toBeHidden();
  await expect(at.button('Renew the lease')).toBeVisible();
  await at.button('Lock').click();
  await at.unlock('Ben Custodian', passphrase);
  await expect(page.getByText('Ada Commander, who commands, renews the lease.')).toBeVisible();
  await expect(at.button('Renew the lease')).toBeHidden();

  await at.go('Timeline');
  await expect(page.getByText(/Weights leave while we would collect/).first()).toBeVisible();
  await expect(page.getByText(/Nobody else answers the telephone/).first()).toBeVisible();
});

test('nobody ratified it: said beside the lease that ends, renewed after a second person signed', async ({
  home,
  opened,
}) => {
  const past = await PreparedHome.create(home, 300);
  await past.containedAlone('Lapsed Mooring');
  past.at(190);
  await past.containedAlone('Ebbing Lease');
  await past.close();
  const { at, page, look } = await opened(home);

  await at.open('Lapsed Mooring');
  await expect(page.getByRole('link', { name: /^Lease over: N01-L1/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Not ratified in time: N01-L1/ })).toBeVisible();
  await look('command-lapsed');
  await at.openAction(/N01-L1/);
  await expect(page.getByText('Lease over: renew or lift')).toBeVisible();
  await expect(page.getByText('Seen before the lease ended', { exact: false })).toBeVisible();
  await look('action-lapsed');

  await page.goto(new URL('/', page.url()).href);
  await at.open('Ebbing Lease');
  await expect(page.getByRole('link', { name: /^Lease ends soon: N01-L1/ })).toBeVisible();
  await at.openAction(/N01-L1/);
  await expect(page.getByText('Not ratified in time.')).toBeVisible();
  await expect(at.button('Renew the lease')).toBeHidden();
  await look('action-unratified');
  await at.button('Ratify').click();
  await at.signAs(page.getByRole('dialog'), 'Ben Custodian', 'Ratify');
  await at.button('Renew the lease').click();
  await at.attest('Apply', 'Done');
  await at.attest('Probe: what is cut must fail', 'It was refused or cut off', true);
  await at.attest('Probe: others must still work', 'It went through', true);
  await at.attest('Look for sessions that live on', 'No session is left', true);
  await expect(page.getByText(/3 h 5\d min left/).first()).toBeVisible();
  await look('renewed');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.getByRole('link', { name: 'Back to the step' }).click();
  await expect(page.getByRole('heading', { name: 'Actions under way' })).toBeVisible();
  await look('step-dark');
  await at.go('Command');
  await expect(page.getByRole('link', { name: /^Lease ends soon/ })).toBeHidden();
});

test('a deletion waits for a legal hold that names a sealed copy', async ({ home, opened }) => {
  const past = await PreparedHome.create(home, 5);
  const incident = await armedDeletion(past);
  await past.close();
  const { at, page, look } = await opened(home);
  await at.open('Sealed Crate');
  await expect(page.getByRole('link', { name: /^Legal hold first: M02-DEL/ })).toBeVisible();
  await at.openAction(/M02-DEL/);
  await expect(
    page.getByText('It is refused until a sealed copy is under legal hold.', { exact: false }),
  ).toBeVisible();
  await expect(at.button('Execute, irreversible')).toBeHidden();
  await look('hold-missing');
  await at.button('Place a legal hold').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Counsel asked to keep the leaked version.');
  await at.button('Place the hold', dialog).click();
  await expect(dialog).toBeHidden();
  await expect(at.button('Execute, irreversible')).toBeHidden();
  await expect(page.getByText(/stands, but names no sealed copy/)).toBeVisible();
  await look('hold-without-copy');

  await at.go('Evidence');
  await page.getByRole('textbox', { name: 'Source' }).fill('model registry');
  await page.getByRole('textbox', { name: 'Method' }).fill('skopeo copy, sealed');
  const copy = { name: 'scorer-7.tar', mimeType: 'application/x-tar', buffer: Buffer.from('weights') };
  await page.locator('input[type=file]').setInputFiles(copy);
  await expect(page.getByText('E-0001', { exact: true })).toBeVisible();
  await at.openAction(/M02-DEL/);
  await at.button('Place a legal hold').click();
  await dialog.getByRole('checkbox', { name: /E-0001/ }).check({ force: true });
  await dialog.getByLabel('Reason').fill('Counsel asked to keep the leaked version.');
  await look('hold-dialog');
  await at.button('Place the hold', dialog).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/sealed copy E-0001/)).toBeVisible();
  await look('hold-sealed');

  // Every hold stands beside the evidence, can be placed there before any action asks for one, and is not released by just anybody.
  await at.go('Evidence');
  const holds = page.getByRole('region', { name: 'Legal holds' });
  await expect(holds.getByRole('listitem').filter({ hasText: 'H-0001' })).toContainText('No sealed copy named');
  await expect(holds.getByRole('listitem').filter({ hasText: 'H-0002' })).toContainText('In force');
  await at.button('Place a legal hold', holds).press('Enter');
  await dialog.getByLabel('Of what').selectOption({ label: 'Everything in this incident' });
  await dialog.getByLabel('What is held').fill('Whatever the model team keeps of it');
  await dialog.getByLabel('Reason').fill('Counsel expects a claim.');
  await look('hold-of-everything');
  await at.button('Place the hold', dialog).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(holds.getByRole('listitem').filter({ hasText: 'H-0003' })).toContainText('Everything in this incident');
  await at.button('Release H-0001', holds).press('Enter');
  await dialog.getByLabel('Reason').fill('Named the copy in the next one.');
  await at.button('Release the hold', dialog).press('Enter');
  await expect(dialog).toContainText(/legal counsel or the evidence custodian releases a hold/i);
  await at.button('Not now', dialog).press('Enter');
  await look('holds');
  await at.openAction(/M02-DEL/);
  await at.button('Execute, irreversible').click();
  await at.button('Execute, irreversible', page.getByRole('dialog')).click();
  await expect(page.getByRole('region', { name: 'Apply', exact: true })).toBeVisible();
  expect(incident).toMatch(/^inc-/);

  // What would be refused cannot be chosen, and why not stands beside it.
  await page.getByRole('link', { name: 'Back to the step' }).click();
  const step = page.getByRole('region', { name: 'Current step' });
  await at.button('Trust removed', step).click();
  await expect(step.getByRole('option', { name: 'Proven by M05 (not now)' })).toBeDisabled();
  await expect(step).toContainText('At least one M05 has to be drafted here');
});

/** A deletion from a registry, signed by three people, ordered by nobody yet. */
async function armedDeletion(past: PreparedHome): Promise<IncidentId> {
  const { ada } = past.console;
  const cleo = await past.enrol('Cleo Models', ['mlops-lead', 'evidence-custodian']);
  const dora = await past.enrol('Dora Owner', ['business-owner', 'legal']);
  const incident = await past.declare('Sealed Crate');
  const target: AssetId = await past.asset(incident, 'registry', 'Model registry');
  const run = (await ada.run.start({ incident, playbook: 'PB2' })).run as RunId;
  const move = (event: string, detail = 'x') => ada.run.advance({ incident, run, event, choice: '', detail });
  await move('IDENTIFIED');
  await move('HOLD_NOT_NEEDED');
  const action: ActionId = await past.draft(incident, run, target, 'M02-DEL');
  await ada.action.dryRun({ incident, action, skipCollect: 'the registry is read-only already' });
  await past.attestAll(incident, action, []);
  // Whoever asks for a deletion approves nothing of it: four people.
  await cleo.action.submit({ incident, action, purpose: 'apply' });
  for (const client of [ada, past.console.ben, dora]) {
    const { actions } = await ada.incident.view({ incident });
    const approvalHash = actions.find((one) => one.action === action)?.gate?.approvalHash ?? '';
    await client.gate.decide({ incident, action, approvalHash, decision: 'approve', note: '' });
  }
  await move('CUT', '');
  return incident;
}
