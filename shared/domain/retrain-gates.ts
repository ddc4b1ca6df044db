/** Default gates of reference PB3: conventions of the trade, to be set by the organisation. */
export const DEFAULT_GATES = {
  evalSuite: '',
  maxRegressionPct: '1',
  psiMax: '0.10',
  latencyP95MaxRatio: '1.2',
  canaryExtractionMax: 0,
  miaAucMax: '0.55',
} as const;
