import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../shared/ledger/finding.ts';
import { cliMachine, type CliMachine, declaredMachine } from '../support/cli-run.ts';

// Two machines that share nothing but texts: the console, and a witness of another name and key.
describe('a console and its witness, without a network', () => {
  let a: Awaited<ReturnType<typeof declaredMachine>>;
  let b: CliMachine;
  let vkey = '';
  let state = '';
  const ask = (more: object = {}): Promise<{ stdout: string }> =>
    a.asOperator(['call', 'witness.request'], JSON.stringify({ incident: a.incident, vkey, ...more }));
  const request = async (more: object = {}): Promise<string> =>
    (JSON.parse((await ask(more)).stdout) as { text: string }).text;
  const note = (text: string) => a.asOperator(['note', '--incident', a.incident, '--stdin'], `${text}\n`);
  const merge = (text: string) =>
    a.asOperator(['call', 'witness.merge'], JSON.stringify({ incident: a.incident, text }));
  const fsck = async (...more: string[]) =>
    JSON.parse((await a.asOperator(['fsck', '--incident', a.incident, '--json', ...more])).stdout) as Report;

  beforeAll(async () => {
    a = await declaredMachine();
    b = cliMachine();
    state = join(b.folder, 'state');
  }, 240_000);
  afterAll(() => {
    a.remove();
    b.remove();
  });

  test('the witness makes its key once, for its own eyes only, and says that it is not sealed', async () => {
    const first = await b.run(['witness', '--state', state, '--name', 'witness.example/w1', '--vkey']);
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^witness\.example\/w1\+[0-9a-f]{8}\+B[A-Za-z0-9+/]{43}\n$/) as string,
    });
    expect(first.stderr).toContain('It is not sealed');
    expect(statSync(join(state, 'witness.key')).mode & 0o777).toBe(0o600);
    const second = await b.run(['witness', '--state', state, '--vkey']);
    expect(second.stdout).toBe(first.stdout);
    expect(second.stderr).toMatch(/^fingerprint [0-9a-f]{64}\n$/);
    vkey = first.stdout.trim();
  });

  test('nobody trusts it yet, and it knows nobody', async () => {
    expect(
      (await a.asOperator(['call', 'witness.request'], JSON.stringify({ incident: a.incident, vkey }))).stderr,
    ).toContain('WITNESS_UNKNOWN');
    await a.asOperator(['call', 'witness.trust'], JSON.stringify({ name: 'second laptop', vkey }));
    const refused = await b.run(['witness', '--state', state], await request());
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('refused 404') as string });
  });

  test('cosigns, and the console records it', async () => {
    const log = (await a.asOperator(['checkpoint', '--incident', a.incident, '--vkey'])).stdout.trim();
    expect((await b.run(['witness', '--state', state, '--log', log])).code).toBe(0);
    const asked = await request();
    expect(asked).toMatch(/^old 0\n\nbulkhead\/incident\//);
    const answer = await b.run(['witness', '--state', state], asked);
    expect(answer).toMatchObject({ code: 0, stderr: '' });
    // Ed25519, and ML-DSA-44 beside it, each under a key id of its own.
    expect(answer.stdout).toMatch(/^(— witness\.example\/w1 [A-Za-z0-9+/]+=*\n){2}$/);
    const ids = answer.stdout.split('\n').map((line) => line.split(' ')[2]?.slice(0, 5));
    expect(new Set(ids.slice(0, 2)).size).toBe(2);
    const { stdout: later } = await b.run(['witness', '--state', state, '--vkey', 'ml-dsa-44']);
    expect(statSync(join(state, 'witness-ml-dsa-44.key')).mode & 0o777).toBe(0o600);
    await a.asOperator(['call', 'witness.trust'], JSON.stringify({ name: 'the same, later', vkey: later.trim() }));
    expect((await merge(answer.stdout)).code).toBe(0);
    const report = await fsck();
    expect(report).toMatchObject({
      verified: true,
      summary: {
        witnessed: [
          { name: 'second laptop', keyName: 'witness.example/w1', trusted: true },
          { name: 'the same, later', keyName: 'witness.example/w1', trusted: true },
        ],
      },
    });
    expect(report.statements.join('\n')).toContain('saw the first');
  });

  test('one entry is proven to somebody who sees no other', async () => {
    const entry = join(a.folder, 'entry.json');
    const { stdout, stderr } = await a.asOperator([
      'prove',
      '--incident',
      a.incident,
      '--index',
      '2',
      '--entry',
      entry,
    ]);
    const keys = [...stderr.matchAll(/^key (.*)$/gm)].flatMap(([, key]) => ['--vkey', key ?? '']);
    const proof = b.file('x.tlog-proof', stdout);
    const held = await b.run(['check-proof', proof, '--entry', entry, ...keys]);
    expect(held).toMatchObject({ code: 0, stderr: '' });
    expect(held.stdout).toMatch(/^holds\nentry\t2 of \d+\n/);
    expect(held.stdout).toContain('\twitness.example/w1\t');
    const [, log = '', , w1 = ''] = keys;
    const policy = b.file('policy.txt', `log ${log}\nwitness w1 ${w1}\nquorum w1\n`);
    expect((await b.run(['check-proof', proof, '--entry', entry, '--policy', policy])).code).toBe(0);
    const other = b.file('other.json', readFileSync(entry, 'utf8').replace('"index":2', '"index":3'));
    expect(await b.run(['check-proof', proof, '--entry', other, ...keys])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('does NOT hold') as string,
    });
    expect((await b.run(['check-proof', proof, '--entry', entry])).code).toBe(2);

    const out = join(a.folder, 'proofs');
    const files = await a.asOperator(['prove', '2', '--incident', a.incident, '--out', out]);
    expect(files.stdout).toBe(`${join(out, 'entry-2.json')}\n${join(out, 'entry-2.tlog-proof')}\n`);
    expect(readFileSync(join(out, 'entry-2.tlog-proof'), 'utf8')).toBe(stdout);
    expect(readFileSync(join(out, 'entry-2.json'), 'utf8')).toBe(readFileSync(entry, 'utf8'));
    const again = await a.asOperator(['prove', '2', '--incident', a.incident, '--out', out]);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('DESTINATION_EXISTS') as string });
    for (const number of ['02', '0x2', '2.0', '-1', ''])
      expect((await a.asOperator(['prove', `--index=${number}`, '--incident', a.incident])).code).toBe(2);
  });

  test('what is no text, and what has no end, is refused in one line', async () => {
    for (const input of [Buffer.from([0xff, 0xfe, 0x0a]), Buffer.alloc(20 << 20, 'a')]) {
      const { code, stderr } = await b.run(['witness', '--state', join(b.folder, 'w9')], input);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^(warning: .*\n)?error: Standard input is .*\(BAD_INPUT\)\nhint: .*\n$/);
    }
    const mailed = await b.run(['witness', '--state', join(b.folder, 'w9')], 'old 0\r\n\r\n');
    expect(mailed).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('refused 400: its lines end as on') as string,
    });
  });

  test('a ledger or a checkpoint that is not there is no finding about a ledger', async () => {
    const missing = join(b.folder, 'nowhere');
    const file = await b.run(['fsck', '--file', missing]);
    expect(file).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('FILE_NOT_READABLE') as string });
    const slip = b.file('slip.txt', 'KIND  incident  G8\n');
    const known = await b.run(['fsck', '--file', slip, '--known', slip]);
    expect(known).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('KIND has a slip') as string });
    const empty = await b.run(['fsck', '--file', b.file('empty.db', '')]);
    expect(empty.stdout).toContain('error\tSTORE_DAMAGED\tthe file is empty\n');
  });

  test('a root on paper is typed in again, and a slip is found in its line', async () => {
    const paper = (await a.asOperator(['checkpoint', '--incident', a.incident, '--paper'])).stdout;
    const typed = paper.toLowerCase().replaceAll(/(?<=^r\d .*) (?=[0-9a-f]{4} )/gm, '');
    const { stdout: three } = await b.run(['checkpoint', '--read-paper'], typed);
    const known = a.file('known', three);
    await note('after the paper');
    expect((await fsck('--known', known)).statements.join('\n')).toContain('is part of this ledger');
    expect((await fsck('--known', a.file('sheet', paper))).verified).toBe(true);
    const slip = paper.replace(
      /^(R3\s+)(.)/m,
      (_all, label: string, digit: string) => `${label}${digit === '0' ? '1' : '0'}`,
    );
    expect(await b.run(['checkpoint', '--read-paper'], slip)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('R3 has a slip') as string,
    });
  });

  test('an answer that was lost: the witness says what it saw last, and refuses what is no longer there', async () => {
    const asked = await request();
    expect((await b.run(['witness', '--state', state], asked)).code).toBe(0);
    const again = await b.run(['witness', '--state', state], asked);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('refused 409') as string });
    expect(again.stdout).toMatch(/^[1-9]\d*\n$/);
    expect((await merge(again.stdout)).stderr).toContain('WITNESS_STALE');
  });

  test('a witness whose memory was touched does not answer', async () => {
    const [place = ''] = readdirSync(state).filter((name) => /^[0-9a-f]{64}$/.test(name));
    const path = join(state, place, 'checkpoint');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+$/m, '1'));
    expect(await b.run(['witness', '--state', state], await request())).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('HOME_UNUSABLE') as string,
    });
  });
});
