import type { Authority, Directory } from '../pack.ts';

/** In a source: name, and channel where one stands. */
function seen(name: string, channel: string, sources: readonly string[]): Authority {
  return { name, channel, confirmed: true, sources };
}

/** From general knowledge: a name to start from, nothing to file by. */
function heard(name: string, channel = ''): Authority {
  return { name, channel, confirmed: false, sources: ['GK'] };
}

/**
 * Who takes DORA and GDPR reports (regulation 9). A channel that is not known stays empty; addresses are nowhere. Portals of NIS2 stand
 * with the national law. An authority of a Member State that the reference leaves out is named from general knowledge.
 */
export const DIRECTORY_2026_11: Directory = {
  AT: { DORA: [heard('FMA', 'Incoming Platform')], GDPR: [heard('Datenschutzbehörde (DSB)')] },
  BE: { DORA: [seen('FSMA', '', ['S-DIR']), heard('NBB', 'OneGate')], GDPR: [heard('APD-GBA')] },
  BG: { DORA: [heard('Bulgarian National Bank'), heard('Financial Supervision Commission')], GDPR: [heard('CPDP')] },
  CY: {
    DORA: [heard('Central Bank of Cyprus'), heard('CySEC')],
    GDPR: [heard('Commissioner for Personal Data Protection')],
  },
  CZ: { DORA: [heard('Czech National Bank')], GDPR: [heard('ÚOOÚ')] },
  DE: {
    DORA: [seen('BaFin', 'MVP portal', ['S-MATPROOF', 'S-DIR'])],
    GDPR: [heard('The authority of the Land; BfDI for federal bodies, telecommunications and post')],
  },
  DK: { DORA: [heard('Finanstilsynet')], GDPR: [heard('Datatilsynet')] },
  EE: { DORA: [heard('Finantsinspektsioon')], GDPR: [heard('Andmekaitse Inspektsioon')] },
  ES: { DORA: [heard('Banco de España'), heard('CNMV'), heard('DGSFP')], GDPR: [heard('AEPD')] },
  FI: { DORA: [heard('Finanssivalvonta')], GDPR: [heard('Tietosuojavaltuutettu')] },
  FR: {
    DORA: [seen('ACPR', 'OneGate, collection DORA_IR, JSON', ['S-ACRA']), heard('AMF')],
    GDPR: [seen('CNIL', '', ['S-DIR'])],
  },
  GR: {
    DORA: [heard('Bank of Greece'), heard('Hellenic Capital Market Commission')],
    GDPR: [heard('Hellenic Data Protection Authority')],
  },
  HR: { DORA: [heard('HNB'), heard('HANFA')], GDPR: [heard('AZOP')] },
  HU: { DORA: [heard('Magyar Nemzeti Bank')], GDPR: [heard('NAIH')] },
  IE: {
    DORA: [seen('Central Bank of Ireland', 'Central Bank of Ireland Portal', ['S-CBI', 'S-DIR'])],
    GDPR: [seen('DPC', '', ['S-DIR'])],
  },
  IS: { DORA: [heard('Central Bank of Iceland')], GDPR: [heard('Persónuvernd')] },
  IT: {
    DORA: [heard("Banca d'Italia"), heard('Consob'), heard('IVASS')],
    GDPR: [heard('Garante per la protezione dei dati personali')],
  },
  LI: { DORA: [heard('FMA Liechtenstein')], GDPR: [heard('Datenschutzstelle')] },
  LT: { DORA: [heard('Lietuvos bankas')], GDPR: [heard('VDAI')] },
  LU: { DORA: [heard('CSSF', 'eDesk')], GDPR: [seen('CNPD', '', ['S-DIR'])] },
  LV: { DORA: [heard('Latvijas Banka')], GDPR: [heard('Datu valsts inspekcija')] },
  MT: { DORA: [heard('MFSA')], GDPR: [heard('IDPC')] },
  NL: { DORA: [heard('DNB', 'MyDNB'), heard('AFM')], GDPR: [seen('Autoriteit Persoonsgegevens', '', ['S-DIR'])] },
  NO: { DORA: [heard('Finanstilsynet')], GDPR: [heard('Datatilsynet')] },
  PL: { DORA: [heard('KNF')], GDPR: [heard('UODO')] },
  PT: { DORA: [heard('Banco de Portugal'), heard('CMVM')], GDPR: [heard('CNPD')] },
  RO: { DORA: [heard('BNR'), heard('ASF')], GDPR: [heard('ANSPDCP')] },
  SE: { DORA: [heard('Finansinspektionen')], GDPR: [seen('IMY', '', ['S-DIR'])] },
  SI: { DORA: [heard('Banka Slovenije')], GDPR: [heard('Informacijski pooblaščenec')] },
  SK: { DORA: [heard('Národná banka Slovenska')], GDPR: [heard('ÚOOÚ SR')] },
};
