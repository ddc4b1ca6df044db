/**
 * Words that read as an admission of fault or liability (pitfall 26). A report states facts; who is at fault is decided elsewhere.
 * English and German: a text in another language is not checked, and a text without a warning is not thereby free of one.
 */
const ADMISSIONS: readonly RegExp[] = [
  /\b(?:our (?:own )?(?:fault|mistake|negligence|failure)|we (?:failed|neglected|violated|breached|admit|are (?:liable|responsible|to blame))|(?:gross(?:ly)? )?negligen(?:t|ce|tly)|(?:liable|liability) for|should have (?:been )?\w+ed|in breach of)\b/i,
  /(?:fahrlässig|\bunser(?:e[rsnm]?)? (?:eigene[rsnm]? )?(?:Fehler|Verschulden|Schuld|Versäumnis)|\bwir (?:haben versäumt|haben es versäumt|räumen ein|haften|sind (?:schuld|verantwortlich|haftbar))|\bverschuldet\b|\bhätten? (?:\S+ ){0,4}(?:müssen|sollen)\b|\bschuldhaft|\bpflichtwidrig|\bunter Verstoß gegen)/i,
];

/** A draft never computes, predicts or mentions a sanction. */
const SANCTION =
  /\b(?:fines|fined|(?:an?|the|any|no|administrative) fine(?![-\w])|fine of|penalt(?:y|ies)|Bußgeld(?:er)?|Geldbuße[n]?|Strafzahlung(?:en)?)\b/i;

export function readsAsAdmission(text: string): boolean {
  return ADMISSIONS.some((pattern) => pattern.test(text));
}

export function speaksOfSanctions(text: string): boolean {
  return SANCTION.test(text);
}
