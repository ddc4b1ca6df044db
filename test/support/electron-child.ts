// Boots a built Electron entry in plain Node, and does what the test on the other end of the IPC channel asks for.
import { pathToFileURL } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import { ElectronDouble, type FrameDouble, type MessagePortMainDouble, Preventable } from './electron-double.ts';
import { PageDouble } from './electron-page-double.ts';

interface Asked {
  readonly id: number;
  readonly ask: string;
  readonly args: readonly unknown[];
}

const [entry = '', options = '{}'] = process.argv.splice(2, 2);
const double = new ElectronDouble();
let page: PageDouble | undefined;
const pagePorts: MessagePort[] = [];
let settled = false;

const tell = (message: unknown): void => void process.send?.(message);
const only = <T>(values: Iterable<T>): T => {
  const [first, ...more] = values;
  if (first === undefined || more.length > 0) throw new Error('there is not exactly one');
  return first;
};
const theWindow = () => only(double.windows);
const thePage = (): PageDouble =>
  page ??
  (() => {
    throw new Error('no page was loaded');
  })();
const ownSession = () => theWindow().options.webPreferences.session;

function allowed(partition: string, url: string): boolean {
  let cancelled: boolean | undefined;
  const listener = double.sessions.get(partition)?.handlers.get('onBeforeRequest') as
    | ((details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void)
    | undefined;
  listener?.({ url }, ({ cancel }) => (cancelled = cancel));
  return cancelled === false;
}

/** A frame that is not ours, and how many ports it is handed. */
function foreign({ url, top, kind }: { url: string; top: boolean; kind: 'null' | 'frame' | 'main' }) {
  const main = theWindow().webContents.mainFrame;
  let ports = 0;
  const count = (_channel: string, _message: unknown, sent: readonly MessagePortMainDouble[]): void => {
    ports += sent.length;
  };
  const frame: FrameDouble | null = kind === 'null' ? null : { url, parent: top ? null : main, postMessage: count };
  return { frame: kind === 'main' ? Object.assign(main, { url, postMessage: count }) : frame, ports: () => ports };
}

const answers: Readonly<Record<string, (...args: never[]) => unknown>> = {
  calls: () => double.calls,
  window: () => {
    const { session, ...webPreferences } = theWindow().options.webPreferences;
    return { webPreferences, ownSession: session === double.sessions.get('bulkhead'), loaded: theWindow().loaded };
  },
  fetch: async (url: string, method: string) => {
    const answer = await ownSession().serve?.(new Request(url, { method }));
    return answer && { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
  },
  allowed: (url: string) => [...double.sessions.keys()].map((partition) => allowed(partition, url)),
  permissions: () => [...double.sessions.values()].map(({ handlers }) => permissionsOf(handlers as never)),
  prevented: (event: string) => {
    const happened = new Preventable();
    theWindow().webContents.emit(event, happened);
    return happened.defaultPrevented;
  },
  download: (url: string) =>
    [...double.sessions.values()].map((session) => {
      const happened = new Preventable();
      session.emit('will-download', happened, { getURL: () => url });
      return happened.defaultPrevented;
    }),
  openWindow: (url: string) => theWindow().webContents.windowOpenHandler?.({ url }),
  webRtc: () => theWindow().webContents.policies,
  exposed: () =>
    Object.fromEntries(Object.entries(thePage().exposed).map(([key, api]) => [key, Object.keys(api as object)])),
  host: () => thePage().api.host,
  pathOf: (name: string) => thePage().api.pathOf({ name }),
  copyText: (text: string) => thePage().api.copyText(text),
  remind: (reminder: object) => thePage().api.remind(reminder),
  remindFrom: (who: Parameters<typeof foreign>[0]) =>
    thePage().invokeFrom(foreign(who).frame, 'bulkhead:remind', { title: 'Your passphrase has expired', body: '' }),
  clickReminder: () => void double.notifications.at(-1)?.emit('click'),
  withoutNotifications: () => void (double.notifies = false),
  copyTextFrom: (who: Parameters<typeof foreign>[0]) =>
    thePage().invokeFrom(foreign(who).frame, 'bulkhead:copy-text', 'stolen'),
  connectFrom: (who: Parameters<typeof foreign>[0]) => {
    const { frame, ports } = foreign(who);
    thePage().sendFrom(frame, 'bulkhead:connect');
    return ports();
  },
  connect: async () => {
    await thePage().api.connect();
    const last = thePage().received.at(-1);
    if (last?.port === undefined) throw new Error('no port came');
    const port = pagePorts.push(last.port) - 1;
    last.port.on('message', (data: unknown) => tell({ port, data }));
    last.port.on('close', () => tell({ port, closed: true }));
    return { data: last.data, targetOrigin: last.targetOrigin, port };
  },
  secondInstance: () => void double.app.emit('second-instance'),
  closeWindow: () => theWindow().close(),
};

function permissionsOf(handlers: Map<string, ((...args: unknown[]) => unknown) | null>): unknown {
  let granted: unknown;
  handlers.get('setPermissionRequestHandler')?.({}, 'clipboard-read', (answer: unknown) => (granted = answer));
  return {
    request: granted,
    check: handlers.get('setPermissionCheckHandler')?.({}, 'geolocation', 'app://bulkhead'),
    device: handlers.get('setDevicePermissionHandler')?.({}),
    display: handlers.get('setDisplayMediaRequestHandler'),
    usb: handlers.get('setUSBProtectedClassesHandler')?.({ protectedClasses: ['hid'] }),
    bluetooth: handlers.get('setBluetoothPairingHandler'),
  };
}

process.on('message', (message: Asked | { readonly port: number; readonly data: unknown }) => {
  if ('port' in message) return pagePorts[message.port]?.postMessage(message.data);
  const { id, ask, args } = message;
  void (async () => answers[ask]?.(...(args as never[])))().then(
    (value) => tell({ id, value }),
    (error: unknown) => tell({ id, error: String(error) }),
  );
});
// A test that failed half-way does not leave us behind.
process.on('disconnect', () => process.exit());
process.on('exit', () => {
  if (!settled) process.stderr.write('the entry never settled: it waits at top level for what comes after it\n');
});

// Electron's quit() returns first.
double.onExit = (code) => void setImmediate(() => process.exit(code));
double.onLoad = (window) => {
  page = new PageDouble(double, window);
  // The page is the last step of a start.
  setImmediate(() => tell({ started: true }));
};
double.install(JSON.parse(options) as object);
// The channel to the test must not be what keeps an entry alive that waits for itself.
process.channel?.unref();
await import(pathToFileURL(entry).href);
settled = true;
process.channel?.ref();
double.becomeReady();
