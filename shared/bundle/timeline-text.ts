import { canonical } from '../ledger/canonical.ts';
import type { Entry } from '../ledger/entry.ts';

/**
 * The entries as plain text for people, one paragraph each. A frozen format (docs/FORMAT.md 9.4): the verifier writes it again
 * from the entries and compares, so that the readable report cannot say anything else than the record.
 */
export class TimelineText {
  readonly #names = new Map<string, string>();
  #exercise = false;

  /** Text of one entry, in ledger order from entry 0. The first one brings the heading. */
  of(entry: Entry): string {
    let heading = '';
    if (entry.kind === 'ledger.opened') {
      this.#exercise = entry.body.type === 'exercise';
      heading = `${this.#exercise ? 'EXERCISE: record of a rehearsal\n' : ''}Timeline of ${entry.body.origin}\n`;
      for (const line of entry.body.roster) this.#names.set(line.fingerprint, line.name);
    } else if (entry.kind === 'operator.enrolled' && !this.#names.has(entry.body.fingerprint)) {
      this.#names.set(entry.body.fingerprint, entry.body.name);
    } else if (entry.kind === 'operator.reenrolled' && !this.#names.has(entry.body.fingerprint)) {
      this.#names.set(entry.body.fingerprint, entry.body.name);
    } else if (
      (entry.kind === 'operator.rotated' || entry.kind === 'operator.rotation-carried') &&
      !this.#names.has(entry.body.next.fingerprint)
    ) {
      this.#names.set(entry.body.next.fingerprint, this.#names.get(entry.body.fingerprint) ?? '(unknown)');
    }
    const { recorded, ...times } = entry.at;
    const [role, fingerprint = ''] = entry.actor.split(':');
    const who =
      role === 'operator' ? `${this.#names.get(fingerprint) ?? '(unknown)'} (${fingerprint.slice(0, 16)})` : 'console';
    const fields = [...sorted(times), ...sorted(entry.body)].map(([name, value]) => `  ${name}: ${plain(value)}\n`);
    return `${heading}\n${this.#exercise ? 'EXERCISE ' : ''}#${entry.index} ${recorded} ${entry.kind} by ${who}\n${fields.join('')}`;
  }
}

/** In the order of canonical JSON, which does not move when a schema is edited. */
function sorted(fields: object): (readonly [string, unknown])[] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Text as it is, with later lines set in; everything else as canonical JSON. */
function plain(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\n', '\n    ') : canonical(value);
}
