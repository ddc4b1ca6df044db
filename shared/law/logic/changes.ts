import { aiRoleText } from '../entity.ts';
import { factDefinition, isFactId } from '../facts.ts';
import {
  evaluate,
  type Formula,
  type Limit,
  type Read,
  type Ref,
  type Test,
  type Value,
  wholeNumber,
} from './formula.ts';

/** One answer that would have to be another. `value` is one that does it; `text` says which do. */
export interface Change {
  readonly fact: Ref;
  readonly value: Value;
  readonly text: string;
}
/** Answers that, changed together, change the verdict; none of them can be left out. */
export type ChangeSet = readonly Change[];

/** How many ways are shown: a reader looks at the shortest ones. More are kept on the way, so that none is lost too early. */
const SHOWN = 4;
/** Of those that need one answer alone all are shown: who looks for an exemption finds every one. */
const SHOWN_SINGLE = 8;
const KEPT = 20;
const PER_PART = 6;

/**
 * The smallest sets of answers that would make a formula come out as `target`, shortest first; empty when it already does or
 * nothing can. Each set is checked by evaluating again, and is irreducible.
 */
export function waysTo(target: 'yes' | 'no', formula: Formula, read: Read): readonly ChangeSet[] {
  if (evaluate(formula, read) === target) return [];
  const done = new Set<string>();
  const ways = search(target, formula, read)
    .map((set) => irreducible(set, target, formula, read))
    .filter((set): set is ChangeSet => set !== null)
    .filter((set) => isFirst(done, keyOf(set)));
  const sorted = ways.toSorted((a, b) => a.length - b.length);
  // A way that asks for much more than the shortest one tells nobody anything.
  const single = sorted.filter((set) => set.length === 1).length;
  return varied(
    sorted.filter((set) => set.length <= (sorted[0]?.length ?? 0) + 1),
    Math.max(SHOWN, Math.min(single, SHOWN_SINGLE)),
  );
}

/** The shortest first, then always the one that shares the fewest facts with those before: four of a kind tell less than four kinds. */
function varied(sets: readonly ChangeSet[], count: number): readonly ChangeSet[] {
  const left = [...sets];
  const out: ChangeSet[] = [];
  const seen = new Set<string>();
  const shared = (set: ChangeSet): number => set.filter(({ fact }) => seen.has(fact)).length;
  while (left.length > 0 && out.length < count) {
    const next = left.toSorted((a, b) => shared(a) - shared(b) || a.length - b.length)[0];
    if (next === undefined) break;
    out.push(next);
    left.splice(left.indexOf(next), 1);
    for (const { fact } of next) seen.add(fact);
  }
  return out.toSorted((a, b) => a.length - b.length);
}

export function withChanges(read: Read, changes: ChangeSet): Read {
  const changed = new Map(changes.map(({ fact, value }) => [fact, value]));
  return (ref) => changed.get(ref) ?? read(ref);
}

function search(target: 'yes' | 'no', formula: Formula, read: Read): readonly ChangeSet[] {
  if (evaluate(formula, read) === target) return [[]];
  const parts = 'all' in formula ? formula.all : 'any' in formula ? formula.any : 'of' in formula ? formula.of : null;
  if (parts === null) return leafWays(target, formula as Test, read);
  const yesNeeded = 'all' in formula ? parts.length : 'any' in formula ? 1 : (formula as { atLeast: number }).atLeast;
  const needed = target === 'yes' ? yesNeeded : parts.length - yesNeeded + 1;
  // Few of each part, so that no part with many short ways crowds out another's only one.
  const ways = parts.map((part) => varied(search(target, part, read), PER_PART)).filter((way) => way.length > 0);
  return combine(ways, needed);
}

/** The shortest unions that take one way from each of `needed` parts. Kept short at every step. */
function combine(parts: readonly (readonly ChangeSet[])[], needed: number): readonly ChangeSet[] {
  let best: ChangeSet[][] = [[[]]];
  for (const ways of parts) {
    const next: ChangeSet[][] = best.map((sets) => [...sets]);
    best.forEach((sets, taken) => {
      if (taken >= needed) return;
      for (const set of sets)
        for (const way of ways) {
          const joined = join(set, way);
          if (joined !== null) (next[taken + 1] ??= []).push(joined);
        }
    });
    best = next.map((sets) => shortest(sets));
  }
  return best[needed] ?? [];
}

function shortest(sets: readonly ChangeSet[]): ChangeSet[] {
  const done = new Set<string>();
  return sets
    .toSorted((a, b) => a.length - b.length)
    .filter((set) => isFirst(done, keyOf(set)))
    .slice(0, KEPT);
}

/** Two demands on one fact: the same answer, or for numbers the one that satisfies both. Null when they contradict. */
function join(a: ChangeSet, b: ChangeSet): ChangeSet | null {
  const out = new Map(a.map((change) => [change.fact, change]));
  for (const change of b) {
    const before = out.get(change.fact);
    if (before === undefined || String(before.value) === String(change.value)) {
      out.set(change.fact, change);
      continue;
    }
    const [one, two] = [wholeNumber(before.value), wholeNumber(change.value)];
    if (one === null || two === null || isMore(before) !== isMore(change)) return null;
    out.set(change.fact, isMore(change) === two > one ? change : before);
  }
  return [...out.values()];
}

function isMore(change: Change): boolean {
  return change.text.startsWith('more');
}

/** Drops what is not needed; null if the whole set does not do it (two demands on one fact that only looked compatible). */
function irreducible(set: ChangeSet, target: 'yes' | 'no', formula: Formula, read: Read): ChangeSet | null {
  const does = (some: ChangeSet): boolean => evaluate(formula, withChanges(read, some)) === target;
  if (!does(set)) return null;
  let kept = set;
  for (const change of set) {
    const without = kept.filter((one) => one !== change);
    if (does(without)) kept = without;
  }
  return kept;
}

function leafWays(target: 'yes' | 'no', leaf: Test, read: Read): readonly ChangeSet[] {
  const { fact } = leaf;
  if ('is' in leaf) {
    const wanted = leaf.is.map((answer) => answerLabel(fact, answer)).join(' or ');
    const other = leaf.is.includes('no') ? 'yes' : 'no';
    if (target === 'yes') return [[{ fact, value: leaf.is[0] ?? other, text: wanted }]];
    const isTri = leaf.is.length === 1 && (leaf.is[0] === 'yes' || leaf.is[0] === 'no');
    return [[{ fact, value: other, text: isTri ? answerLabel(fact, other) : `not: ${wanted}` }]];
  }
  if ('listed' in leaf) {
    const items = Array.from({ length: target === 'yes' ? leaf.listed : 0 }, (_, index) => `item ${index + 1}`);
    const text = target === 'yes' ? `at least ${leaf.listed} listed` : `fewer than ${leaf.listed} listed`;
    return [[{ fact, value: items, text }]];
  }
  const up = 'over' in leaf === (target === 'yes');
  return limitWays(fact, 'over' in leaf ? leaf.over : leaf.atMost, up, read);
}

function limitWays(fact: Ref, limit: Limit, up: boolean, read: Read): readonly ChangeSet[] {
  if (typeof limit === 'number') {
    const unit = isFactId(fact) ? (factDefinition(fact).unit ?? '') : '';
    const text = `${up ? 'more than' : 'at most'} ${limit.toLocaleString('en')} ${unit}`.trimEnd();
    return [[{ fact, value: String(up ? limit + 1 : limit), text }]];
  }
  const total = wholeNumber(read(limit.of));
  const share = `${limit.permille / 10} % of the total`;
  if (total === null && !up) return [[{ fact, value: '0', text: 'none' }]];
  if (total === null) {
    const value = wholeNumber(read(fact));
    const of = { fact: limit.of, value: '1', text: `known, with the share above ${limit.permille / 10} %` };
    return value !== null && value > 0n ? [[of]] : [[{ fact, value: '2', text: `more than ${share}` }, of]];
  }
  const at = (BigInt(limit.permille) * total) / 1000n;
  return [[{ fact, value: String(up ? at + 1n : at), text: up ? `more than ${share}` : `at most ${share}` }]];
}

function keyOf(set: ChangeSet): string {
  return set
    .map(({ fact, text }) => `${fact}=${text}`)
    .toSorted()
    .join('&');
}

function isFirst(done: Set<string>, key: string): boolean {
  const first = !done.has(key);
  done.add(key);
  return first;
}

/** An answer as the form shows it. */
function answerLabel(fact: Ref, answer: string): string {
  const choices = isFactId(fact) ? factDefinition(fact).choices : undefined;
  if (fact === 'entity.aiRole') return aiRoleText(answer);
  return choices?.[answer] ?? (answer === 'yes' ? 'Yes' : answer === 'no' ? 'No' : answer.replaceAll('-', ' '));
}
