/** A fact that may be open. `unknown` is an answer of its own and is never read as `no` (regulation 0.3). */
export const TRI = ['yes', 'no', 'unknown'] as const;
export type Tri = (typeof TRI)[number];

export const TRI_LABELS: Readonly<Record<Tri, string>> = { yes: 'Yes', no: 'No', unknown: 'Not known yet' };
