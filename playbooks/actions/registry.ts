import type { ActionTemplate } from '../../shared/domain/action.ts';
import { k11TlsCertificate } from './k11-tls-certificate.ts';
import { k12SshCertificate } from './k12-ssh-certificate.ts';
import { k18RedisUser } from './k18-redis-user.ts';

/** The actions this release can perform and prove. */
export const actionTemplates: readonly ActionTemplate[] = [k11TlsCertificate, k12SshCertificate, k18RedisUser];

export function findTemplate(id: string): ActionTemplate | undefined {
  return actionTemplates.find((template) => template.id === id);
}
