// The part of Electron that a sandboxed preload may touch. The package's own typings bring all of Node's names with them;
// this subset keeps the preload project free of both Node and the DOM.

export interface IpcRendererEvent {
  readonly ports: readonly MessagePort[];
}

export const contextBridge: {
  exposeInMainWorld(key: string, api: object): void;
};

export const ipcRenderer: {
  invoke(channel: string, ...args: readonly unknown[]): Promise<unknown>;
  send(channel: string, ...args: readonly unknown[]): void;
  postMessage(channel: string, message: unknown, transfer?: readonly MessagePort[]): void;
  on(channel: string, listener: (event: IpcRendererEvent, ...args: unknown[]) => void): void;
  off(channel: string, listener: (event: IpcRendererEvent, ...args: unknown[]) => void): void;
};

export const webUtils: {
  /** Takes the DOM `File` of a drop or a file input; it has no name in this project. */
  getPathForFile(file: object): string;
};
