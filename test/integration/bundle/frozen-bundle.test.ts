import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeBundlePlaces } from '../../../main/adapters/files/bundle-places.ts';
import { VERIFY_PROGRAM_TEXT } from '../../../shared/bundle/verify-program.ts';
import { verifyBundle } from '../../../main/handoff/verify-bundle.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import { readKnown } from '../../../shared/ledger/known.ts';
import { formatPaper } from '../../../shared/ledger/paper.ts';
import type { Report } from '../../../shared/ledger/finding.ts';
import { copyFrozenBundle, FROZEN_BUNDLE, type Edit, type FolderCopy } from '../../support/bundle-folder.ts';
import { crypto } from '../../support/parties.ts';
import { runProgram } from '../../support/run-program.ts';
import { root } from '../../support/source-tree.ts';
import { vectorFile } from '../../support/vector-file.ts';

interface Expected {
  readonly code: string;
  readonly file: string;
  readonly entry?: number;
  /** What verify.py calls it, where it has another word. */
  readonly python?: string;
}
const { consoleFingerprint, cases } = vectorFile('bundle/v1/cases.json') as {
  readonly consoleFingerprint: string;
  readonly cases: readonly {
    readonly name: string;
    readonly why: string;
    readonly edit: Edit;
    readonly expect: readonly Expected[];
  }[];
};

const places = nodeBundlePlaces('', crypto.hash);
const verify = (path: string): Promise<Report> => verifyBundle(places, path, { crypto, trust: { consoleFingerprint } });
/** The program that is put into new bundles, from a folder of its own: the one in the damaged folder may be what is damaged. */
let program: string;
beforeAll(() => {
  program = join(mkdtempSync(join(tmpdir(), 'bulkhead-verify-py-')), 'verify.py');
  writeFileSync(program, VERIFY_PROGRAM_TEXT);
});
afterAll(() => rmSync(dirname(program), { recursive: true, force: true }));
const verifyPy = (path: string, verifier = program) =>
  runProgram('python3', [verifier, path, '--console', consoleFingerprint], path);

/** `$ ` lines of VERIFY.txt, as a person would paste them, one after the other into one shell. */
function pasted(): string {
  const text = readFileSync(join(FROZEN_BUNDLE, 'VERIFY.txt'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('$ '))
    .map((line) => line.slice(2))
    .join('\n');
}
/** All of them but the last, which is verify.py. */
const stock = pasted().split('\n').slice(0, -1).join('\n');

describe('the frozen bundle of format v1', () => {
  test('verifies', async () => {
    const report = await verify(FROZEN_BUNDLE);
    expect(report.findings).toEqual([]);
    expect(report.summary).toMatchObject({ entries: 11, checkpoints: 10, evidenceFiles: 4 });
  });

  test('verifies with its own verify.py and with the one of today, without our code', async () => {
    for (const verifier of [join(FROZEN_BUNDLE, 'verify.py'), program]) {
      const { code, output } = await verifyPy(FROZEN_BUNDLE, verifier);
      expect(output).toMatch(/\nVERIFIED\n$/);
      expect(code).toBe(0);
    }
  });

  test('verifies with the commands of VERIFY.txt, pasted into sh and into bash', async () => {
    for (const shell of ['sh', 'bash']) {
      const { code, output } = await runProgram(shell, ['-c', pasted()], FROZEN_BUNDLE);
      expect(output).not.toContain('FAILED');
      expect(output.match(/Signature Verified Successfully/g)).toHaveLength(3);
      expect(output.match(/: OK$/gm)).toHaveLength(23);
      expect(output).toMatch(/\nVERIFIED\n$/);
      expect(code).toBe(0);
    }
  });

  test('is a valid bag to a program that knows only BagIt', async () => {
    const check = resolve(root, 'test/support/bagit_check.py');
    expect(await runProgram('python3', [check, FROZEN_BUNDLE], FROZEN_BUNDLE)).toEqual({ code: 0, output: '' });
  });
});

async function withCopy(use: (copy: FolderCopy) => Promise<void>): Promise<void> {
  const copy = copyFrozenBundle();
  try {
    await use(copy);
  } finally {
    copy.remove();
  }
}

describe('an earlier checkpoint, held against it by verify.py', () => {
  const PART = 'The checkpoint you hold (size 11) is part of this ledger';
  const text = readFileSync(join(FROZEN_BUNDLE, 'data/ledger/checkpoint'), 'utf8');
  const lines = `${text.split('\n\n')[0]}\n`;
  const held = async (known: string | null): Promise<{ readonly code: number | null; readonly output: string }> => {
    const file = join(dirname(program), 'known');
    if (known === null) rmSync(file, { force: true });
    else writeFileSync(file, known);
    return runProgram('python3', [program, FROZEN_BUNDLE, '--checkpoint', file], FROZEN_BUNDLE);
  };

  test('as a note, and as three lines', async () => {
    for (const known of [text, lines])
      expect(await held(known)).toMatchObject({ code: 0, output: expect.stringContaining(PART) as string });
  });

  test('as a sheet of paper that somebody typed in', async () => {
    const read = readKnown(utf8(lines));
    if (!read.ok) throw new Error(read.why);
    const paper = formatPaper(read.checkpoint);
    const typed = paper
      .toLowerCase()
      .replaceAll(/(\d{2}) (\w)/g, '$1$2')
      .split('\n')
      .slice(1)
      .toReversed()
      .join('\n');
    for (const known of [paper, paper.replaceAll('\n', '\r\n'), typed])
      expect(await held(known)).toMatchObject({ code: 0, output: expect.stringContaining(PART) as string });
    for (const slip of [
      paper.replace(/^(R2 +)(.)/m, (_, label: string, digit: string) => `${label}${digit === '0' ? '1' : '0'}`),
      paper.replace(/^SIZE.*\n/m, ''),
      `${paper}R2    0\n`,
    ]) {
      const { code, output } = await held(slip);
      expect(code).toBe(2);
      expect(output).toMatch(/line (R2|SIZE) of the sheet/);
      expect(output).not.toContain('Traceback');
    }
  });

  test.each([
    ['another ledger', lines.replace(/[0-9a-f]{4}\n/, 'ffff\n'), 'ORIGIN_MISMATCH'],
    ['a longer one', lines.replace('\n11\n', '\n12\n'), 'KNOWN_CHECKPOINT_AHEAD'],
    ['another story', lines.replace('\n11\n', '\n10\n'), 'KNOWN_CHECKPOINT_FORK'],
  ])('%s', async (_, known, code) => {
    expect((await held(known)).output).toContain(`FAIL ${code} `);
  });

  test.each([
    ['nothing', ''],
    ['no file', null],
    ['the size 011', lines.replace('\n11\n', '\n011\n')],
    ['the size +11', lines.replace('\n11\n', '\n+11\n')],
    ['CRLF', lines.replaceAll('\n', '\r\n')],
    ['a short root', lines.replace(/\n[^\n]+=\n$/, '\nAAAA\n')],
    ['cut off', lines.slice(0, -1)],
  ])('%s is refused in a line, without a stack', async (_, known) => {
    const { code, output } = await held(known);
    expect(code).toBe(2);
    expect(output).not.toContain('Traceback');
  });

  test('a folder that is not there, likewise', async () => {
    const { code, output } = await runProgram('python3', [program, join(dirname(program), 'nowhere')], FROZEN_BUNDLE);
    expect(code).toBe(2);
    expect(output).not.toContain('Traceback');
  });
});

describe('damage, each found by our verifier and by verify.py', () => {
  test.concurrent.each(cases)('$name: $why', async ({ edit, expect: expected }) => {
    await withCopy(async (copy) => {
      copy.edit(edit);
      const [report, python] = await Promise.all([verify(copy.path), verifyPy(copy.path)]);
      expect(report.verified).toBe(false);
      expect(python.code).toBe(1);
      const said = python.output.split('\n').map((line) => /^FAIL (\S+) ([^\s:]+)/.exec(line)?.slice(1, 3).join(' '));
      for (const { python: word, ...finding } of expected) {
        expect(report.findings).toContainEqual(expect.objectContaining(finding));
        expect(said).toContain(`${word ?? finding.code} ${finding.file}`);
      }
    });
  });
});

describe('what nothing can be read from, found by both without waiting', () => {
  const entries = 'data/ledger/entries.jsonl';
  test.concurrent.each([
    ['a pipe that nobody writes to', (path: string) => runProgram('mkfifo', [path], '/')],
    ['a link to a device that never ends', (path: string) => runProgram('ln', ['-s', '/dev/zero', path], '/')],
  ])('%s', async (_, put) => {
    await withCopy(async (copy) => {
      const path = join(copy.path, entries);
      rmSync(path);
      expect(await put(path)).toMatchObject({ code: 0 });
      const [report, python] = await Promise.all([verify(copy.path), verifyPy(copy.path)]);
      expect(report.findings).toContainEqual(expect.objectContaining({ code: 'FILE_UNSAFE_NAME', file: entries }));
      expect(python).toMatchObject({
        code: 1,
        output: expect.stringContaining(`FAIL FILE_UNSAFE_NAME ${entries}`) as string,
      });
    });
  });

  test.concurrent.each(['x', '[]', '{}', '"\\ud800"', '{"note":3,"size":1}'])(
    'the last line of checkpoints.jsonl is %s',
    async (line) => {
      await withCopy(async (copy) => {
        const path = 'data/ledger/checkpoints.jsonl';
        writeFileSync(join(copy.path, path), `${readFileSync(join(copy.path, path), 'utf8')}${line}\n`);
        const [report, python] = await Promise.all([verify(copy.path), verifyPy(copy.path)]);
        expect(report.findings).toContainEqual(expect.objectContaining({ code: 'CHECKPOINT_MALFORMED' }));
        expect(python).toMatchObject({
          code: 1,
          output: expect.stringContaining('FAIL CHECKPOINT_MALFORMED') as string,
        });
        expect(python.output).not.toContain('Traceback');
      });
    },
  );

  test('an entry that is larger than any', async () => {
    await withCopy(async (copy) => {
      const path = join(copy.path, entries);
      writeFileSync(path, readFileSync(path, 'utf8').replace('"text":"', `"text":"${'x'.repeat(70_000)}`));
      const [report, python] = await Promise.all([verify(copy.path), verifyPy(copy.path)]);
      expect(report.findings).toContainEqual(expect.objectContaining({ code: 'ENTRY_TOO_LARGE', entry: 1 }));
      expect(python.output).toContain(`FAIL ENTRY_TOO_LARGE ${entries} entry 1: `);
    });
  });
});

describe('line endings changed on the way', () => {
  const texts = readdirSync(FROZEN_BUNDLE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(FROZEN_BUNDLE.length + 1))
    .filter((path) => !path.includes('exhibits/') && !path.endsWith('.sig') && !path.endsWith('.pae'));
  const saidBy = ({ output }: { readonly output: string }): readonly string[] =>
    output
      .split('\n')
      .filter((line) => line.startsWith('FAIL '))
      .map((line) => line.slice(5, line.indexOf(':')));

  test.concurrent.each(texts)('%s: that, and nothing else', async (path) => {
    await withCopy(async (copy) => {
      copy.edit({ op: 'crlf', path });
      const [report, python] = await Promise.all([verify(copy.path), verifyPy(copy.path)]);
      expect(report).toMatchObject({
        verified: false,
        findings: [{ code: 'LINE_ENDINGS_CHANGED', severity: 'error', file: path }],
      });
      expect(report.findings).toHaveLength(1);
      expect(python.code).toBe(1);
      expect(saidBy(python)).toEqual([`LINE_ENDINGS_CHANGED ${path}`]);
    });
  });

  test('in every text: one finding for each', async () => {
    await withCopy(async (copy) => {
      for (const path of texts) copy.edit({ op: 'crlf', path });
      const [report, python] = await Promise.all([verify(copy.path), verifyPy(copy.path)]);
      const expected = texts.map((path) => `LINE_ENDINGS_CHANGED ${path}`).sort();
      expect(report.findings.map(({ code, file }) => `${code} ${file ?? ''}`).sort()).toEqual(expected);
      expect([...saidBy(python)].sort()).toEqual(expected);
    });
  });

  test('what was changed beside them is found in its place all the same', async () => {
    await withCopy(async (copy) => {
      const entries = 'data/ledger/entries.jsonl';
      copy.edit({ op: 'flip', path: entries, offset: 884, bit: 0 });
      copy.edit({ op: 'crlf', path: entries });
      const [report, python] = await Promise.all([verify(copy.path), verifyPy(copy.path)]);
      expect(report.findings.map(({ code, entry }) => `${code} ${entry ?? ''}`.trim()).sort()).toEqual([
        'BAG_MALFORMED',
        'ENTRY_ALTERED 1',
        'FILE_ALTERED',
        'FILE_ALTERED 1',
        'LINE_ENDINGS_CHANGED',
      ]);
      expect(saidBy(python)).toContain(`ENTRY_ALTERED ${entries} entry 1`);
    });
  });

  test('on some lines only it is no such change', async () => {
    await withCopy(async (copy) => {
      const leaves = join(copy.path, 'data/ledger/leaf-hashes.txt');
      writeFileSync(leaves, readFileSync(leaves, 'utf8').replace('\n', '\r\n'));
      const [report, python] = await Promise.all([verify(copy.path), verifyPy(copy.path)]);
      expect(report.findings.map(({ code }) => code)).toEqual(['FILE_ALTERED', 'LEAF_HASH_WRONG', 'BAG_MALFORMED']);
      expect(python.output).not.toContain('LINE_ENDINGS_CHANGED');
    });
  });
});

describe('one changed byte in each file, found and named by verify.py and by the commands of VERIFY.txt', () => {
  const files = readdirSync(FROZEN_BUNDLE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(FROZEN_BUNDLE.length + 1))
    .map((path) => ({ path, length: readFileSync(join(FROZEN_BUNDLE, path)).length }))
    .filter(({ length }) => length > 0);

  test.concurrent.each(files)('$path', async ({ path, length }) => {
    // Where in the file differs from file to file, and is the same on every run.
    const offset = crypto.sha256(utf8(path)).reduce((sum, byte) => sum * 31 + byte, 7) % length;
    await withCopy(async (copy) => {
      copy.edit({ op: 'flip', path, offset, bit: offset % 7 });
      const [python, shell] = await Promise.all([verifyPy(copy.path), runProgram('sh', ['-c', stock], copy.path)]);
      expect(python.code).toBe(1);
      expect(python.output).toMatch(new RegExp(`^FAIL \\S+ ${path}`, 'm'));
      // sha256sum says "name: FAILED"; what it does not cover says so itself, with the name in the same line.
      const failed = shell.output.split('\n').filter((line) => line.includes('FAILED'));
      expect(failed.filter((line) => line.includes(path))).not.toEqual([]);
    });
  });
});
