import { ORPCError } from '@orpc/server';
import { z } from 'zod';
import { contract } from '../../shared/contract/contract.ts';
import { BulkheadError, FAILURES, type Failure, type FailureCode } from '../../shared/domain/failure.ts';

const Issues = z.object({ issues: z.array(z.object({ path: z.array(z.unknown()).optional(), message: z.string() })) });
const Details = z.object({ details: z.array(z.string()) });

function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(FAILURES, code);
}

/** A defect that nobody has written to the log yet: the core logs its own before it calls them INTERNAL. */
export function isUnlogged(thrown: unknown): boolean {
  return toFailure(thrown).code === 'INTERNAL' && !(thrown instanceof ORPCError && thrown.code === 'INTERNAL');
}

/** Whatever was thrown, as the failure that a person and a program can read. What nobody foresaw becomes INTERNAL. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof BulkheadError) return thrown.toFailure();
  if (!(thrown instanceof ORPCError)) return failure('INTERNAL', 'Something went wrong inside the console.');
  if (isFailureCode(thrown.code)) {
    const data = Details.safeParse(thrown.data);
    return failure(thrown.code, thrown.message, data.success ? data.data.details : []);
  }
  // oRPC's own refusals: input that does not parse, or that the schema does not admit.
  if (thrown.status < 500)
    return failure('BAD_INPUT', 'The input is not what this operation takes.', fieldsAtFault(thrown.data));
  return failure('INTERNAL', 'Something went wrong inside the console.');
}

export function failure(code: FailureCode, message: string, details: readonly string[] = []): Failure {
  return { code, message, ...FAILURES[code], details };
}

function fieldsAtFault(data: unknown): readonly string[] {
  const parsed = Issues.safeParse(data);
  return parsed.success
    ? parsed.data.issues.map(({ path, message }) => `${(path ?? []).map(String).join('.')}: ${message}`)
    : [];
}

const errorMap = contract.console.view['~orpc'].errorMap;

/** The HTTP status that the contract gives to a code. */
export function statusOf(code: FailureCode): number {
  return errorMap[code].status;
}

/** The same failure as a typed error of the contract. */
export function toTypedError({ code, message, hint, retry, details }: Failure): ORPCError<FailureCode, unknown> {
  return new ORPCError(code, { defined: true, status: statusOf(code), message, data: { hint, retry, details } });
}
