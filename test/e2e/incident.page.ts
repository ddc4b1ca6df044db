import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does on the screens, by the names that a screen reader would say. */
export class IncidentPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async setUp(passphrase: string): Promise<void> {
    const { page } = this;
    await page.getByLabel('Name', { exact: true }).fill('Nordlicht group');
    await page.getByLabel('Legal name').fill('Nordlicht Marktplatz GmbH');
    await page.getByLabel('What it is').selectOption('online-marketplace');
    await page.getByLabel('Member State of its authority').selectOption('DE');
    await page.getByLabel('NIS2 class').selectOption('important');
    await page.getByLabel('Controller of the personal data?').selectOption('yes');
    await page.getByLabel('Your name').fill('Ada Brandt');
    await this.tick('Incident commander');
    await this.tick('Key custodian');
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('Passphrase again').fill(passphrase);
    await this.button('Create keys and set up').click();
    await expect(page.getByRole('heading', { name: 'Incidents' })).toBeVisible({ timeout: 30_000 });
  }

  async enrol(name: string, roles: readonly string[], passphrase: string, second?: string): Promise<void> {
    await this.button('Enrol a person').click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    for (const role of roles) await this.tick(role, dialog);
    await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await dialog.getByLabel('Passphrase again').fill(passphrase);
    if (second !== undefined) await dialog.getByLabel('Their passphrase').fill(second);
    await this.button('Enrol', dialog).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
  }

  /** Two people at the keyboard let the console run commands; from the start screen and back. */
  async armExec(theirs: string): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: 'People and keys' }).first().click();
    await this.button('Let it run commands').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^All of them/ }).check({ force: true });
    await dialog.getByLabel('Reason').fill('Rehearsed in October.');
    await dialog.getByLabel('Their passphrase').fill(theirs);
    await this.button('Let it run commands', dialog).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(page.getByText('Armed', { exact: true })).toBeVisible();
    await page.goBack();
  }

  async unlock(name: string, passphrase: string): Promise<void> {
    const { page } = this;
    const option = await page.getByLabel('Operator').locator('option', { hasText: name }).getAttribute('value');
    await page.getByLabel('Operator').selectOption(option ?? '');
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await this.button('Unlock').click();
  }

  async declare(codename: string, pattern: string): Promise<void> {
    const { page } = this;
    await this.button('Declare an incident').click();
    await page.getByLabel('Codename').fill(codename);
    await page.getByRole('radio', { name: new RegExp(pattern) }).check({ force: true });
    await this.button('Now').click();
    await page.getByLabel('What happened').fill('A registry credential was used from an unknown network.');
    await this.button('Declare the incident').click();
    await expect(page.getByText(codename).first()).toBeVisible();
    await this.go('Command');
  }

  /** By the left rail. */
  async go(screen: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Screens of this incident' })
      .getByRole('link', { name: new RegExp(`^${screen}`) })
      .click();
  }

  async tick(name: string, within: Page | Locator = this.page): Promise<void> {
    const box = within.getByRole('checkbox', { name });
    // By the keyboard: the box itself lies unseen under its label, and a click may land while the dialog still moves.
    if (!(await box.isChecked())) await box.press('Space');
    await expect(box).toBeChecked();
  }

  /** Gives the run its next event; `reason` and `choice` where the step asks for them. */
  async move(label: string, { reason, choice }: { reason?: string; choice?: string } = {}): Promise<void> {
    const step = this.page.getByRole('region', { name: 'Current step' });
    if (choice !== undefined) await step.getByLabel('Choose').selectOption(choice);
    if (reason !== undefined) await step.getByLabel('Reason, for the record').fill(reason);
    await this.button(label, step).click();
  }

  async atStep(title: string): Promise<void> {
    await expect(
      this.page.getByRole('region', { name: 'Current step' }).getByRole('heading', { name: title }),
    ).toBeVisible();
  }
}
