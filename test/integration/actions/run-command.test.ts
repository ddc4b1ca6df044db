import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { OUTPUT_CUT, REDACTED } from '../../../shared/domain/output-marks.ts';
import { runnerFiles } from '../../../main/adapters/files/runner-files.ts';
import { createCommandRunner } from '../../../main/adapters/process/run-command.ts';

const dir = mkdtempSync(join(tmpdir(), 'bulkhead-run-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const runner = createCommandRunner({ files: runnerFiles, maxBytes: 4096 });
const run = (argv: readonly string[], more: object = {}) => runner.run({ title: 't', argv, timeoutMs: 5000, ...more });

function secret(name: string, content: string): { secretFile: string } {
  writeFileSync(join(dir, name), content, { mode: 0o600 });
  return { secretFile: join(dir, name) };
}

describe('run', () => {
  test('passes arguments as they are: no shell, no globbing', async () => {
    const argv = ['printf', '[%s]', '*', '$HOME', '; echo x', '`id`', 'a b'];
    expect(await run(argv)).toMatchObject({ text: '[*][$HOME][; echo x][`id`][a b]', exit: 0, timedOut: false });
  });

  test('gives a fixed environment and an empty standard input', async () => {
    const { text } = await run(['env']);
    expect(
      new Set(
        text
          .trim()
          .split('\n')
          .map((line) => line.split('=')[0]),
      ),
    ).toEqual(new Set(['LC_ALL', 'PATH']));
    expect(await run(['cat'])).toMatchObject({ text: '', exit: 0 });
  });

  test('starts the file that the name stands for, by its full path, and says which it was', async () => {
    const { program } = await run(['env']);
    expect(program).toMatch(/^\/(?:usr\/)?bin\/env$/);
    expect((await run(['printf', 'x'])).program).toMatch(/^\/.*\/printf$/);
    // A name with a slash depends on the folder the console was started in.
    const local = await run(['./package.json']);
    expect([local.exit, local.program]).toEqual([127, undefined]);
    expect((await run(['no-such-program'])).program).toBeUndefined();
  });

  test('a program complains under its name, as it does at a terminal and on another machine', async () => {
    expect((await run(['rm', '/no-such-place'])).text).toMatch(/^rm: /);
    expect((await run(['grep', 'x', '/no-such-place'])).text).toMatch(/^grep: /);
    expect((await run(['find', '/no-such-place'])).text).toMatch(/^find: /);
  });

  test('keeps standard output before standard error and the exit code', async () => {
    expect(await run(['ls', '/', '/no-such-place'])).toMatchObject({
      exit: 2,
      text: expect.stringMatching(/^\/:[^]*No such file or directory\n$/) as string,
    });
  });

  test('answers for a program that does not exist, and for one without argv', async () => {
    expect(await run(['no-such-program'])).toMatchObject({
      exit: 127,
      timedOut: false,
      text: 'bulkhead: not started: no-such-program: ENOENT\n',
    });
    expect((await run([])).exit).toBe(127);
    expect((await run(['echo', 'a\0b'])).exit).toBe(127);
  });

  test('composes standard input from texts and secrets, dropping one line end of a secret', async () => {
    const part = secret('one', 'a"b c\n');
    const { text } = await run(['od', '-An', '-c'], { stdin: [{ text: 'AUTH ' }, part, { text: '|\n' }] });
    expect(text.replaceAll(/\s+/g, '')).toBe('AUTHa"bc|\\n');
  });

  test('redacts a secret that a program echoes, the longest first', async () => {
    const stdin = [secret('long', 'hunter2-extended\n'), { text: '\n' }, secret('short', 'hunter2')];
    expect((await run(['cat'], { stdin })).text).toBe(`${REDACTED}\n${REDACTED}`);
  });

  test('starts nothing when a secret cannot be read or holds more than one line', async () => {
    const marker = join(dir, 'started');
    const refused = [
      { secretFile: join(dir, 'absent') },
      { secretFile: dir },
      secret('two', 'a\nb\n'),
      secret('big', 'x'.repeat(70_000)),
    ];
    for (const part of refused) {
      const output = await run(['touch', marker], { stdin: [part] });
      expect(output).toMatchObject({ exit: 127, timedOut: false });
      expect(output.text).toMatch(/^bulkhead: not started: /);
    }
    expect((await run(['ls', marker])).exit).toBe(2);
  });

  test('caps each stream and says so', async () => {
    const { text, exit } = await run(['head', '-c', '5000', '/dev/zero']);
    expect(exit).toBe(0);
    expect(text.length).toBe(4096 + OUTPUT_CUT.length + 2);
    expect((await run(['head', '-c', '4096', '/dev/zero'])).text).not.toContain(OUTPUT_CUT);
  });

  test('ends a command that hangs, with everything it started', async () => {
    const name = `61${process.pid}`;
    const output = await run(['timeout', '600', 'sleep', name], { timeoutMs: 300 });
    expect(output.timedOut).toBe(true);
    expect(output.ms).toBeGreaterThanOrEqual(290);
    expect((await run(['pgrep', '-f', `sleep ${name}`])).text).toBe('');
  });

  test('ends a command that ignores the request to end', async () => {
    const output = await run(['env', '--ignore-signal=TERM', 'sleep', '600'], { timeoutMs: 200 });
    expect(output).toMatchObject({ timedOut: true, exit: 128 });
  });

  test('does not wait for a child that a finished program left behind', async () => {
    const output = await run(['sh', '-c', 'sleep 30 & echo left']);
    expect(output).toMatchObject({ text: 'left\n', exit: 0, timedOut: false });
    expect(output.ms).toBeLessThan(5000);
  });

  test('can be stopped: before it starts nothing happened, later it is in doubt', async () => {
    expect(await runner.run({ title: 't', argv: ['true'], timeoutMs: 1000 }, AbortSignal.abort())).toMatchObject({
      exit: 127,
      timedOut: false,
    });
    const stop = new AbortController();
    const running = runner.run({ title: 't', argv: ['sleep', '600'], timeoutMs: 60_000 }, stop.signal);
    await wait(100);
    stop.abort();
    expect((await running).timedOut).toBe(true);
  });
});

test('available tells a program from a file that cannot be run', async () => {
  expect(await runner.available('openssl')).toBe(true);
  expect(await runner.available('no-such-program')).toBe(false);
  writeFileSync(join(dir, 'text'), '');
  expect(await runner.available(join(dir, 'text'))).toBe(false);
  expect(await runner.available('/usr/bin')).toBe(false);
});
