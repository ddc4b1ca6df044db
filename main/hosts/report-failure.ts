import type { Failure } from '../../shared/domain/failure.ts';

/** The one shape of a failure on a terminal. Results go to stdout, this and everything else to stderr. */
export function failureLines({ code, message, hint, details }: Failure): string {
  const more = details.map((detail) => `  ${detail}\n`).join('');
  return `error: ${message} (${code})\n${more}hint: ${hint}\n`;
}
