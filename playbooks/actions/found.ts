// Written by `npm run content`; a test holds it to the folders.
import type { ActionTemplate } from '../../shared/domain/action.ts';
import { k08IamPrincipal } from './cloud/k08-iam-principal.ts';
import { k09KmsKey, k09KmsDeletion } from './cloud/k09-kms-key.ts';
import { k10VaultLeases } from './cloud/k10-vault-leases.ts';
import { k20ServiceAccount } from './cloud/k20-service-account.ts';
import { k14LlmKey } from './gateways/k14-llm-key.ts';
import { m06DenyList } from './gateways/m06-deny-list.ts';
import { n07NginxGateway } from './gateways/n07-nginx-gateway.ts';
import { n08HaproxyRuntime } from './gateways/n08-haproxy-runtime.ts';
import { n09EgressProxy } from './gateways/n09-egress-proxy.ts';
import { n10PayloadRules } from './gateways/n10-payload-rules.ts';
import { n11CircuitBreaker } from './gateways/n11-circuit-breaker.ts';
import { k01KeyInventory } from './k01-key-inventory.ts';
import { k11TlsCertificate } from './k11-tls-certificate.ts';
import { k12SshCertificate } from './k12-ssh-certificate.ts';
import { k18RedisUser } from './k18-redis-user.ts';
import { m01AliasWithdrawal } from './models/m01-alias-withdrawal.ts';
import { m03Serving } from './models/m03-serving.ts';
import { m04LoraAdapter } from './models/m04-lora-adapter.ts';
import { m05AdmissionTrust } from './models/m05-admission-trust.ts';
import { m09Consumers } from './models/m09-consumers.ts';
import { m10LeakedCopy } from './models/m10-leaked-copy.ts';
import { m11Takedown } from './models/m11-takedown.ts';
import { n01Levels } from './network/n01-nft-levels.ts';
import { n02LiveFlows } from './network/n02-live-flows.ts';
import { n03NetworkPolicy } from './network/n03-network-policy.ts';
import { n04Cilium } from './network/n04-cilium.ts';
import { n05Vlan } from './network/n05-vlan.ts';
import { n06Cloud } from './network/n06-cloud.ts';
import { n12Jurisdiction } from './network/n12-jurisdiction.ts';
import { k02RestKeys } from './shops/k02-rest-keys.ts';
import { k03ApplicationPasswords } from './shops/k03-application-passwords.ts';
import { k04SaltsAndSessions } from './shops/k04-salts-and-sessions.ts';
import { k05MagentoTokens } from './shops/k05-magento-tokens.ts';
import { k06MagentoCryptKey } from './shops/k06-magento-crypt-key.ts';
import { k07PaymentKeys } from './shops/k07-payment-keys.ts';
import { k13RegistryCredentials } from './stores/k13-registry-credentials.ts';
import { k15JwtSigningKey } from './stores/k15-jwt-signing-key.ts';
import { k16PostgresqlRole } from './stores/k16-postgresql-role.ts';
import { k17MariadbAccount } from './stores/k17-mariadb-account.ts';
import { k19Pkcs11Key } from './stores/k19-pkcs11-key.ts';
import { m02QuarantineArtefact } from './stores/m02-quarantine-artefact.ts';
import { m02RemoveArtefact } from './stores/m02-remove-artefact.ts';
import { m07VectorStore } from './stores/m07-vector-store.ts';
import { m08Caches } from './stores/m08-caches.ts';

export const found: readonly ActionTemplate[] = [
  k08IamPrincipal,
  k09KmsKey,
  k09KmsDeletion,
  k10VaultLeases,
  k20ServiceAccount,
  k14LlmKey,
  m06DenyList,
  n07NginxGateway,
  n08HaproxyRuntime,
  n09EgressProxy,
  n10PayloadRules,
  n11CircuitBreaker,
  k01KeyInventory,
  k11TlsCertificate,
  k12SshCertificate,
  k18RedisUser,
  m01AliasWithdrawal,
  m03Serving,
  m04LoraAdapter,
  m05AdmissionTrust,
  m09Consumers,
  m10LeakedCopy,
  m11Takedown,
  ...n01Levels,
  n02LiveFlows,
  n03NetworkPolicy,
  n04Cilium,
  n05Vlan,
  n06Cloud,
  n12Jurisdiction,
  k02RestKeys,
  k03ApplicationPasswords,
  k04SaltsAndSessions,
  k05MagentoTokens,
  k06MagentoCryptKey,
  k07PaymentKeys,
  k13RegistryCredentials,
  k15JwtSigningKey,
  k16PostgresqlRole,
  k17MariadbAccount,
  k19Pkcs11Key,
  m02QuarantineArtefact,
  m02RemoveArtefact,
  m07VectorStore,
  m08Caches,
];
