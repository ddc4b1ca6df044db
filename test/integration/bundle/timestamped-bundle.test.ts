import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConsoleHome } from '../../support/console-home.ts';
import { runProgram } from '../../support/run-program.ts';
import { declaration } from '../../support/setup-input.ts';
import { TestTsa } from '../../support/test-tsa.ts';

// A certificate that lives for seconds: whoever opens the bundle opens it after the certificate has expired.
describe('a bundle with time-stamps', () => {
  const tsa = new TestTsa();
  let console: ConsoleHome;
  let incident: `inc-${string}`;
  let bundle = '';
  let stamp: { readonly replySha256: string; readonly checkpointSha256: string };
  const view = () => console.ada.incident.view({ incident });
  const lines = () =>
    readFileSync(join(bundle, 'VERIFY.txt'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('$ '))
      .map((line) => line.slice(2));

  beforeAll(async () => {
    console = await ConsoleHome.create();
    const declared = await console.ada.incidents.declare(
      structuredClone(declaration) as unknown as Parameters<typeof console.ada.incidents.declare>[0],
    );
    incident = declared.incident as `inc-${string}`;
    const until = Date.now() + 5000;
    tsa.leaf('brief', {
      notBefore: '20200101000000Z',
      notAfter: `${new Date(until).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`,
    });
    for (const chain of ['issuing.pem', 'brief.pem']) {
      const { request } = await console.ada.timestamp.request({ incident, tsa: 'Test' });
      const reply = tsa.stamp(Buffer.from(request, 'base64'), { leaf: 'brief', chain }).toString('base64');
      await console.ada.timestamp.import({ incident, reply, rootPem: tsa.rootPem, intermediatesPem: tsa.issuingPem });
    }
    stamp = (await view()).timestamps[0] ?? { replySha256: '', checkpointSha256: '' };
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, until + 1500 - Date.now())));
    const directory = join(console.home, 'out');
    bundle = (await console.ada.handoff.export({ incident, recipient: 'Counsel', purpose: 'advice', directory })).path;
  }, 240_000);
  afterAll(async () => {
    await console.app.close();
    rmSync(console.home, { recursive: true, force: true });
    tsa.remove();
  });

  test('verifies here, by its own program and by the lines of its page', { timeout: 240_000 }, async () => {
    const report = await console.ada.handoff.verify({ path: bundle });
    expect(report.findings).toEqual([]);
    expect(report.statements.join('\n')).toContain('existed not later than');
    const stock = await runProgram('sh', ['-c', lines().join('\n')], bundle);
    expect(stock.output).not.toContain('FAILED');
    expect(stock.output.match(/Verification: OK/g)).toHaveLength(2);
    const own = await runProgram('python3', ['verify.py'], bundle);
    expect(own).toMatchObject({ code: 0, output: expect.stringContaining('2 time-stamps are on record') as string });
  });

  test('its page does not claim more than a time-stamp shows', () => {
    const text = readFileSync(join(bundle, 'VERIFY.txt'), 'utf8');
    expect(text).toContain('existed not later than its time');
    expect(text).toContain('the law presumes nothing');
    expect(text).not.toMatch(/no third party stamped/);
  });

  test('another reply or another stamped text is found by the lines of the page', async () => {
    const about = lines()
      .filter((line) => /openssl ts|awk/.test(line))
      .join('\n');
    for (const sha256 of [stamp.replySha256, stamp.checkpointSha256]) {
      const path = join(bundle, 'data/exhibits', sha256);
      const good = readFileSync(path);
      const bad = Buffer.from(good);
      bad[bad.length - 2] = (bad.at(-2) ?? 0) ^ 1;
      chmodSync(path, 0o600);
      writeFileSync(path, bad);
      expect((await runProgram('sh', ['-c', about], bundle)).output).toContain(`${sha256}: FAILED`);
      writeFileSync(path, good);
    }
  });

  test('fsck verifies the stamps again from the vault', async () => {
    expect((await console.ada.incident.fsck({ incident })).findings).toEqual([]);
    const path = join(console.home, 'incidents', incident, 'vault', stamp.replySha256.slice(0, 2), stamp.replySha256);
    chmodSync(path, 0o600);
    const good = readFileSync(path);
    const bad = Buffer.from(good);
    bad[bad.length - 1] = (bad.at(-1) ?? 0) ^ 1;
    writeFileSync(path, bad);
    const codes = (await console.ada.incident.fsck({ incident })).findings.map(({ code }) => code);
    writeFileSync(path, good);
    expect(codes.toSorted()).toEqual(['EVIDENCE_ALTERED', 'TIMESTAMP_INVALID']);
  });
});
