// Written by `npm run content`; a test holds it to the folders.
import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';
import { leakyPlugin } from './lp-01-leaky-plugin.ts';
import { openRestEndpoint } from './lp-02-open-rest-endpoint.ts';
import { analyticsCapture } from './lp-03-analytics-capture.ts';
import { mixedEnvironment } from './lp-04-mixed-environment.ts';
import { secretsInLogs } from './lp-05-secrets-in-logs.ts';
import { modelExtraction } from './lp-06-model-extraction.ts';
import { crossBorderTransfer } from './lp-07-cross-border-transfer.ts';
import { sharedInfrastructure } from './lp-08-shared-infrastructure.ts';
import { stolenRegistryCredential } from './lp-09-stolen-registry-credential.ts';
import { availabilityCascade } from './lp-10-availability-cascade.ts';
import { identityCheckAbroad } from './lp-11-identity-check-abroad.ts';
import { integrityDivergence } from './lp-12-integrity-divergence.ts';

export const found: readonly LeakPattern[] = [
  leakyPlugin,
  openRestEndpoint,
  analyticsCapture,
  mixedEnvironment,
  secretsInLogs,
  modelExtraction,
  crossBorderTransfer,
  sharedInfrastructure,
  stolenRegistryCredential,
  availabilityCascade,
  identityCheckAbroad,
  integrityDivergence,
];
