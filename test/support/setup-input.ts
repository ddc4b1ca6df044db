/** A first run as a small organisation would enter it. */
export const passphrase = 'correct horse battery staple';

export const setupFile = {
  organisation: {
    name: 'Example Bank Group',
    entities: [
      {
        name: 'Example Bank AG',
        type: 'credit-institution',
        memberState: 'DE',
        timeZone: 'Europe/Berlin',
        nis2Class: 'essential',
        doraType: 'credit-institution',
        isController: 'yes',
      },
    ],
  },
  operator: { name: 'Ada Commander', roles: ['commander'] },
} as const;

export const declaration = {
  codename: 'QUIET HARBOUR',
  pattern: 'LP-1',
  summary: '',
  detectedAt: '2026-11-22T02:10:00.000Z',
  leaked: ['weights'],
  assets: [],
  exercise: false,
} as const;
