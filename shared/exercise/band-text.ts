/** Bands of reference E, as they are read. */
export const BAND_TEXT = {
  ready: 'ready (80 per cent and more)',
  develop: 'to be developed (60 to 79 per cent)',
  rework: 'to be reworked (under 60 per cent)',
} as const;
