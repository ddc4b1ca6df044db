// `npm start`: the Electron app where its runtime is installed, else the same console in a browser on this machine.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findElectron } from './electron-runtime.ts';

const root = resolve(import.meta.dirname, '..');
const loopback = resolve(root, 'dist/main/loopback.js');
const electron = findElectron();
const extra = process.argv.slice(2);

if (electron === undefined)
  console.log(
    'Electron runtime not installed: starting the loopback console, to be opened in a browser on this machine.',
  );

if (!existsSync(loopback)) {
  // Silent unless it fails: what the console prints next is a link that must not scroll away.
  const vite = resolve(root, 'node_modules/vite/bin/vite.js');
  const built = spawnSync(process.execPath, [vite, 'build', '--app'], { cwd: root, encoding: 'utf8' });
  if (built.status !== 0) {
    process.stderr.write(built.stdout + built.stderr);
    process.exit(1);
  }
}

const [command, args] = electron === undefined ? [process.execPath, [loopback]] : [electron, [root]];
const child = spawn(command, [...args, ...extra], { stdio: 'inherit' });

// The console shuts down by itself on these; leaving first would take the terminal away from under it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
