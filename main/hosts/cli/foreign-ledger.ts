import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { FINDING_CODES, type Finding, type Report } from '../../../shared/ledger/finding.ts';
import { InstantSchema } from '../../../shared/domain/ids.ts';
import { printable } from '../../../shared/ledger/printable.ts';

/** What one foreign file may cost. */
export interface ForeignCaps {
  readonly timeMs: number;
  readonly memoryMiB: number;
  readonly answerBytes: number;
}
const CAPS: ForeignCaps = { timeMs: 30 * 60_000, memoryMiB: 1024, answerBytes: 8 << 20 };

const Text = z.string().max(100_000).transform(printable);
const Count = z.int().min(0);
/** What the other process may answer; it has touched the file, so its words are data. */
const ReportAnswer = z.object({
  verified: z.boolean(),
  findings: z
    .array(
      z.object({
        code: z.enum(FINDING_CODES),
        severity: z.enum(['error', 'warning']),
        message: Text,
        entry: Count.optional(),
        checkpoint: Count.optional(),
        file: Text.optional(),
      }),
    )
    .max(1000),
  statements: z.array(Text).max(1000),
  summary: z.object({
    origin: Text.nullable(),
    type: z.enum(['journal', 'incident', 'exercise']).nullable(),
    entries: Count,
    checkpoints: Count,
    root: Text.nullable(),
    consoleFingerprint: Text.nullable(),
    operators: z.array(z.object({ name: Text, fingerprint: Text, signed: Count })),
    witnessed: z.array(
      z.object({
        name: Text,
        keyName: Text,
        fingerprint: Text,
        size: Count,
        time: InstantSchema,
        trusted: z.boolean(),
      }),
    ),
    evidenceFiles: Count,
    evidenceBytes: Count,
  }),
});

export interface ForeignQuestion {
  /** Absolute. Opened by the other process only, on a copy. */
  readonly path: string;
  readonly trust: {
    readonly consoleFingerprint?: string;
    readonly known?: string;
    readonly wanted?: readonly string[];
  };
}

/**
 * Checks a ledger file that came from elsewhere, in a process of its own with caps on time, memory and answer. A file that makes
 * it crash, hang or grow is a finding (STORE_DAMAGED); this process reads nothing of the file and never throws because of it.
 */
export async function checkForeignLedger(question: ForeignQuestion, caps: ForeignCaps = CAPS): Promise<Report> {
  const scratch = await mkdtemp(join(tmpdir(), 'bulkhead-foreign-'));
  const { answer, ended } = await ask({ ...question, scratch }, caps);
  await rm(scratch, { recursive: true, force: true });
  if (ended !== null) return unread(ended);
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    return unread('the process that read the file gave no answer');
  }
  const parsed = ReportAnswer.safeParse(value);
  return parsed.success ? (parsed.data as Report) : unread('the process that read the file gave no proper answer');
}

/** Beside the entries in the package, among the adapters in the sources (vite.config.ts makes an entry of every `*-worker.ts`). */
function script(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('../../adapters/verification/foreign-worker.ts', import.meta.url)
    : new URL('./foreign-worker.js', import.meta.url);
}

function ask(
  question: ForeignQuestion & { readonly scratch: string },
  caps: ForeignCaps,
): Promise<{ readonly answer: string; readonly ended: string | null }> {
  return new Promise((resolve) => {
    const { TMPDIR, TEMP, SystemRoot } = process.env;
    const env = Object.fromEntries(Object.entries({ TMPDIR, TEMP, SystemRoot }).filter(([, value]) => value));
    const child = spawn(process.execPath, [`--max-old-space-size=${caps.memoryMiB}`, fileURLToPath(script())], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env,
    });
    const pieces: Buffer[] = [];
    let bytes = 0;
    let why: string | null = null;
    const stop = (reason: string): void => {
      why ??= reason;
      child.kill('SIGKILL');
    };
    const clock = setTimeout(
      () => stop(`reading the file took more than ${caps.timeMs} ms and was ended`),
      caps.timeMs,
    );
    child.stdout.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > caps.answerBytes) stop('the process that read the file answered without end');
      else pieces.push(piece);
    });
    child.on('error', (error) => stop(`the file could not be read in a process of its own: ${error.message}`));
    child.stdin.on('error', () => stop('the process that was to read the file did not start'));
    child.on('close', (code, signal) => {
      clearTimeout(clock);
      const crashed =
        code === 0 ? null : `the process that read the file ended with ${signal ?? `code ${code ?? '?'}`}`;
      resolve({ answer: Buffer.concat(pieces).toString('utf8'), ended: why ?? crashed });
    });
    child.stdin.end(JSON.stringify(question));
  });
}

function unread(message: string): Report {
  const finding: Finding = { code: 'STORE_DAMAGED', severity: 'error', message: printable(message) };
  return {
    verified: false,
    findings: [finding],
    statements: [],
    summary: {
      origin: null,
      type: null,
      entries: 0,
      checkpoints: 0,
      root: null,
      consoleFingerprint: null,
      operators: [],
      witnessed: [],
      evidenceFiles: 0,
      evidenceBytes: 0,
    },
  };
}
