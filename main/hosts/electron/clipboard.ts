import { type BrowserWindow, clipboard, ipcMain } from 'electron';
import { z } from 'zod';
import { channels } from './channels.ts';
import { isOwnPage } from './sender.ts';

const Text = z.string().max(1_000_000);

/** The page has no clipboard permission, like no other; the main process writes for it. Reading is not offered. */
export function serveClipboard(window: BrowserWindow): void {
  ipcMain.handle(channels.copyText, async (event, text: unknown) => {
    if (!isOwnPage(event.senderFrame, window)) throw new Error('refused');
    await clipboard.writeText(Text.parse(text));
  });
  window.once('closed', () => ipcMain.removeHandler(channels.copyText));
}
