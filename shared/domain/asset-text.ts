import type { Asset } from './asset.ts';

export const ASSET_TYPE_TEXT: Readonly<Record<Asset['type'], string>> = {
  'shop.woocommerce': 'Shop (WooCommerce)',
  'shop.magento': 'Shop (Magento)',
  'cms.wordpress': 'WordPress site',
  'llm.server': 'Model server',
  gateway: 'API gateway',
  registry: 'Model or image registry',
  model: 'Model',
  adapter: 'Adapter (fine-tune)',
  algorithm: 'Algorithm or scoring rule',
  dataset: 'Data set',
  'vector-store': 'Vector store',
  database: 'Database',
  kms: 'Key management',
  vault: 'Secrets vault',
  ca: 'Certificate authority',
  idp: 'Identity provider',
  cluster: 'Cluster',
  segment: 'Network segment',
  saas: 'Service of a vendor',
};
