/** One line a prompt: how far the suspect's tokens agree with those of our model and of each unrelated control, from 0 to 1. */
export interface AgreementTable {
  readonly controls: readonly string[];
  readonly rows: readonly { readonly prompt: string; readonly ours: number; readonly controls: readonly number[] }[];
}

export interface Comparison {
  readonly control: string;
  /** One-sided exact sign test over the prompts, corrected by Holm over the controls. */
  readonly p: number;
  /** Mean agreement with ours less mean agreement with this control, from -1 to 1. */
  readonly effect: number;
}

/** Reference PB2, M10: fewer say nothing. */
export const MIN_CONTROLS = 5;
export const MIN_PROMPTS = 300;
/** Convention of this console, not of the reference: the corrected p below which a comparison counts. */
export const ALPHA = 0.01;

const NAME = /^[A-Za-z0-9_.-]{1,80}$/;
const SHARE = /^(?:0(?:\.\d{1,9})?|1(?:\.0{1,9})?)$/;

/**
 * Reads a table: a first line `prompt ours CONTROL...`, then one line a prompt, separated by tabs, commas or blanks. Text before the
 * first line and after the last row does not matter. A row in between that cannot be read, a prompt or a control that stands there twice
 * make the whole unreadable, because whoever drops rows chooses the result.
 */
export function readAgreements(lines: readonly string[]): AgreementTable | string {
  const cells = lines.map((line) => line.trim().split(/[\t,; ]+/));
  const start = cells.findIndex(([first, second]) => first === 'prompt' && second === 'ours');
  if (start === -1) return 'there is no line "prompt ours CONTROL..."';
  const controls = cells[start]?.slice(2) ?? [];
  if (!controls.every((name) => NAME.test(name)) || new Set(controls).size !== controls.length)
    return 'the names of the controls cannot be read, or one stands there twice';
  const found = cells.slice(start + 1).map((row) => rowOf(row, controls.length));
  const end = found.findLastIndex((row) => row !== undefined);
  const rows = found.slice(0, end + 1).filter((row) => row !== undefined);
  if (rows.length !== end + 1)
    return `row ${found.indexOf(undefined) + 1} cannot be read: every figure is a share from 0 to 1`;
  if (new Set(rows.map(({ prompt }) => prompt)).size !== rows.length) return 'a prompt stands there twice';
  return { controls, rows };
}

function rowOf(cells: readonly string[], controls: number): AgreementTable['rows'][number] | undefined {
  const [prompt = '', ours = '', ...others] = cells;
  if (others.length !== controls || !NAME.test(prompt) || ![ours, ...others].every((cell) => SHARE.test(cell)))
    return undefined;
  return { prompt, ours: Number(ours), controls: others.map(Number) };
}

/**
 * Suspect~ours against suspect~control for each control. The sign test asks on how many prompts ours agrees better; ties are left out. It
 * assumes nothing about how agreement is spread, so shares and mere 0 or 1 can both be given. Published work on black-box provenance
 * testing (arXiv 2502.00706) compares means instead; the one-sided question and the correction are the same.
 */
export function compare(table: AgreementTable): readonly Comparison[] {
  const raw = table.controls.map((control, at) => {
    const differences = table.rows.map((row) => row.ours - (row.controls[at] ?? 0));
    const better = differences.filter((difference) => difference > 0).length;
    const worse = differences.filter((difference) => difference < 0).length;
    const sum = differences.reduce((total, difference) => total + difference, 0);
    return { control, p: signTest(better, worse), effect: sum / Math.max(1, differences.length) };
  });
  const corrected = holm(raw.map(({ p }) => p));
  return raw.map((one, at) => ({ ...one, p: corrected[at] ?? 1 }));
}

/** Ours stands out only when it does against every single control: one control that agrees as well speaks for a common origin. */
export function standsOut(comparisons: readonly Comparison[]): boolean {
  return comparisons.length > 0 && comparisons.every(({ p }) => p < ALPHA);
}

/** Probability of at least `better` heads in `better + worse` throws of a fair coin; 1 when there is nothing to throw. */
export function signTest(better: number, worse: number): number {
  const n = better + worse;
  let logChoose = 0;
  let tail = 0;
  // From C(n, n) = 1 downwards; the smallest terms are added first.
  for (let k = n; k >= better; k -= 1) {
    tail += Math.exp(logChoose - n * Math.LN2);
    logChoose += Math.log(k) - Math.log(n - k + 1);
  }
  return Math.min(1, tail);
}

/** Holm's step-down correction; adjusted p values in the order given. */
export function holm(p: readonly number[]): readonly number[] {
  const order = p.map((_, at) => at).toSorted((a, b) => (p[a] ?? 1) - (p[b] ?? 1));
  const adjusted = p.map(() => 1);
  let highest = 0;
  order.forEach((at, rank) => {
    highest = Math.max(highest, Math.min(1, (p.length - rank) * (p[at] ?? 1)));
    adjusted[at] = highest;
  });
  return adjusted;
}

/** The table with another column in the place of ours, and ours among the controls. */
export function withInPlaceOfOurs(table: AgreementTable, at: number): AgreementTable {
  return {
    controls: table.controls.map((name, i) => (i === at ? 'ours' : name)),
    rows: table.rows.map(({ prompt, ours, controls }) => ({
      prompt,
      ours: controls[at] ?? 0,
      controls: controls.map((share, i) => (i === at ? ours : share)),
    })),
  };
}

/** The table an identical copy would give. */
export function asIfIdentical(table: AgreementTable): AgreementTable {
  return { ...table, rows: table.rows.map((row) => ({ ...row, ours: 1 })) };
}
