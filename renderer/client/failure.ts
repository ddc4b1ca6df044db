import { ORPCError } from '@orpc/client';
import type { Failure, Retry } from '../../shared/domain/failure.ts';

/** A failure as the screen shows it. `code` is one of the closed union, or UNREACHABLE when no console answered. */
export interface ShownFailure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly retry: Retry;
  readonly details: readonly string[];
}

const RETRIES: readonly string[] = ['never', 'same', 'after-refresh', 'after-unlock'] satisfies Retry[];

/** Whatever was thrown on the way, as something a person can act on. Never throws, never hides the message. */
export function failureOf(error: unknown): ShownFailure {
  if (error instanceof ORPCError) {
    const { code, message, data } = error as ORPCError<string, unknown>;
    return {
      code,
      message: sentence(message),
      hint: textIn(data, 'hint') ?? 'The console refused without giving a hint.',
      retry: retryIn(data),
      details: detailsIn(data),
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'UNREACHABLE',
    message: 'The console did not answer. Nothing is known to be recorded.',
    hint: 'Check that the console is still running, then look before you repeat.',
    retry: 'same',
    details: message === '' ? [] : [message],
  };
}

/** A failure that came as part of an answer, not as one. */
export function shownFailure(failure: Failure): ShownFailure {
  return { ...failure, message: sentence(failure.message) };
}

/** The core writes its messages for any place in a line; here they begin one. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export function isLocked(failure: ShownFailure): boolean {
  return failure.code === 'LOCKED';
}

function textIn(data: unknown, key: 'hint' | 'retry'): string | null {
  if (typeof data !== 'object' || data === null) return null;
  const value: unknown = Reflect.get(data, key);
  return typeof value === 'string' ? value : null;
}

function retryIn(data: unknown): Retry {
  const value = textIn(data, 'retry');
  return value !== null && RETRIES.includes(value) ? (value as Retry) : 'same';
}

function detailsIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null || !('details' in data) || !Array.isArray(data.details)) return [];
  return data.details.filter((item): item is string => typeof item === 'string');
}
