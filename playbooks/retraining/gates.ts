/** Gates of reference PB3 with the defaults that are policy, not law: an organisation may set others in the order. */
export const GATES = [
  { id: 'quality', title: 'Task quality', rule: 'Not worse than the last good version by more than 1 %.' },
  { id: 'drift', title: 'Drift', rule: 'PSI per feature below 0.10; from 0.10 to 0.25 look closer; above 0.25 stop.' },
  { id: 'latency', title: 'Latency', rule: 'p95 at most 1.2 times the baseline.' },
  { id: 'privacy', title: 'Extraction and membership', rule: 'No canary extracted; membership AUC at most 0.55.' },
  { id: 'redTeam', title: 'Red team', rule: 'OWASP LLM01, LLM02, LLM07 and LLM08 pass.' },
  { id: 'tenants', title: 'Tenant isolation', rule: 'No answer of one tenant to another.' },
  { id: 'poison', title: 'Poisoning', rule: 'Trigger scan, label audit and dataset diff are clean.' },
] as const;

export type GateId = (typeof GATES)[number]['id'];
