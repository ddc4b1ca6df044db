/** Triage cards for the twelve ways AI property leaks (reference B). Pure data: a card never decides, it asks and points. */
export type LeakPatternId =
  | 'LP-1'
  | 'LP-2'
  | 'LP-3'
  | 'LP-4'
  | 'LP-5'
  | 'LP-6'
  | 'LP-7'
  | 'LP-8'
  | 'LP-9'
  | 'LP-10'
  | 'LP-11'
  | 'LP-12';

/** What is likely to be hit, in the words of the asset register (reference C0, asset record). */
export type AssetKind =
  | 'shop.woocommerce'
  | 'shop.magento'
  | 'cms.wordpress'
  | 'llm.server'
  | 'gateway'
  | 'registry'
  | 'model'
  | 'adapter'
  | 'dataset'
  | 'vectorStore'
  | 'algorithm'
  | 'db'
  | 'kms'
  | 'vault'
  | 'ca'
  | 'idp'
  | 'cluster'
  | 'segment'
  | 'saas';

/** `three-valued` answers are yes, no or unknown: unknown is an answer and is never read as no. */
export type AnswerKind = 'three-valued' | 'text' | 'count' | 'instant';

export interface TriageQuestion {
  /** Stable across versions and unique over all cards: answers on record refer to it. */
  readonly id: string;
  readonly text: string;
  readonly answer: AnswerKind;
}

export type PlaybookId = 'PB1' | 'PB2' | 'PB3' | 'PB4' | 'PB5' | 'PB6';

/** `cleanRoom` as it is said: clean room. */
export function entryWords(at: string): string {
  return at.replaceAll(/[a-z](?=[A-Z])/g, '$& ').replaceAll(/[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
}

/** One thing to start. `at` is the level or criterion a playbook is entered at; `scope` says for what. */
export type Move =
  | { readonly kind: 'playbook'; readonly playbook: PlaybookId; readonly at?: string; readonly scope: string }
  | { readonly kind: 'action'; readonly action: string; readonly scope: string }
  | { readonly kind: 'task'; readonly task: string };

/** Moves of one stage run in parallel; stages follow one another. */
export type Stage = readonly Move[];

/** A duty that may arise. The rule packs decide, per legal entity; this only says where to look first. */
export interface LikelyDuty {
  readonly regime: 'GDPR' | 'DORA' | 'NIS2' | 'AI Act' | 'CRA' | 'Trade secrets' | 'Sector and contract';
  readonly provisions: readonly string[];
  readonly note: string;
}

export interface LeakPattern {
  readonly id: LeakPatternId;
  readonly title: string;
  /** What happened, as one would say it on the bridge call. */
  readonly story: string;
  readonly indicators: readonly string[];
  readonly questions: readonly TriageQuestion[];
  /** What settles it; without these it stays a suspicion. */
  readonly decisiveEvidence: readonly string[];
  /** Technique ids of MITRE ATLAS release 5.6.0. Empty when the card is a condition, not a technique. */
  readonly atlas: readonly string[];
  readonly atlasCases: readonly string[];
  /** OWASP Top 10 for LLM applications, 2025 edition. */
  readonly owasp: readonly string[];
  readonly duties: readonly LikelyDuty[];
  /** Recommended order. The first stage always holds the notification assessment (PB5): its clocks start at triage. */
  readonly sequence: readonly Stage[];
  readonly assets: readonly AssetKind[];
}
