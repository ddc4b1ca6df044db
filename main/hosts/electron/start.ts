import { app, type BrowserWindow, dialog, session } from 'electron';
import { composeApp } from '../compose.ts';
import { readRenderer } from '../renderer-files.ts';
import { startTicking } from '../ticker.ts';
import { toFailure } from '../to-failure.ts';
import { withVerifierPage } from '../verifier-page.ts';
import { serveWindow } from './call-port.ts';
import { serveClipboard } from './clipboard.ts';
import { osKeyWrapper } from './key-wrapper.ts';
import { lockSession } from './lock-session.ts';
import { setMenu } from './menu.ts';
import { pageUrl } from './page-address.ts';
import { serveReminders } from './reminder.ts';
import { servePage } from './serve-page.ts';
import { openWindow } from './window.ts';

/** Not persistent: what the page saw of an incident does not stay on this disk in Chromium's caches. */
const partition = 'bulkhead';

/** From `ready` to a window with a page. Order: lock, serve, listen, and only then load. */
export async function start(home: string, built: URL): Promise<BrowserWindow> {
  app.configureHostResolver({ secureDnsMode: 'off', enableBuiltInResolver: false });
  const own = session.fromPartition(partition);
  await Promise.all([lockSession(own), lockSession(session.defaultSession)]);
  servePage(own.protocol, await withVerifierPage(await readRenderer(new URL('renderer/', built)), built));

  const keyWrapper = await osKeyWrapper();
  const core = await composeApp({ home, host: 'electron', ...(keyWrapper === undefined ? {} : { keyWrapper }) });
  const stopTicking = startTicking(core);
  closeBeforeQuit(async () => {
    stopTicking();
    await core.close();
  });

  setMenu();
  const window = openWindow(own, new URL('preload/preload.cjs', built));
  serveWindow(core, window);
  serveClipboard(window);
  serveReminders(window);
  await window.loadURL(pageUrl);
  return window;
}

/** Quitting waits until effects have ended, keys are wiped and files are closed. */
function closeBeforeQuit(close: () => Promise<void>): void {
  let closing = false;
  app.on('will-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    void close().finally(() => app.exit(0));
  });
}

/** There is no terminal to print to. */
export function reportAndExit(thrown: unknown): void {
  const { code, message, hint } = toFailure(thrown);
  console.error(thrown);
  dialog.showErrorBox('Bulkhead could not start', `${message} (${code})\n\n${hint}`);
  app.exit(1);
}
