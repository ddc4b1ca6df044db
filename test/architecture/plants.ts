// One planted violation of each rule. Each becomes a file of a throw-away copy of the tree; the named tool must report that file.

export interface Plant {
  readonly at: string;
  readonly code: string;
  readonly by: 'lint' | 'tsc';
  /** Part of the rule name (lint) or the error code (tsc) that must be reported for the file. */
  readonly rule: string;
}

type Case = readonly [folder: string, code: string];

const layerPlants: readonly Case[] = [
  ['shared', `import { a } from '../main/ports/fine.ts';`],
  ['shared', `import type { A } from '../renderer/fine.tsx';`],
  ['shared', `export { a } from '../playbooks/fine.ts';`],
  ['shared', `export * from '../test/fine.ts';`],
  ['shared', `import 'node:fs';`],
  ['shared', `import fs from 'fs';`],
  ['shared', `export type A = import('electron').App;`],
  ['shared', `export const a = import('react');`],
  ['playbooks', `import { a } from '../shared/ledger/fine.ts';`],
  ['playbooks', `import { a } from '../main/engine/fine.ts';`],
  ['playbooks', `import { createActor } from 'xstate';`],
  ['playbooks', `import * as x from 'xstate';`],
  ['main/ports', `import { a } from '../ledger/fine.ts';`],
  ['main/ports', `import { a } from '../../playbooks/registry.ts';`],
  ['main/ledger', `import { a } from '../engine/fine.ts';`],
  ['main/engine', `import { a } from '../vault/fine.ts';`],
  ['main/engine', `import { a } from '../app/fine.ts';`],
  ['main/engine', `import { createActor } from 'xstate';`],
  ['main/engine', `import { a } from '../../playbooks/fine.ts';`],
  ['main/vault', `import { a } from '../handoff/fine.ts';`],
  ['main/witness', `import { a } from '../keys/fine.ts';`],
  ['main/exercise', `import { a } from '../engine/fine.ts';`],
  ['main/handoff', `import { a } from '../vault/fine.ts';`],
  ['main/keys', `import { generateKeyPair } from 'node:crypto';`],
  ['main/notify', `import { a } from '../app/fine.ts';`],
  ['main/triage', `import { Worker } from 'node:worker_threads';`],
  ['main/app', `import { a } from '../adapters/files/fine.ts';`],
  ['main/app', `import { a } from '../hosts/fine.ts';`],
  ['main/app', `import { app } from 'electron';`],
  ['main/app', `import Database from 'better-sqlite3';`],
  ['main/app', `import { readFile } from 'node:fs/promises';`],
  ['main/app', `export const load = () => import('node:http');`],
  ['main/adapters/sqlite', `import { readFile } from 'node:fs';`],
  ['main/adapters/files', `import Database from 'better-sqlite3';`],
  ['main/adapters/files', `const Database = require('better-sqlite3');`],
  ['main/adapters/crypto', `import { spawn } from 'node:child_process';`],
  ['main/adapters/process', `import { connect } from 'node:net';`],
  ['main/adapters/net', `import { createHash } from 'node:crypto';`],
  ['main/adapters/net', `import { a } from '../files/fine.ts';`],
  ['main/adapters/net', `import { a } from '../../ledger/fine.ts';`],
  ['main/adapters/clock', `import { createHash } from 'node:crypto';`],
  ['main/adapters/verification', `import { createHash } from 'node:crypto';`],
  ['main/adapters/verification', `import { a } from '../../ledger/fine.ts';`],
  ['main/adapters/crypto', `import { SignedData } from 'pkijs';`],
  ['main/adapters/tsa', `import { connect } from 'node:tls';`],
  ['main/adapters/tsa', `import { readFile } from 'node:fs';`],
  ['main/adapters/paper', `import { connect } from 'node:tls';`],
  ['main/app', `import { SignedData } from 'pkijs';`],
  ['main/adapters/unlisted', `import { a } from '../../ports/fine.ts';`],
  ['main/hosts/loopback', `import { app } from 'electron';`],
  ['main/hosts', `import { app } from 'electron';`],
  ['main/hosts/electron', `import { a } from '../../../test/fine.ts';`],
  ['main/hosts/cli', `import { a } from '../electron/fine.ts';`],
  ['main/hosts/loopback', `import { a } from '../../../renderer/fine.tsx';`],
  ['renderer', `import { a } from '../main/app/fine.ts';`],
  ['renderer', `import { z } from 'zod';`],
  ['renderer', `import { type z } from 'zod';`],
  ['renderer', `import { readFile } from 'node:fs';`],
  ['renderer', `import { ipcRenderer } from 'electron';`],
  ['renderer', `import { ed25519 } from '@noble/curves/ed25519.js';`],
  ['renderer', `import { a } from './verify-page/fine.ts';`],
  ['renderer/verify-page', `import { a } from '../fine.tsx';`],
  ['renderer/verify-page', `import { useState } from 'react';`],
  ['renderer/verify-page', `import { a } from '../../main/handoff/fine.ts';`],
  ['build', `import { a } from '../test/fine.ts';`],
  ['test', `import { app } from 'electron';`],
];

const purePlants: readonly Case[] = [
  ['shared', `export const a = Date.now();`],
  ['shared', `export const a = new Date();`],
  ['shared', `export const a = Date();`],
  ['playbooks', `export const a = Math.random();`],
  ['main/engine', `export const a = Date['now']();`],
  ['main/app', `import { Temporal } from 'temporal-polyfill';\nexport const a = Temporal.Now.instant();`],
  ['main/vault', `export const a = () => setTimeout(() => {}, 1);`],
  ['main/vault', `export const a = globalThis.setTimeout;`],
];

const machinePlants: readonly Case[] = [
  ['playbooks', `export const a = { states: { b: { after: { 1000: 'c' } } } };`],
  ['playbooks', `export const a = { states: { b: { invoke: { src: 'c' } } } };`],
  ['main/engine', `export const a = (x: { createActor(): unknown }) => x.createActor();`],
];

const habitPlants: readonly (readonly [rule: string, folder: string, code: string])[] = [
  ['no-floating-promises', 'shared', `const a = async () => {};\na();`],
  ['no-floating-promises', 'playbooks', `const a = async () => {};\na();`],
  ['no-floating-promises', 'main/app', `const a = async () => {};\na();`],
  ['no-floating-promises', 'main/adapters/files', `const a = async () => {};\na();`],
  ['no-floating-promises', 'renderer', `const a = async () => {};\na();`],
  ['no-floating-promises', 'test', `const a = async () => {};\na();`],
  [
    'switch-exhaustiveness-check',
    'shared',
    `export const a = (b: 'c' | 'd') => {\n  switch (b) {\n    case 'c':\n  }\n};`,
  ],
  ['no-explicit-any', 'main/app', `export const a = (b: any) => void b;`],
  ['no-unused-vars', 'main/app', `const a = 1;`],
];

const compilerPlants: readonly (readonly [error: string, folder: string, code: string])[] = [
  ...['shared', 'playbooks', 'main/engine', 'main/app', 'renderer'].flatMap((folder) => [
    ['TS2591', folder, `export const a = process.pid;`] as const,
    ['TS2591', folder, `export const a = Buffer.alloc(1);`] as const,
    ['TS2591', folder, `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;`] as const,
  ]),
  ...['shared', 'playbooks', 'main/engine', 'main/app', 'main/adapters/files'].flatMap((folder) => [
    ['TS2584', folder, `export const a = document.title;`] as const,
  ]),
  ['TS2304', 'shared', `export const a = () => fetch('x');`],
  ['TS2304', 'main/app', `export const a = () => setTimeout(() => {}, 1);`],
  ['TS6307', 'shared', `import { a } from '../main/ports/fine.ts';\nexport const b = a;`],
  ['TS6307', 'main/app', `import { a } from '../adapters/files/fine.ts';\nexport const b = a;`],
  ['TS6307', 'renderer', `import { a } from '../main/app/fine.ts';\nexport const b = a;`],
  ['TS2532', 'shared', `export const a = (b: string[]) => b[0].length;`],
  ['TS2375', 'shared', `export const a: { b?: string } = { b: undefined };`],
  ['TS1294', 'main/app', `export enum A { b }`],
  ['TS1484', 'main/app', `import { A } from './fine.ts';\nexport const a: A = 1;`],
  ['TS7006', 'renderer', `export const a = (b) => b;`],
];

const preloadFile = 'main/hosts/electron/preload.ts';

/** The preload is one fixed file, so a tool's violations share it. */
const preload: readonly Plant[] = [
  {
    at: preloadFile,
    code: `import { a } from '../../../shared/ledger/fine.ts';`,
    by: 'lint',
    rule: 'bulkhead(layers)',
  },
  ...['TS2591', 'TS2584'].map((rule): Plant => {
    return { at: preloadFile, code: `export const a = [process.pid, document.title];`, by: 'tsc', rule };
  }),
];

const numbered = (folder: string, kind: string, index: number): string => `${folder}/${kind}-${index}.ts`;

export const plants: readonly Plant[] = [
  ...layerPlants.map(([folder, code], i): Plant => ({
    at: numbered(folder, 'layer', i),
    code,
    by: 'lint',
    rule: 'bulkhead(layers)',
  })),
  ...purePlants.map(([folder, code], i): Plant => ({
    at: numbered(folder, 'pure', i),
    code,
    by: 'lint',
    rule: 'bulkhead(pure)',
  })),
  ...machinePlants.map(([folder, code], i): Plant => ({
    at: numbered(folder, 'machine', i),
    code,
    by: 'lint',
    rule: 'bulkhead(machines)',
  })),
  ...habitPlants.map(([rule, folder, code], i): Plant => ({
    at: numbered(folder, 'habit', i),
    code,
    by: 'lint',
    rule,
  })),
  ...compilerPlants.map(([rule, folder, code], i): Plant => ({
    at: numbered(folder, 'compiler', i),
    code,
    by: 'tsc',
    rule,
  })),
  ...preload,
];

const plain = `export const a = 1;\nexport type A = number;\n`;

/** What must stay silent: every layer doing what it is allowed to do. */
export const controls: Readonly<Record<string, string>> = {
  'shared/fine.ts': `import { z } from 'zod';\nimport { Temporal } from 'temporal-polyfill';\nexport const at = new Date(0);\nexport const bytes = new TextEncoder().encode('a');\nexport const schema = z.strictObject({ a: z.string() });\nexport const day = Temporal.PlainDate.from('2026-01-01').toString();\n${plain}`,
  'shared/domain/fine.ts': plain,
  'shared/ledger/fine.ts': `export { a } from '../domain/fine.ts';\n`,
  'playbooks/fine.ts': `import { setup } from 'xstate';\nimport { a as b } from '../shared/domain/fine.ts';\nexport const machine = setup({}).createMachine({ id: String(b) }) as unknown;\n${plain}`,
  'playbooks/registry.ts': `export { a } from './fine.ts';\n`,
  'main/ports/fine.ts': `import { a as b } from '../../shared/fine.ts';\nexport const c = b;\n${plain}`,
  'main/ledger/fine.ts': `export { a } from '../ports/fine.ts';\n`,
  'main/engine/fine.ts': `import { initialTransition } from 'xstate';\nimport { a as b } from '../../playbooks/registry.ts';\nexport const c = [initialTransition.length, b];\n${plain}`,
  'main/vault/fine.ts': `export { a } from '../ledger/fine.ts';\n`,
  'main/handoff/fine.ts': `export const stop = (signal: AbortSignal) => signal.aborted;\n${plain}`,
  'main/app/fine.ts': `import { a as b } from '../engine/fine.ts';\nexport const c = b;\n${plain}`,
  'main/adapters/files/fine.ts': `import { readFile } from 'node:fs/promises';\nexport const read = (path: string): Promise<string> => readFile(path, 'utf8');\nexport const now = Date.now();\n${plain}`,
  'main/adapters/sqlite/fine.ts': `import Database from 'better-sqlite3';\nexport const open = (path: string): { close(): unknown } => new Database(path);\n${plain}`,
  'main/hosts/fine.ts': `export { a } from '../app/fine.ts';\n`,
  'main/hosts/electron/fine.ts': `import { app } from 'electron';\nexport const name = (): string => app.getName();\n${plain}`,
  'main/hosts/loopback/fine.ts': `import { createServer } from 'node:http';\nexport { a } from '../fine.ts';\nexport const serve = (): { close(): unknown } => createServer();\n`,
  'renderer/fine.tsx': `import type { z } from 'zod';\nimport { a as b } from '../shared/fine.ts';\nexport type Any = z.ZodType;\nexport const Title = () => <h1>{document.title + String(b)}</h1>;\n${plain}`,
  'renderer/verify-page/fine.ts': `import { z } from 'zod';\nimport { sha256 } from '@noble/hashes/sha2.js';\nimport { a as b } from '../../shared/fine.ts';\nexport const c = [z.string(), sha256(new Uint8Array(b))];\n${plain}`,
  'build/fine.ts': plain,
  'test/fine.ts': `import type { App } from 'electron';\nimport { a as b } from '../main/app/fine.ts';\nexport type E = App;\nexport const c = b;\n${plain}`,
};
