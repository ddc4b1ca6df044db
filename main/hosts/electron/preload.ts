// Runs sandboxed between the page and the main process. The page gets four functions and no channel: calls travel over a
// message port that the main process made for this very window.
import { contextBridge, ipcRenderer, webUtils } from 'electron';

// The names of channels.ts: a sandboxed preload is one file and imports nothing but Electron's half.
ipcRenderer.on('bulkhead:port', (event) => {
  // A port cannot cross the context bridge; a message to our own origin can carry it.
  window.postMessage({ type: 'bulkhead-port' }, location.origin, event.ports);
});

contextBridge.exposeInMainWorld('bulkhead', {
  host: 'electron',
  /** The port arrives as a window message of type `bulkhead-port`; a new one replaces the last. */
  connect: (): Promise<void> => {
    ipcRenderer.send('bulkhead:connect');
    return Promise.resolve();
  },
  pathOf: (file: object): string => webUtils.getPathForFile(file),
  remind: async (reminder: object): Promise<void> => {
    await ipcRenderer.invoke('bulkhead:remind', reminder);
  },
  copyText: async (text: string): Promise<void> => {
    await ipcRenderer.invoke('bulkhead:copy-text', text);
  },
});
