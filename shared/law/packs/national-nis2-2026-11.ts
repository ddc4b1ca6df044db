import type { MemberState } from '../member-state.ts';
import type { NationalNis2 } from '../pack.ts';

/**
 * National NIS2 law as last checked (regulation 1.3, 3.2). Status changes often (pitfall 23): a state that is not listed, or
 * listed as `not-found` or `unconfirmed`, leaves the regime open, it never switches it off.
 */
export const NATIONAL_NIS2_2026_11: Readonly<Partial<Record<MemberState, NationalNis2>>> = {
  AT: { status: 'in-force', law: 'NISG 2026, BGBl. I 94/2025, since 1 October 2026', sources: ['S-TRK'] },
  BE: {
    status: 'in-force',
    law: 'Law of 26 April 2024, since 18 October 2024',
    awareness: 'Belgium: reasonable certainty after a first assessment.',
    sources: ['S-CCB', 'S-DLA'],
  },
  CZ: { status: 'unconfirmed', law: 'Act 264/2025', sources: ['S-TRK'] },
  DE: {
    status: 'in-force',
    law: 'BSIG s. 32, since 6 December 2025',
    awareness:
      'Germany: the moment any member of staff learns of the significant incident during working hours, not the moment the board does.',
    sources: ['S-32', 'S-BSI', 'S-ROEDL'],
  },
  ES: { status: 'not-found', law: 'draft law of 14 January 2025', sources: ['S-N2P', 'S-KB'] },
  FR: { status: 'not-found', law: 'bill "Résilience"', sources: ['S-N2P', 'S-FR'] },
  IE: { status: 'not-found', law: 'National Cyber Security Bill', sources: ['S-N2P', 'S-KB'] },
  IT: {
    status: 'in-force',
    law: 'D.Lgs. 138/2024 art. 25',
    awareness:
      'Italy: the period runs from evidence of a listed significant incident; the duty starts nine months after the listing notice.',
    sources: ['S-ACN'],
  },
  LU: { status: 'in-force', law: 'Law of 5 May 2026, since 10 May 2026', sources: ['S-KB'] },
  NL: { status: 'in-force', law: 'Cyberbeveiligingswet, since 15 August 2026', sources: ['S-KB', 'S-NCSCNL'] },
  PL: { status: 'in-force', law: 'KSC amendment, since 3 April 2026', sources: ['S-KB'] },
  PT: { status: 'unconfirmed', law: 'Decreto-Lei 125/2025', sources: ['S-KB'] },
  SK: { status: 'in-force', law: 'NBU Decree 226/2025, since 1 September 2025', sources: ['S-TPL'] },
};
