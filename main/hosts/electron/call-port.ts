import { RPCHandler } from '@orpc/server/message-port';
import { type BrowserWindow, ipcMain, MessageChannelMain, type MessagePortMain } from 'electron';
import type { App, CallContext, Session } from '../../app/app.ts';
import { rpcOptions } from '../rpc-options.ts';
import { isAdmissible } from './admit-message.ts';
import { channels } from './channels.ts';
import { isOwnPage } from './sender.ts';

/** Hands the window's page a port to the core. One window, one session, one port at a time: a reload replaces the port. */
export function serveWindow(app: App, window: BrowserWindow): void {
  const handler = new RPCHandler<CallContext>(app.router, { ...rpcOptions });
  const session = app.openSession();
  let current: MessagePortMain | undefined;

  const connect = (frame: Electron.WebFrameMain | null): void => {
    if (!isOwnPage(frame, window)) return;
    current?.close();
    const { port1, port2 } = new MessageChannelMain();
    current = port1;
    upgrade(handler, port1, session);
    frame.postMessage(channels.port, null, [port2]);
  };
  const listener = (event: Electron.IpcMainEvent): void => connect(event.senderFrame);
  ipcMain.on(channels.connect, listener);
  window.once('closed', () => {
    ipcMain.off(channels.connect, listener);
    current?.close();
    void app.closeSession(session);
  });
}

function upgrade(handler: RPCHandler<CallContext>, port: MessagePortMain, session: Session): void {
  type Listener = (event?: { data: unknown }) => void;
  const guarded = {
    on(event: string, listener: Listener): void {
      if (event === 'close') port.on('close', () => listener());
      else port.on('message', ({ data }) => pass(data, listener));
    },
    postMessage: (message: unknown): void => port.postMessage(message),
  };
  handler.upgrade(guarded, { context: { session } });
  // Until now the port has kept what arrived.
  port.start();
}

function pass(data: unknown, listener: (event: { data: unknown }) => void): void {
  if (isAdmissible(data)) listener({ data });
  else console.error('a message from the page was dropped: it is not a call of this console');
}
