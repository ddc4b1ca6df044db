/** What a form is for: the regime, and the report of the clock register it fills; null for a text no clock counts. */
export interface FormUse {
  readonly regime: 'NIS2' | 'DORA' | 'GDPR' | 'CRA' | 'AIA' | 'GPAI' | 'TRADE-SECRET';
  /** Rows of the clock register (regulation 0.2), by id. */
  readonly stages: readonly string[];
  /** It may be filed in the place of these reports, which have a form of their own. */
  readonly insteadOf?: readonly string[];
  /** Short name for a list. */
  readonly label: string;
}

/** Every form, in the order of a list. The models are in `models/`; the names alone are here, for schemas and lists. */
export const FORM_USES = {
  'nis2-early-warning': { regime: 'NIS2', stages: ['NIS2.EW'], label: 'NIS2 early warning' },
  'nis2-incident-notification': { regime: 'NIS2', stages: ['NIS2.IN'], label: 'NIS2 incident notification' },
  'nis2-intermediate': { regime: 'NIS2', stages: ['NIS2.IR'], label: 'NIS2 intermediate report' },
  'nis2-progress': { regime: 'NIS2', stages: ['NIS2.PR'], label: 'NIS2 progress report' },
  'nis2-final': { regime: 'NIS2', stages: ['NIS2.FR', 'NIS2.FR2'], label: 'NIS2 final report' },
  'nis2-recipients': { regime: 'NIS2', stages: ['NIS2.RCP'], label: 'NIS2 notice to service recipients' },
  'dora-initial': { regime: 'DORA', stages: ['DORA.IN'], label: 'DORA initial notification' },
  'dora-intermediate': { regime: 'DORA', stages: ['DORA.IR', 'DORA.IRU'], label: 'DORA intermediate report' },
  'dora-final': { regime: 'DORA', stages: ['DORA.FR'], label: 'DORA final report' },
  'dora-reclassified': {
    regime: 'DORA',
    stages: [],
    insteadOf: ['DORA.FR'],
    label: 'DORA reclassification as non-major',
  },
  'dora-late': { regime: 'DORA', stages: ['DORA.LATE'], label: 'DORA notice of a late report' },
  'dora-clients': { regime: 'DORA', stages: ['DORA.CL'], label: 'DORA notice to clients' },
  'gdpr-33': { regime: 'GDPR', stages: ['GDPR.33'], label: 'GDPR notification to the authority' },
  'gdpr-33-2': { regime: 'GDPR', stages: ['GDPR.33P'], label: 'GDPR processor to controller' },
  'gdpr-33-5': { regime: 'GDPR', stages: [], label: 'GDPR breach register entry' },
  'gdpr-34': { regime: 'GDPR', stages: ['GDPR.34'], label: 'GDPR letter to data subjects' },
  'cra-vulnerability-24': { regime: 'CRA', stages: ['CRA.V.EW'], label: 'CRA vulnerability, 24 h' },
  'cra-vulnerability-72': { regime: 'CRA', stages: ['CRA.V.N'], label: 'CRA vulnerability, 72 h' },
  'cra-vulnerability-final': { regime: 'CRA', stages: ['CRA.V.FR'], label: 'CRA vulnerability, final' },
  'cra-incident-24': { regime: 'CRA', stages: ['CRA.I.EW'], label: 'CRA severe incident, 24 h' },
  'cra-incident-72': { regime: 'CRA', stages: ['CRA.I.N'], label: 'CRA severe incident, 72 h' },
  'cra-incident-final': { regime: 'CRA', stages: ['CRA.I.FR'], label: 'CRA severe incident, final' },
  'ai-act-73': {
    regime: 'AIA',
    stages: ['AIA.GEN', 'AIA.INF', 'AIA.DEATH'],
    label: 'AI Act serious-incident report',
  },
  'gpai-incident': {
    regime: 'GPAI',
    stages: ['GPAI.INF', 'GPAI.SEC', 'GPAI.DEATH', 'GPAI.GEN'],
    label: 'AI Act report on a general-purpose model',
  },
  'trade-secret-annex': { regime: 'TRADE-SECRET', stages: [], label: 'Trade-secret annex' },
} as const satisfies Readonly<Record<string, FormUse>>;

export type FormId = keyof typeof FORM_USES;
export const FORM_IDS = Object.keys(FORM_USES) as [FormId, ...FormId[]];

export function formUse(id: FormId): FormUse {
  return FORM_USES[id];
}

/** The rows of the register that a filing of this form is recorded under. */
export function filedUnder(id: FormId): readonly string[] {
  const { stages, insteadOf = [] } = formUse(id);
  return [...stages, ...insteadOf];
}

/** The form of a report of the clock register; null where this version has none. */
export function formOfStage(stage: string): FormId | null {
  return FORM_IDS.find((id) => formUse(id).stages.includes(stage)) ?? null;
}
