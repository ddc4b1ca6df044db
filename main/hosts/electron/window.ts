import { fileURLToPath } from 'node:url';
import { BrowserWindow, type Session } from 'electron';
import { pageUrl } from './page-address.ts';

/** The one window. It loads the page only after everything around it is locked and listening; see start.ts. */
export function openWindow(session: Session, preload: URL): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Bulkhead',
    width: 1440,
    height: 900,
    minWidth: 480,
    minHeight: 400,
    show: false,
    backgroundColor: '#101418',
    webPreferences: {
      session,
      preload: fileURLToPath(preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  // A white window in the middle of an incident helps nobody: nothing is lost by loading the page again, the ledger is the state.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) setTimeout(() => void window.loadURL(pageUrl), 1000);
  });
  return window;
}

/** A second start of the same home ends up here. */
export function bringForward(window: BrowserWindow | undefined): void {
  if (window === undefined || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
