import { REDACTED } from '../../../shared/domain/output-marks.ts';

/**
 * Replaces every occurrence of a secret. Longest first, so that a secret which contains another one disappears whole.
 * A secret of one or two characters would shred any text and is left alone: it protects nothing.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const worth = [...new Set(secrets)].filter((secret) => secret.length > 2).sort((a, b) => b.length - a.length);
  return worth.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
}
