/**
 * PB1 with the strategy "throttle now, revoke in stages": what slows or refuses a key at the gateway does not wait for the wave of the key
 * (reference PB1, "Strategy rule"). Its hour of overlap says that this strategy was chosen, and ends with the last wave.
 */
export const whileStaged = {
  playbook: 'PB1',
  in: [
    'inventory',
    'blastRadius',
    'strategy',
    'preposition',
    'approvals',
    'quiet',
    'wave1',
    'wave2',
    'wave3',
    'compensating',
  ],
  during: 'overlap',
} as const;
