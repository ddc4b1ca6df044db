/** What costs points whatever else went well (reference E). Points are those of the reference. */
export const PENALTIES = {
  'tipping-off': { text: 'The suspect was warned', points: 10 },
  'evidence-destroyed': { text: 'Evidence was destroyed', points: 15 },
  'clock-missed': { text: 'A legal date was missed', points: 15 },
  'single-person': { text: 'One person alone did what takes two (R3)', points: 20 },
  'checkout-down': { text: 'The checkout went down without need', points: 10 },
} as const;
export type Penalty = keyof typeof PENALTIES;
