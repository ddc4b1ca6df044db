/**
 * What the preload of the desktop shell puts on `globalThis`. Absent in a browser on the loopback host.
 * The port itself cannot cross the context bridge: `connect` asks for one and it arrives as a window message.
 */
export interface Bridge {
  /** Asks the main process for a port. Some hosts answer with it directly, some post it to the window. */
  connect(): Promise<unknown>;
  /** Puts text on the clipboard; the page itself has no permission for it. */
  copyText?(text: string): Promise<void>;
  /** Shows a notification of the system; the page itself has no permission for it. */
  remind?(reminder: { readonly title: string; readonly body: string }): Promise<void>;
  /** Path of a dropped or picked file on this machine. */
  pathOf?(file: File): string;
}

export function bridge(): Bridge | null {
  const found = (globalThis as { bulkhead?: Bridge }).bulkhead;
  return found ?? null;
}

/** Name of the window message that carries the port. */
export const PORT_MESSAGE = 'bulkhead-port';

export async function openPort(host: Bridge): Promise<MessagePort> {
  const posted = portFromWindow();
  const answered = await host.connect();
  const port = answered instanceof MessagePort ? answered : await posted;
  port.start();
  return port;
}

function portFromWindow(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (message: MessageEvent): void => {
      if (message.source !== window || !isPortMessage(message.data)) return;
      const port = message.ports[0];
      if (port === undefined) return;
      window.removeEventListener('message', listen);
      resolve(port);
    };
    window.addEventListener('message', listen);
  });
}

function isPortMessage(data: unknown): boolean {
  return (
    data === PORT_MESSAGE || (typeof data === 'object' && data !== null && 'type' in data && data.type === PORT_MESSAGE)
  );
}
