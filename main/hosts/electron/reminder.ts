import { type BrowserWindow, ipcMain, Notification } from 'electron';
import { z } from 'zod';
import { channels } from './channels.ts';
import { isOwnPage } from './sender.ts';
import { bringForward } from './window.ts';

/** Short: it stands on a screen that others see, and the page must not be able to fill it. */
const Reminder = z.strictObject({ title: z.string().min(1).max(120), body: z.string().max(300) });

/** Shows what the page reminds of outside of its window, as the system's own notification: nothing leaves this machine. */
export function serveReminders(window: BrowserWindow): void {
  // Held until it is gone: a notification that nobody holds may be collected, and its click with it.
  const shown = new Set<Notification>();
  ipcMain.handle(channels.remind, (event, reminder: unknown) => {
    if (!isOwnPage(event.senderFrame, window)) throw new Error('refused');
    const { title, body } = Reminder.parse(reminder);
    if (!window.isFocused()) window.flashFrame(true);
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body, urgency: 'critical', timeoutType: 'never' });
    shown.add(notification);
    notification.on('close', () => shown.delete(notification));
    notification.on('click', () => bringForward(window));
    notification.show();
  });
  window.on('focus', () => window.flashFrame(false));
  window.once('closed', () => ipcMain.removeHandler(channels.remind));
}
