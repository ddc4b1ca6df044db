import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declaredMachine } from '../support/cli-run.ts';
import { TestTsa } from '../support/test-tsa.ts';

describe('a time-stamp, carried by hand', () => {
  let machine: Awaited<ReturnType<typeof declaredMachine>>;
  let tsa: TestTsa;
  let request = '';
  const stamped = () => request.replace(/tsq$/, 'stamped');
  const reply = () => request.replace(/tsq$/, 'tsr');
  const take = (...more: readonly string[]) =>
    machine.asOperator(['timestamp', 'import', '--incident', machine.incident, '--reply', reply(), ...more]);

  beforeAll(async () => {
    machine = await declaredMachine();
    tsa = new TestTsa();
  }, 240_000);
  afterAll(() => {
    machine.remove();
    tsa.remove();
  });

  test('the request is written as files, with the commands for the other machine', async () => {
    const out = join(machine.folder, 'stick', 'new');
    const ran = await machine.asOperator([
      'timestamp',
      'request',
      '--incident',
      machine.incident,
      '--out',
      out,
      '--tsa',
      'https://tsa.example/',
    ]);
    expect(ran).toMatchObject({ code: 0 });
    request = ran.stdout.trim();
    expect(request.startsWith(join(out, `${machine.incident}.checkpoint.`))).toBe(true);
    expect(existsSync(stamped())).toBe(true);
    expect(ran.stderr).toContain(
      "curl --fail --silent --show-error -H 'Content-Type: application/timestamp-query' --data-binary @",
    );
    expect(ran.stderr).toContain('https://tsa.example/');
    expect(tsa.openssl('ts', '-query', '-in', request, '-text')).toContain('Hash Algorithm: sha256');
  });

  test('a reply without a root is taken in as one whose maker is not shown', async () => {
    writeFileSync(reply(), tsa.stamp(readFileSync(request)));
    const ran = await take();
    expect(ran).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^timestamped\t\d+\t\S+Z\tO=Test, CN=Test leaf\tunverified-chain\n$/) as string,
    });
    expect(ran.stderr).toContain('was not shown');
  });

  test('with the root it counts, and openssl says the same of the files on the stick', async () => {
    const ran = await take('--root', tsa.path('root.pem'));
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('\tyes\n') as string });
    expect(ran.stderr).toContain('not later than');
    expect(ran.stderr).toContain('the law presumes nothing');
    expect(tsa.openssl('ts', '-verify', '-data', stamped(), '-in', reply(), '-CAfile', 'root.pem')).toContain(
      'Verification: OK',
    );
    const log = await machine.asOperator(['log', '--incident', machine.incident]);
    expect(log.stdout).toMatch(/the first \d+ entries existed not later than/);
    expect((await machine.asOperator(['fsck', '--incident', machine.incident])).code).toBe(0);
  });

  test('a foreign root, a page instead of a reply, no such file: a code each', async () => {
    const other = new TestTsa('Other');
    const before = (await machine.asOperator(['log', '--incident', machine.incident])).stdout;
    expect((await take('--root', other.path('root.pem'))).stderr).toContain('TIMESTAMP_CHAIN_BROKEN');
    other.remove();
    const page = machine.file('page.tsr', '<html>');
    expect(
      (await machine.asOperator(['timestamp', 'import', '--incident', machine.incident, '--reply', page])).stderr,
    ).toContain('TIMESTAMP_UNREADABLE');
    expect(
      (await machine.asOperator(['timestamp', 'import', '--incident', machine.incident, '--reply', `${page}.not`]))
        .stderr,
    ).toContain('FILE_NOT_READABLE');
    expect(await machine.run(['timestamp', 'erase'])).toMatchObject({ code: 2 });
    expect((await machine.asOperator(['log', '--incident', machine.incident])).stdout).toBe(before);
  });
});
