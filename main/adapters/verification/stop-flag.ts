/** Two Int32 that the threads of one verification share: how many answers the readers gave, and whether to stop. */
const ANSWERED = 0;
const STOPPED = 1;

/**
 * How a verification is stopped. A thread is never ended from outside: one that is just then loading the module of SQLite takes the
 * whole process with it (docs/decisions/0020). Each looks here instead, between two pieces of its work, and ends by itself.
 */
export class StopFlag {
  readonly shared: SharedArrayBuffer;
  readonly #cells: Int32Array<SharedArrayBuffer>;

  constructor(shared = new SharedArrayBuffer(8)) {
    this.shared = shared;
    this.#cells = new Int32Array(shared);
  }

  get stopped(): boolean {
    return Atomics.load(this.#cells, STOPPED) !== 0;
  }

  /** Wakes the judge too, where it sleeps. */
  stop(): void {
    Atomics.store(this.#cells, STOPPED, 1);
    this.answer();
  }

  /** One more answer is in the line, for the judge to find. */
  answer(): void {
    Atomics.add(this.#cells, ANSWERED, 1);
    Atomics.notify(this.#cells, ANSWERED);
  }

  get answered(): number {
    return Atomics.load(this.#cells, ANSWERED);
  }

  /** Sleeps until there are other than `seen` answers. Only for a thread that may sleep. */
  sleepWhile(seen: number): void {
    Atomics.wait(this.#cells, ANSWERED, seen);
  }
}
