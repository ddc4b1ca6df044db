import { describe, expect, test } from 'vitest';
import { judgeImport, layerOf } from '../../build/judge-import.ts';
import { layers } from '../../build/layers.ts';

const judge = (file: string, specifier: string, more: { typeOnly?: boolean; names?: string[] } = {}): string =>
  judgeImport(file, { specifier, typeOnly: more.typeOnly ?? false, names: more.names }) ?? 'fine';

describe('the layer table', () => {
  test('the longest prefix decides which layer a file is in', () => {
    expect(layerOf('main/hosts/electron/preload.ts')?.at).toBe('main/hosts/electron/preload.ts');
    expect(layerOf('main/hosts/electron/entry.ts')?.at).toBe('main/hosts/electron/');
    expect(layerOf('main/hosts/compose.ts')?.at).toBe('main/hosts/');
    expect(layerOf('vite.config.ts')?.at).toBe('');
  });

  test('a folder that nobody described is a violation in itself', () => {
    expect(judge('main/adapters/quantum/x.ts', './y.ts')).toContain('is in no layer');
    expect(judge('plugins/x.ts', './y.ts')).toContain('is in no layer');
  });

  test('every layer may import its own files', () => {
    for (const { at } of layers.filter((layer) => layer.at.endsWith('/')))
      expect(judge(`${at}a.ts`, './b.ts')).toBe('fine');
  });

  test('reading goes downward: app, features, ledger, ports', () => {
    expect(judge('main/app/x.ts', '../engine/y.ts')).toBe('fine');
    expect(judge('main/engine/x.ts', '../ledger/y.ts')).toBe('fine');
    expect(judge('main/ledger/x.ts', '../ports/y.ts')).toBe('fine');
    expect(judge('main/ports/x.ts', '../ledger/y.ts')).toBe('main/ports/ may not import main/ledger/y.ts');
    expect(judge('main/ledger/x.ts', '../engine/y.ts')).toBe('main/ledger/ may not import main/engine/y.ts');
    expect(judge('main/engine/x.ts', '../app/y.ts')).toBe('main/engine/ may not import main/app/y.ts');
    expect(judge('main/engine/x.ts', '../vault/y.ts')).toBe('main/engine/ may not import main/vault/y.ts');
  });

  test('hosts import everything in main, and nobody imports hosts', () => {
    expect(judge('main/hosts/compose.ts', '../adapters/sqlite/open.ts')).toBe('fine');
    expect(judge('main/hosts/electron/entry.ts', '../compose.ts')).toBe('fine');
    expect(judge('main/hosts/loopback/entry.ts', '../electron/window.ts')).toContain('may not import');
    expect(judge('main/app/x.ts', '../hosts/compose.ts')).toContain('may not import');
  });

  test('one driver to an adapter, and Node modules with and without their prefix are the same', () => {
    expect(judge('main/adapters/files/x.ts', 'node:fs/promises')).toBe('fine');
    expect(judge('main/adapters/files/x.ts', 'better-sqlite3')).toContain('may not import');
    expect(judge('main/adapters/sqlite/x.ts', 'fs')).toContain('may not import');
    expect(judge('main/hosts/cli/x.ts', 'fs')).toBe('fine');
  });

  test('types are free where a package is listed for its types, names where it is listed for its names', () => {
    expect(judge('renderer/x.tsx', 'zod', { typeOnly: true })).toBe('fine');
    expect(judge('renderer/x.tsx', 'zod', { names: ['z'] })).toContain('may not import');
    expect(judge('playbooks/x.ts', 'xstate', { names: ['setup'] })).toBe('fine');
    expect(judge('playbooks/x.ts', 'xstate', { names: ['setup', 'fromPromise'] })).toContain('may not import');
    expect(judge('playbooks/x.ts', 'xstate')).toContain('may not import');
  });

  test('only the Electron host names electron; tests may name its types', () => {
    expect(judge('main/hosts/electron/window.ts', 'electron', { names: ['app'] })).toBe('fine');
    expect(judge('main/hosts/loopback/server.ts', 'electron', { names: ['app'] })).toContain('may not import');
    expect(judge('test/hosts/x.ts', 'electron', { names: ['app'] })).toContain('may not import');
    expect(judge('test/hosts/x.ts', 'electron', { typeOnly: true })).toBe('fine');
  });

  test('nothing outside the repository is reached by a relative path', () => {
    expect(judge('test/unit/x.ts', '../../../elsewhere/y.ts')).toContain('may not import');
  });
});
