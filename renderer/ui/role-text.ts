import type { Role } from '../../shared/domain/risk.ts';

export const ROLE_TEXT: Readonly<Record<Role, string>> = {
  commander: 'Incident commander',
  scribe: 'Scribe',
  'containment-lead': 'Containment lead',
  'key-custodian': 'Key custodian',
  'mlops-lead': 'MLOps lead',
  'evidence-custodian': 'Evidence custodian',
  dpo: 'Data protection officer',
  legal: 'Legal counsel',
  'regulatory-officer': 'Regulatory officer',
  'business-owner': 'Business owner',
  management: 'Management body',
  observer: 'Observer',
};

export function rolesText(roles: readonly Role[]): string {
  return roles.map((role) => ROLE_TEXT[role]).join(', ');
}
