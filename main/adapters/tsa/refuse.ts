import type { Refused, TimestampFault } from '../../ports/timestamps.ts';

/** Ends a check from wherever it stands; caught once, in rfc3161.ts. */
export class Refusal extends Error {
  readonly fault: TimestampFault;
  constructor(fault: TimestampFault, why: string) {
    super(why);
    this.name = 'Refusal';
    this.fault = fault;
  }
}

export function refuse(fault: TimestampFault, why: string): never {
  throw new Refusal(fault, why);
}

/** Parsers of hostile bytes throw errors of any kind; each of them means the same. */
export function asRefused(error: unknown): Refused {
  if (error instanceof Refusal) return { ok: false, fault: error.fault, why: error.message };
  return { ok: false, fault: 'unreadable', why: 'it is no time-stamp reply that can be read' };
}
