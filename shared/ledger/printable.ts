/**
 * Text from a record that is being judged, made safe to show: what could steer a terminal, or turn the direction of the line
 * around it, is spelled out. Findings quote names and values that an attacker chose.
 */
// oxlint-disable-next-line no-control-regex -- owner: ledger; control characters are what is replaced
const STEERING = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

export function printable(text: string): string {
  return text.toWellFormed().replace(STEERING, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
