import type { Finding, FindingCode } from '../ledger/finding.ts';
import { printable } from '../ledger/printable.ts';

/** A damaged bundle can produce a finding per file; the rest is counted, not listed. */
const MAX_FINDINGS = 300;

/** Findings in the order they are made, each place once per code. */
export class Findings {
  readonly #list: Finding[] = [];
  readonly #seen = new Set<string>();
  #suppressed = 0;

  add(code: FindingCode, file: string, message: string, place: { entry?: number; checkpoint?: number } = {}): void {
    this.take({ code, severity: 'error', message: printable(message), file: printable(file), ...place });
  }

  take(finding: Finding): void {
    const key = `${finding.code} ${finding.file ?? ''} ${finding.entry ?? ''} ${finding.checkpoint ?? ''}`;
    if (this.#seen.has(key)) return;
    if (this.#list.length >= MAX_FINDINGS) {
      this.#suppressed += 1;
      return;
    }
    this.#seen.add(key);
    this.#list.push(finding);
  }

  get list(): readonly Finding[] {
    return this.#list;
  }

  get suppressed(): number {
    return this.#suppressed;
  }
}
