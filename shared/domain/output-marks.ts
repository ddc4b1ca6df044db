/**
 * Marks the console writes into captured output. Parsers must know them: output that was cut proves nothing about what
 * is missing, and a redacted secret is never part of a proof.
 */
export const OUTPUT_CUT = '[bulkhead: output cut here]';
export const REDACTED = '[redacted]';
