import type { FormId } from './form-ids.ts';
import type { FormModel } from './form-model.ts';
import { AI_ACT_73 } from './models/ai-act.ts';
import {
  CRA_INCIDENT_24,
  CRA_INCIDENT_72,
  CRA_INCIDENT_FINAL,
  CRA_VULNERABILITY_24,
  CRA_VULNERABILITY_72,
  CRA_VULNERABILITY_FINAL,
} from './models/cra.ts';
import { DORA_FINAL, DORA_INITIAL, DORA_INTERMEDIATE, DORA_RECLASSIFIED } from './models/dora/forms.ts';
import { DORA_LATE } from './models/dora/late.ts';
import { GPAI_INCIDENT_REPORT } from './models/gpai.ts';
import { GDPR_33, GDPR_33_2, GDPR_33_5, GDPR_34 } from './models/gdpr.ts';
import { NIS2_EARLY_WARNING, NIS2_FINAL, NIS2_INTERMEDIATE, NIS2_NOTIFICATION, NIS2_PROGRESS } from './models/nis2.ts';
import { DORA_CLIENTS, NIS2_RECIPIENTS, TRADE_SECRET_ANNEX } from './models/recipients.ts';

/** Every form this version drafts. */
export const FORMS: Readonly<Record<FormId, FormModel>> = {
  'nis2-early-warning': NIS2_EARLY_WARNING,
  'nis2-incident-notification': NIS2_NOTIFICATION,
  'nis2-intermediate': NIS2_INTERMEDIATE,
  'nis2-progress': NIS2_PROGRESS,
  'nis2-final': NIS2_FINAL,
  'nis2-recipients': NIS2_RECIPIENTS,
  'dora-initial': DORA_INITIAL,
  'dora-intermediate': DORA_INTERMEDIATE,
  'dora-final': DORA_FINAL,
  'dora-reclassified': DORA_RECLASSIFIED,
  'dora-late': DORA_LATE,
  'dora-clients': DORA_CLIENTS,
  'gdpr-33': GDPR_33,
  'gdpr-33-2': GDPR_33_2,
  'gdpr-33-5': GDPR_33_5,
  'gdpr-34': GDPR_34,
  'cra-vulnerability-24': CRA_VULNERABILITY_24,
  'cra-vulnerability-72': CRA_VULNERABILITY_72,
  'cra-vulnerability-final': CRA_VULNERABILITY_FINAL,
  'cra-incident-24': CRA_INCIDENT_24,
  'cra-incident-72': CRA_INCIDENT_72,
  'cra-incident-final': CRA_INCIDENT_FINAL,
  'ai-act-73': AI_ACT_73,
  'gpai-incident': GPAI_INCIDENT_REPORT,
  'trade-secret-annex': TRADE_SECRET_ANNEX,
};
