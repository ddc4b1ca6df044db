import type { MemberState } from '../member-state.ts';
import type { NationalNis2 } from '../pack.ts';

/**
 * National NIS2 law as last checked (regulation 1.3, 3.2). Status changes often (pitfall 23): a state that is not listed, or
 * listed as `not-found` or `unconfirmed`, leaves the regime open, it never switches it off.
 */
export const NATIONAL_NIS2_2026_11: Readonly<Partial<Record<MemberState, NationalNis2>>> = {
  AT: {
    status: 'in-force',
    law: 'NISG 2026, BGBl. I 94/2025, since 1 October 2026',
    channel: { text: 'Platform nis2.cert.at', confirmed: true },
    sources: ['S-TRK'],
  },
  BE: {
    status: 'in-force',
    law: 'Law of 26 April 2024, since 18 October 2024',
    awareness: 'Belgium: reasonable certainty after a first assessment.',
    differences: [
      'The incident must affect a service that the annexes of the law list.',
      'Financial entities report to their DORA authority.',
    ],
    channel: { text: 'CCB web form, Safeonweb@work', confirmed: true },
    sources: ['S-CCB', 'S-DLA'],
  },
  CZ: { status: 'unconfirmed', law: 'Act 264/2025', sources: ['S-TRK'] },
  DE: {
    status: 'in-force',
    law: 'BSIG s. 32, since 6 December 2025',
    awareness:
      'Germany: the moment any member of staff learns of the significant incident during working hours, not the moment the board does.',
    differences: [
      'A filed report is corrected, never withdrawn.',
      'BSI acknowledges within 24 h; ask if it does not.',
      'By telephone or mail in an emergency; the filing in the portal must follow.',
      'Financial entities under DORA are carved out (s. 28(6)).',
    ],
    channel: { text: 'BSI-Portal, with an ELSTER organisation certificate', confirmed: true },
    sources: ['S-32', 'S-BSI', 'S-ROEDL'],
  },
  ES: {
    status: 'not-found',
    law: 'draft law of 14 January 2025',
    channel: { text: 'Not in force', confirmed: true },
    sources: ['S-N2P', 'S-KB'],
  },
  FR: {
    status: 'not-found',
    law: 'bill "Résilience"',
    channel: { text: 'MonEspaceNIS2; law pending', confirmed: true },
    sources: ['S-N2P', 'S-FR'],
  },
  IE: {
    status: 'not-found',
    law: 'National Cyber Security Bill',
    channel: { text: 'None yet; voluntary notice to NCSC', confirmed: true },
    sources: ['S-N2P', 'S-KB'],
  },
  IT: {
    status: 'in-force',
    law: 'D.Lgs. 138/2024 art. 25',
    awareness:
      'Italy: the period runs from evidence of a listed significant incident; the duty starts nine months after the listing notice.',
    differences: [
      'Listed types: IS-1 confidentiality, IS-2 integrity, IS-3 breach of the own service level; IS-4 unauthorised access, essential entities only.',
      'While the incident is open, a progress report every month; the final report one month after it is closed.',
      'A named contact (referente CSIRT) is on file with the authority.',
    ],
    channel: { text: 'Web form csirt.gov.it/segnalazione', confirmed: true },
    sources: ['S-ACN'],
  },
  LU: {
    status: 'in-force',
    law: 'Law of 5 May 2026, since 10 May 2026',
    channel: { text: 'ILR platform; CSSF for finance', confirmed: false },
    sources: ['S-KB'],
  },
  NL: {
    status: 'in-force',
    law: 'Cyberbeveiligingswet, since 15 August 2026',
    differences: [
      'One filing reaches CSIRT and supervisor; registration is mandatory.',
      'Thresholds of the earlier law no longer count.',
    ],
    channel: { text: 'MijnNCSC account or web form, eHerkenning', confirmed: true },
    sources: ['S-KB', 'S-NCSCNL'],
  },
  PL: {
    status: 'in-force',
    law: 'KSC amendment, since 3 April 2026',
    differences: ['A CSIRT for each sector; detail not confirmed.'],
    channel: { text: 'S46 system', confirmed: false },
    sources: ['S-KB'],
  },
  PT: { status: 'unconfirmed', law: 'Decreto-Lei 125/2025', sources: ['S-KB'] },
  SK: { status: 'in-force', law: 'NBU Decree 226/2025, since 1 September 2025', sources: ['S-TPL'] },
};
