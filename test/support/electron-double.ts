import { EventEmitter } from 'node:events';
import { registerHooks } from 'node:module';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/**
 * A stand-in for the `electron` module in plain Node: it records what is called, lets a test play the page, and is strict about
 * `ready`, which comes only after the entry module was evaluated. It proves our wiring, not Electron's behaviour.
 */
export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

export class Preventable {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export interface DoubleOptions {
  readonly lockTaken?: boolean;
  readonly keyStore?: 'none' | 'basic_text' | 'gnome_libsecret';
}

type Handler = (...args: never[]) => unknown;

export class ElectronDouble {
  readonly calls: Call[] = [];
  readonly windows: BrowserWindowDouble[] = [];
  readonly notifications: NotificationDouble[] = [];
  /** Whether this system shows notifications. */
  notifies = true;
  readonly sessions = new Map<string, SessionDouble>();
  readonly app = new EventEmitter();
  readonly ipcMain = new EventEmitter();
  readonly invokable = new Map<string, (event: unknown, ...args: unknown[]) => unknown>();
  ready = false;
  /** Ends the child; set by whoever drives it. */
  onExit: (code: number) => void = () => {};
  /** A window shows its page now; the page half hangs itself in here. */
  onLoad: (window: BrowserWindowDouble) => void = () => {};
  readonly #whenReady = Promise.withResolvers<void>();

  record(name: string, ...args: readonly unknown[]): void {
    this.calls.push({ name, args });
  }

  /** For calls that Electron takes only before, or only after `ready`. */
  require(when: 'before ready' | 'after ready', name: string): void {
    if (this.ready !== (when === 'after ready')) throw new Error(`${name} belongs ${when}`);
  }

  becomeReady(): void {
    this.ready = true;
    this.#whenReady.resolve();
    this.app.emit('ready');
  }

  quit(): void {
    const event = new Preventable();
    this.app.emit('will-quit', event);
    if (!event.defaultPrevented) this.onExit(0);
  }

  session(partition: string): SessionDouble {
    this.require('after ready', 'session');
    const found = this.sessions.get(partition) ?? new SessionDouble(this, partition);
    this.sessions.set(partition, found);
    return found;
  }

  /** What `import ... from 'electron'` gets. */
  module(options: DoubleOptions): Readonly<Record<string, unknown>> {
    const { keyStore = 'gnome_libsecret', lockTaken = false } = options;
    const before =
      (name: string, answer?: unknown) =>
      (...args: unknown[]) => {
        this.require('before ready', name);
        this.record(name, ...args);
        return answer;
      };
    const after =
      (name: string, answer?: unknown) =>
      (...args: unknown[]) => {
        this.require('after ready', name);
        this.record(name, ...args);
        return answer;
      };
    Object.assign(this.app, {
      isPackaged: true,
      enableSandbox: before('app.enableSandbox'),
      setPath: before('app.setPath'),
      commandLine: { appendSwitch: before('app.commandLine.appendSwitch') },
      requestSingleInstanceLock: before('app.requestSingleInstanceLock', !lockTaken),
      configureHostResolver: after('app.configureHostResolver'),
      whenReady: () => this.#whenReady.promise,
      quit: () => this.quit(),
      exit: (code: number) => this.onExit(code),
    });
    Object.assign(this.ipcMain, {
      handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => unknown) =>
        this.invokable.set(channel, handler),
      removeHandler: (channel: string) => this.invokable.delete(channel),
    });
    const fromPartition = (partition: string): SessionDouble => this.session(partition);
    return {
      app: this.app,
      ipcMain: this.ipcMain,
      protocol: { registerSchemesAsPrivileged: before('protocol.registerSchemesAsPrivileged') },
      session: {
        fromPartition,
        get defaultSession() {
          return fromPartition('');
        },
      },
      BrowserWindow: BrowserWindowDouble.of(this),
      MessageChannelMain: channelOf(this),
      Menu: {
        buildFromTemplate: (template: unknown) => template,
        setApplicationMenu: after('Menu.setApplicationMenu'),
      },
      dialog: { showErrorBox: after('dialog.showErrorBox') },
      Notification: NotificationDouble.of(this),
      clipboard: { writeText: after('clipboard.writeText', Promise.resolve()) },
      safeStorage: {
        isAsyncEncryptionAvailable: after(
          'safeStorage.isAsyncEncryptionAvailable',
          Promise.resolve(keyStore !== 'none'),
        ),
        getSelectedStorageBackend: after('safeStorage.getSelectedStorageBackend', keyStore),
        encryptStringAsync: async (text: string) => Buffer.from(`wrapped ${text}`),
        decryptStringAsync: async (bytes: Buffer) => ({
          result: bytes.toString().replace(/^wrapped /, ''),
          shouldReEncrypt: false,
        }),
      },
    };
  }

  /** From now on `electron` is this. */
  install(options: DoubleOptions = {}): void {
    const exported = this.module(options);
    const key = Symbol.for('bulkhead.electron-double');
    (globalThis as Record<symbol, unknown>)[key] = exported;
    const lines = Object.keys(exported).map((name) => `export const ${name} = double[${JSON.stringify(name)}];`);
    const source = [`const double = globalThis[Symbol.for('bulkhead.electron-double')];`, ...lines].join('\n');
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === 'electron'
          ? { url: 'double:electron', shortCircuit: true, format: 'module' }
          : next(specifier, context),
      load: (url, context, next) =>
        url === 'double:electron' ? { source, format: 'module', shortCircuit: true } : next(url, context),
    });
  }
}

function channelOf(
  double: ElectronDouble,
): new () => { readonly port1: MessagePortMainDouble; readonly port2: MessagePortMainDouble } {
  return class {
    readonly port1: MessagePortMainDouble;
    readonly port2: MessagePortMainDouble;
    constructor() {
      double.require('after ready', 'MessageChannelMain');
      const { port1, port2 } = new MessageChannel();
      this.port1 = new MessagePortMainDouble(port1);
      this.port2 = new MessagePortMainDouble(port2);
    }
  };
}

export class MessagePortMainDouble extends EventEmitter {
  readonly raw: MessagePort;

  constructor(raw: MessagePort) {
    super();
    this.raw = raw;
    raw.on('close', () => this.emit('close'));
  }

  /** Until then messages wait, as they do in Electron. */
  start(): void {
    this.raw.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }

  postMessage(message: unknown): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- owner: hosts; a port has no origin
    this.raw.postMessage(message);
  }

  close(): void {
    this.raw.close();
  }
}

export class SessionDouble extends EventEmitter {
  readonly handlers = new Map<string, Handler | null>();
  readonly protocol: { handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void };
  readonly webRequest: { onBeforeRequest(listener: Handler): void };
  serve: ((request: Request) => Response | Promise<Response>) | undefined;

  constructor(double: ElectronDouble, partition: string) {
    super();
    this.protocol = {
      handle: (scheme, handler) => {
        double.record('protocol.handle', partition, scheme);
        this.serve = handler;
      },
    };
    this.webRequest = { onBeforeRequest: (listener) => this.handlers.set('onBeforeRequest', listener) };
    for (const name of [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setDisplayMediaRequestHandler',
      'setUSBProtectedClassesHandler',
      'setBluetoothPairingHandler',
    ]) {
      Object.assign(this, { [name]: (handler: Handler | null) => this.handlers.set(name, handler) });
    }
    Object.assign(this, {
      setSpellCheckerEnabled: (enabled: boolean) => double.record('session.setSpellCheckerEnabled', partition, enabled),
      setProxy: async (config: unknown) => double.record('session.setProxy', partition, config),
    });
  }
}

export interface FrameDouble {
  url: string;
  parent: FrameDouble | null;
  postMessage(channel: string, message: unknown, ports: readonly MessagePortMainDouble[]): void;
}

interface WindowOptions {
  readonly webPreferences: Readonly<Record<string, unknown>> & {
    readonly session: SessionDouble;
    readonly preload: string;
  };
}

export class WebContentsDouble extends EventEmitter {
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined;
  readonly policies: string[] = [];
  /** Told by the page half (electron-page-double.ts). */
  readonly mainFrame: FrameDouble = { url: 'about:blank', parent: null, postMessage: () => {} };
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.policies.push(policy);
  }
}

/** Shows nothing; says what it would have shown, and can be clicked. */
export class NotificationDouble extends EventEmitter {
  static of(double: ElectronDouble): new (options: unknown) => NotificationDouble {
    return class extends NotificationDouble {
      static isSupported = (): boolean => double.notifies;
      constructor(options: unknown) {
        super();
        double.require('after ready', 'Notification');
        double.notifications.push(this);
        this.show = () => double.record('Notification.show', options);
      }
    };
  }

  show: () => void = () => undefined;
}

export class BrowserWindowDouble extends EventEmitter {
  readonly options: WindowOptions;
  readonly webContents = new WebContentsDouble();
  readonly loaded: string[] = [];
  readonly #double: ElectronDouble;
  destroyed = false;

  /** The class that the entry sees: it knows its double already. */
  static of(double: ElectronDouble): new (options: WindowOptions) => BrowserWindowDouble {
    return class extends BrowserWindowDouble {
      constructor(options: WindowOptions) {
        super(double, options);
      }
    };
  }

  constructor(double: ElectronDouble, options: WindowOptions) {
    super();
    double.require('after ready', 'BrowserWindow');
    this.#double = double;
    this.options = options;
    double.windows.push(this);
    double.app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    this.webContents.mainFrame.url = url;
    this.#double.onLoad(this);
    this.emit('ready-to-show');
  }

  close(): void {
    this.destroyed = true;
    this.emit('closed');
    this.#double.app.emit('window-all-closed');
  }

  isDestroyed = (): boolean => this.destroyed;
  isMinimized = (): boolean => true;
  restore = (): void => this.#double.record('window.restore');
  show = (): void => this.#double.record('window.show');
  focus = (): void => this.#double.record('window.focus');
  isFocused = (): boolean => false;
  flashFrame = (flag: boolean): void => this.#double.record('window.flashFrame', flag);
}
