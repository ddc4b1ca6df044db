import type { BrowserWindow, WebFrameMain } from 'electron';
import { isOwnUrl } from './page-address.ts';

/** Only the top frame of our own window, showing our own page, is listened to. */
export function isOwnPage(frame: WebFrameMain | null, window: BrowserWindow): frame is WebFrameMain {
  // Null when the frame navigated or died while the message was under way.
  if (frame === null || window.isDestroyed()) return false;
  return frame === window.webContents.mainFrame && frame.parent === null && isOwnUrl(frame.url);
}
