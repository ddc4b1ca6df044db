/** R0 read, R1 reversible without customer effect, R2 disruptive but reversible, R3 irreversible (reference C0). */
export type RiskClass = 'R0' | 'R1' | 'R2' | 'R3';

export const ROLES = [
  'commander',
  'scribe',
  'containment-lead',
  'key-custodian',
  'mlops-lead',
  'evidence-custodian',
  'dpo',
  'legal',
  'regulatory-officer',
  'business-owner',
  'management',
  'observer',
] as const;
export type Role = (typeof ROLES)[number];
