import { HOUR, MINUTE } from '../../../shared/domain/instant.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import { REGIME_LABELS } from '../../../shared/law/pack.ts';
import type {
  AwarenessView,
  DraftLine,
  EntityLegalView,
  ExplanationView,
  Waiting,
} from '../../../shared/view/incident-view.ts';
import { clocksThatCount } from '../../../shared/view/pressing-clocks.ts';

/** From how long before its date a clock stands among what waits. Policy of this product, not law. */
const PRESSING_MS = 6 * HOUR;

/** A first assessment that takes longer is told: the awareness of a regime is near, if it is not past (regulation 1.3). Policy too. */
const ASSESSED_WITHIN_MS = 4 * HOUR;

/** What the law desk asks of somebody: dates that are near or over, late filings without a reason, decisions that fell open. */
export function lawReminders({
  legal,
  awareness,
  explanations,
  drafts,
  sinceDetectionMs,
}: {
  readonly legal: readonly EntityLegalView[];
  readonly awareness: readonly AwarenessView[];
  readonly explanations: readonly ExplanationView[];
  readonly drafts: readonly DraftLine[];
  readonly sinceDetectionMs: number;
}): readonly Waiting[] {
  // By what is asked, not by entity: the date of the last entity presses more than the letters of the first.
  return [
    ...legal.flatMap(dates),
    ...legal.flatMap(unclassified),
    ...legal.flatMap(reopened),
    ...legal.flatMap((entity) => unexplained(entity, explanations)),
    ...legal.flatMap(withoutNumber),
    ...legal.flatMap((entity) => undecided(entity, awareness, sinceDetectionMs)),
    ...legal.flatMap((entity) => unregistered(entity, drafts)),
  ];
}

function reopened(entity: EntityLegalView): readonly Waiting[] {
  const { entityName, dismissals } = entity;
  return dismissals.flatMap(({ regime, reopened: why }) =>
    why === null
      ? []
      : [
          waiting(
            'deadline',
            entity,
            'facts',
            `Open again: ${REGIME_LABELS[regime]}, ${entityName}`,
            `${why.why}; decide anew whether it applies.`,
          ),
        ],
  );
}

function dates(entity: EntityLegalView): readonly Waiting[] {
  return clocksThatCount(entity).flatMap((clock) => {
    const { remainingMs, title, due } = clock;
    // What is over stands above everything that waits, on its own.
    if (remainingMs === null || due === null || remainingMs < 0 || remainingMs > PRESSING_MS) return [];
    return [
      waiting(
        'deadline',
        entity,
        'clocks',
        `Due in ${duration(remainingMs)}: ${title}, ${entity.entityName}`,
        `${clock.dueLocal ?? due}, ${clock.basis}`,
      ),
    ];
  });
}

/** Aware, and nobody has said whether it is major: the outer limit runs although no clock does (vector T15). */
function unclassified(entity: EntityLegalView): readonly Waiting[] {
  return clocksThatCount(entity).flatMap(({ guard, anchor, applicability, regime }) =>
    guard === null || anchor.rule.event !== 'classified-major' || applicability !== 'applies'
      ? []
      : [
          waiting(
            'deadline',
            entity,
            'clocks',
            `Classify under ${regime}: ${entity.entityName}`,
            `${guard.local}: ${guard.text}`,
          ),
        ],
  );
}

/** "Without undue delay" has no date to count down to, so it is said as long as nothing is filed. */
function withoutNumber(entity: EntityLegalView): readonly Waiting[] {
  return clocksThatCount(entity)
    .filter(({ noNumber, state, applicability }) => noNumber && state === 'running' && applicability === 'applies')
    .map(({ title, basis }) =>
      waiting('deadline', entity, 'clocks', `Without undue delay: ${title}, ${entity.entityName}`, basis),
    );
}

/** The register entry of the GDPR is owed for every breach, above all for one that is not notified (pitfall 18). */
function unregistered(entity: EntityLegalView, drafts: readonly DraftLine[]): readonly Waiting[] {
  const finding = entity.routing.findings.find(({ regime }) => regime === 'GDPR');
  const isBreach = finding?.outcome === 'applies' && finding.ruleId === 'R4';
  const isDecided =
    entity.dismissals.some(({ regime, reopened: why }) => regime === 'GDPR' && why === null) ||
    entity.report.clocks.some(({ clockId, submittedAt }) => clockId === 'GDPR.33' && submittedAt !== null);
  const isKept = drafts.some((one) => one.entity === entity.entity && one.form === 'gdpr-33-5');
  if (!isBreach || !isDecided || isKept) return [];
  const title = `Not in the breach register yet: ${entity.entityName}`;
  return [waiting('awareness', entity, 'drafts/gdpr-33-5', title, 'Made for every breach, notified or not.')];
}

function unexplained(entity: EntityLegalView, explanations: readonly ExplanationView[]): readonly Waiting[] {
  return clocksThatCount(entity)
    .filter(
      ({ state, clockId }) =>
        state === 'late-filed' && !explanations.some((one) => one.entity === entity.entity && one.stage === clockId),
    )
    .map(({ title }) =>
      waiting('deadline', entity, 'clocks', `Filed late without a reason: ${title}, ${entity.entityName}`, 'Give it.'),
    );
}

function undecided(
  entity: EntityLegalView,
  awareness: readonly AwarenessView[],
  sinceDetectionMs: number,
): readonly Waiting[] {
  const regimes = entity.routing.findings.filter(
    ({ raised, regime, dormant }) =>
      // What the pack calls latent is advice; nobody is pressed to decide on it.
      raised &&
      dormant === null &&
      entity.report.clocks.some((clock) => clock.regime === regime) &&
      !awareness.some((one) => one.entity === entity.entity && one.regime === regime),
  );
  if (regimes.length === 0) return [];
  const names = regimes.map(({ regime }) => REGIME_LABELS[regime]).join(', ');
  const slow = sinceDetectionMs > ASSESSED_WITHIN_MS ? `; ${duration(sinceDetectionMs)} since detection` : '';
  return [waiting('awareness', entity, 'clocks', `Decide awareness: ${entity.entityName}`, `${names}${slow}`)];
}

/** `tab`: which part of the law desk of this entity answers it. */
function waiting(
  kind: Waiting['kind'],
  { entity }: EntityLegalView,
  tab: 'clocks' | 'facts' | `drafts/${FormId}`,
  title: string,
  detail: string,
): Waiting {
  return { kind, title, detail, screen: 'notifications', action: `${entity}/${tab}` };
}

function duration(ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
