/** Kinds of credential, each with the action of PB1 that revokes it (reference PB1, K02 to K20). */
export const CREDENTIAL_KINDS = {
  'woocommerce-key': { label: 'WooCommerce REST key', template: 'K02' },
  'wordpress-application-password': { label: 'WordPress application password', template: 'K03' },
  'wordpress-salts': { label: 'WordPress salts and sessions', template: 'K04' },
  'magento-token': { label: 'Magento integration or admin token', template: 'K05' },
  'magento-crypt-key': { label: 'Magento encryption key', template: 'K06' },
  'payment-key': { label: 'Payment gateway key', template: 'K07' },
  'aws-iam': { label: 'AWS IAM access key or role', template: 'K08' },
  'kms-key': { label: 'Key in a key management service', template: 'K09' },
  'vault-token': { label: 'Vault token or lease', template: 'K10' },
  'tls-certificate': { label: 'TLS certificate', template: 'K11' },
  'ssh-certificate': { label: 'SSH certificate or key', template: 'K12' },
  'registry-login': { label: 'Registry login or robot account', template: 'K13' },
  'llm-key': { label: 'Key of a model provider or gateway', template: 'K14' },
  'jwt-signing-key': { label: 'Signing key of tokens (JWT)', template: 'K15' },
  'postgresql-role': { label: 'PostgreSQL role', template: 'K16' },
  'mariadb-user': { label: 'MariaDB user', template: 'K17' },
  'redis-user': { label: 'Redis user', template: 'K18' },
  'hsm-key': { label: 'Key in a hardware module', template: 'K19' },
  'kubernetes-account': { label: 'Kubernetes service account', template: 'K20' },
  other: { label: 'Something else', template: '' },
} as const satisfies Record<string, { readonly label: string; readonly template: string }>;
export type CredentialKind = keyof typeof CREDENTIAL_KINDS;

export const CREDENTIAL_KIND_NAMES = Object.keys(CREDENTIAL_KINDS) as [CredentialKind, ...CredentialKind[]];

/** Whether an action is what a credential is revoked by: of the K family, and no deletion. A block at a gateway revokes nothing. */
export function isRevocation({ id, targets }: { readonly id: string; readonly targets: readonly string[] }): boolean {
  return /^K\d{2}$/.test(id) && targets.includes('credential');
}
