/**
 * Words that read as an admission of fault or liability (pitfall 26). A report states facts; who is at fault is decided elsewhere.
 * English only: a text in another language is not checked.
 */
const ADMISSION =
  /\b(?:our (?:own )?(?:fault|mistake|negligence|failure)|we (?:failed|neglected|violated|breached|admit|are (?:liable|responsible|to blame))|(?:gross(?:ly)? )?negligen(?:t|ce|tly)|(?:liable|liability) for|should have (?:been )?\w+ed|in breach of)\b/i;

export function readsAsAdmission(text: string): boolean {
  return ADMISSION.test(text);
}
