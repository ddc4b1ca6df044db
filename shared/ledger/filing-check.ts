import type { Role } from '../domain/risk.ts';
import { formOfStage } from '../law/forms/form-ids.ts';
import type { Entry } from './entry.ts';
import type { People } from './people.ts';
import { type KeptVersion, type Lock, type Review, type Signed, signOffStanding } from './sign-off-rule.ts';

/** A filing of a version that was not locked, with no reason on record, or one that says something else of the version. */
export interface UnlockedFiling {
  readonly entry: number;
  readonly why: string;
}

/**
 * Watches a ledger for filings that name a version which two people had not locked when it was filed, and give no reason, or that
 * name it by a text or a language it does not have. The console does not record such a filing; a record that holds one was not
 * written by these rules.
 */
export class FilingCheck {
  #isExercise = false;
  readonly #drafts: KeptVersion[] = [];
  readonly #reviews: Review[] = [];
  readonly #locks: Lock[] = [];
  readonly found: UnlockedFiling[] = [];

  /** `people` as of the entry. */
  take(entry: Entry, people: People): void {
    // An exercise goes by its own clock, and so do its signatures and filings.
    const at = (this.#isExercise ? entry.at.exercise : undefined) ?? entry.at.recorded;
    const stamp = { entry: entry.index, at };
    const signed = (as: Role): Signed => {
      const [, actor = ''] = entry.actor.split(':');
      return { person: people.personOf(actor), held: people.get(actor)?.roles.includes(as) === true };
    };
    switch (entry.kind) {
      case 'ledger.opened':
        this.#isExercise = entry.body.type === 'exercise';
        return;
      case 'notification.drafted': {
        const { stage, entity, textSha256, language = 'en' } = entry.body;
        const form = entry.body.form ?? (stage === undefined ? null : formOfStage(stage)) ?? '';
        this.#drafts.push({ form, entity, language, textSha256, ...stamp });
        return;
      }
      case 'notification.reviewed':
        this.#reviews.push({ ...entry.body, ...stamp, ...signed(entry.body.as) });
        return;
      case 'notification.locked':
        this.#locks.push({ ...entry.body, ...stamp, ...signed(entry.body.as) });
        return;
      case 'notification.filed':
        this.#judge(entry);
        return;
      default:
    }
  }

  #judge({ index, body }: Extract<Entry, { kind: 'notification.filed' }>): void {
    if (body.draft === undefined) return;
    const draft = this.#drafts.find(({ entry }) => entry === body.draft);
    const { language = draft?.language, textSha256 = draft?.textSha256 } = body;
    if (draft !== undefined && (language !== draft.language || textSha256 !== draft.textSha256)) {
      const why = `the filing of ${body.stage} names entry ${body.draft} by another language or another text than it has`;
      this.found.push({ entry: index, why });
      return;
    }
    if (body.unlockedReason !== undefined) return;
    const record = { drafts: this.#drafts, reviews: this.#reviews, locks: this.#locks };
    if (draft !== undefined && signOffStanding(record, draft, body.filedAt).state === 'locked') return;
    const what = draft === undefined ? 'is no kept version' : 'two people had not locked when it was filed';
    this.found.push({
      entry: index,
      why: `the filing of ${body.stage} names entry ${body.draft}, which ${what}, and gives no reason`,
    });
  }
}
