import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { BrowserWindowDouble, ElectronDouble, FrameDouble } from './electron-double.ts';

/** What the preload put into the page's world. */
export interface Exposed {
  readonly host: string;
  connect(): Promise<unknown>;
  pathOf(file: object): string;
  copyText(text: string): Promise<void>;
  remind(reminder: object): Promise<void>;
}

/** The page half of the double: runs the built preload as a sandbox would, with Electron's half of `require` and nothing else. */
export class PageDouble {
  readonly exposed: Record<string, unknown> = {};
  /** Ports that arrived as window messages, with the origin they were meant for. */
  readonly received: {
    readonly data: unknown;
    readonly targetOrigin: string;
    readonly port: MessagePort | undefined;
  }[] = [];
  readonly #double: ElectronDouble;
  readonly #frame: FrameDouble;
  readonly #ipc = new EventEmitter();

  constructor(double: ElectronDouble, window: BrowserWindowDouble) {
    this.#double = double;
    this.#frame = window.webContents.mainFrame;
    this.#frame.postMessage = (channel, _message, ports) => {
      this.#ipc.emit(channel, { ports: ports.map(({ raw }) => raw) });
    };
    const electron = {
      contextBridge: { exposeInMainWorld: (key: string, api: unknown) => Object.assign(this.exposed, { [key]: api }) },
      ipcRenderer: {
        on: (channel: string, listener: (...args: unknown[]) => void) => this.#ipc.on(channel, listener),
        send: (channel: string, ...args: unknown[]) => this.sendFrom(this.#frame, channel, ...args),
        invoke: (channel: string, ...args: unknown[]) => this.invokeFrom(this.#frame, channel, ...args),
      },
      webUtils: { getPathForFile: (file: { name: string }) => `/evidence/${file.name}` },
    };
    const page = createContext({
      location: { origin: new URL(this.#frame.url).host === 'bulkhead' ? 'app://bulkhead' : 'null' },
      window: {
        postMessage: (data: unknown, targetOrigin: string, ports: readonly MessagePort[] = []) =>
          this.received.push({ data, targetOrigin, port: ports[0] }),
      },
      Promise,
      require: (name: string) => {
        if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`);
        return electron;
      },
      exports: {},
      module: { exports: {} },
    });
    runInContext(readFileSync(window.options.webPreferences.preload, 'utf8'), page);
  }

  get api(): Exposed {
    return this.exposed['bulkhead'] as Exposed;
  }

  sendFrom(frame: FrameDouble | null, channel: string, ...args: unknown[]): void {
    this.#double.ipcMain.emit(channel, { senderFrame: frame, ports: [] }, ...args);
  }

  async invokeFrom(frame: FrameDouble | null, channel: string, ...args: unknown[]): Promise<unknown> {
    const handler = this.#double.invokable.get(channel);
    if (handler === undefined) throw new Error(`nobody handles ${channel}`);
    return handler({ senderFrame: frame }, ...args);
  }
}
