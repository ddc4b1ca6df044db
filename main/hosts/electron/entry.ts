import '../node-guard.ts';
import { parseArgs } from 'node:util';
import { app, type BrowserWindow } from 'electron';
import { homeFolder } from '../home.ts';
import { builtFolder } from '../renderer-files.ts';
import { prepareApp } from './before-ready.ts';
import { lockEveryPage } from './lock-contents.ts';
import { reportAndExit, start } from './start.ts';
import { bringForward } from './window.ts';

// Chromium's own switches are among the arguments, so unknown ones are let through.
const { values } = parseArgs({ args: process.argv.slice(1), options: { home: { type: 'string' } }, strict: false });
const home = homeFolder(typeof values['home'] === 'string' ? values['home'] : undefined, process.env);

prepareApp(home);
lockEveryPage(app);

if (app.requestSingleInstanceLock()) {
  let window: BrowserWindow | undefined;
  app.on('second-instance', () => bringForward(window));
  app.on('window-all-closed', () => app.quit());
  // Not awaited: Electron becomes ready only after this module has been evaluated, so waiting here would be waiting for ourselves.
  app
    .whenReady()
    .then(async () => {
      window = await start(home, builtFolder(import.meta.url));
      return window;
    })
    .catch(reportAndExit);
} else {
  app.quit();
}
