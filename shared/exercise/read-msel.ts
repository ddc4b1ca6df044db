import { readCsv } from '../register/csv.ts';
import { fileText } from '../register/file-text.ts';
import { HOTWASH } from '../domain/hotwash.ts';
import { type Inject, Scenario } from '../domain/scenario.ts';

export type ReadMsel = { readonly scenario: Scenario } | { readonly problems: readonly string[] };

/** Column names as spreadsheets have them (HSEEP, reference E), in lower case without anything but letters. */
const COLUMNS = {
  id: ['seq', 'no', 'nr', 'id', 'number', 'event', 'eventno'],
  atMin: ['tmin', 't', 'min', 'minute', 'minutes', 'time', 'scenariotime'],
  onlyIf: ['onlyif', 'if', 'condition', 'contingency'],
  channel: ['channel', 'delivery', 'deliverymethod', 'method', 'by'],
  from: ['from', 'fromto', 'sender', 'source'],
  text: ['inject', 'text', 'message', 'synopsis', 'eventsynopsis'],
  expected: ['expectedaction', 'expected', 'expectedresponse', 'response'],
  points: ['pts', 'points', 'score'],
  windowMin: ['window', 'windowmin', 'within'],
} as const;
type Column = keyof typeof COLUMNS;

const NEEDED: readonly Column[] = ['id', 'text', 'expected'];
/** What a file without these columns gets. */
const POINTS = '10';
const WINDOW = '15';
const MOST_PROBLEMS = 20;

/** A master scenario events list as CSV, one inject a row. All that is wrong with it at once, each with its line. Never throws. */
export function readMsel(title: string, bytes: Uint8Array): ReadMsel {
  const file = fileText(bytes);
  if ('why' in file) return { problems: [file.why] };
  const csv = readCsv(file.text);
  if ('why' in csv) return { problems: [`line ${csv.line}: ${csv.why}`] };
  const places = placesOf(csv.header);
  const lacking = NEEDED.filter((column) => places[column] === undefined);
  if (lacking.length > 0)
    return { problems: lacking.map((column) => `no column is called ${COLUMNS[column].map(quoted).join(' or ')}`) };
  const problems: string[] = [];
  const seen = new Map<string, number>();
  const injects = csv.rows.flatMap(({ line, cells, fault }) => {
    const cell = (column: Column): string => (places[column] === undefined ? '' : (cells[places[column]] ?? '').trim());
    const faults = fault === null ? faultsOf(cell) : [fault];
    const id = cell('id');
    if (id !== '' && seen.has(id)) faults.push(`inject ${id} is there already, in line ${seen.get(id)}`);
    seen.set(id, line);
    problems.push(...faults.map((why) => `line ${line}: ${why}`));
    return faults.length > 0 ? [] : [injectOf(cell)];
  });
  if (problems.length > 0) return { problems: problems.slice(0, MOST_PROBLEMS) };
  const scenario = Scenario.safeParse({
    id: 'own',
    version: 1,
    title,
    story: '',
    patterns: [],
    objectives: [],
    injects,
    hotwash: [...HOTWASH],
  });
  if (scenario.success) return { scenario: scenario.data };
  return {
    problems: scenario.error.issues
      .slice(0, MOST_PROBLEMS)
      .map(({ path, message }) => `${rowOf(path, csv.rows)}${path.at(-1)?.toString() ?? 'file'}: ${message}`),
  };
}

function placesOf(header: readonly string[]): Partial<Record<Column, number>> {
  const names = header.map((name) => name.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const found = (Object.keys(COLUMNS) as Column[]).flatMap((column) => {
    const place = names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name));
    return place === -1 ? [] : [[column, place] as const];
  });
  return Object.fromEntries(found);
}

function faultsOf(cell: (column: Column) => string): string[] {
  const [at, points, window] = [cell('atMin'), cell('points'), cell('windowMin')];
  return [
    ...NEEDED.filter((column) => cell(column) === '').map((column) => `“${COLUMNS[column][0]}” is empty`),
    ...(at === '' || minutesOf(at) !== null
      ? []
      : [`“${at}” is no time; write minutes (45) or hours and minutes (1:30)`]),
    ...(at === '' && cell('onlyIf') === '' ? ['has neither a time nor a condition'] : []),
    ...(points === '' || /^\d{1,3}$/.test(points) ? [] : [`“${points}” is no number of points`]),
    ...(window === '' || minutesOf(window) !== null ? [] : [`“${window}” is no window in minutes`]),
  ];
}

function injectOf(cell: (column: Column) => string): Inject {
  const from = cell('from');
  const channel = cell('channel');
  return {
    id: cell('id'),
    atMin: cell('atMin') === '' ? null : (minutesOf(cell('atMin')) ?? 0),
    onlyIf: cell('onlyIf'),
    channel: [channel, from].filter((word) => word !== '').join(', ') || 'Facilitator',
    text: cell('text').replaceAll(/\r\n?/g, '\n'),
    expected: cell('expected').replaceAll(/\r\n?/g, '\n'),
    points: Number(cell('points') || POINTS),
    windowMin: minutesOf(cell('windowMin') || WINDOW) ?? Number(WINDOW),
  };
}

/** `45`, `T+45`, `1:30`; null for anything else. */
function minutesOf(text: string): number | null {
  const [, hours, minutes] = /^(?:T\s*\+\s*)?(?:(\d{1,3}):)?(\d{1,5})(?:\s*min)?$/i.exec(text) ?? [];
  if (minutes === undefined || (hours !== undefined && (minutes.length !== 2 || Number(minutes) > 59))) return null;
  return Number(hours ?? 0) * 60 + Number(minutes);
}

function rowOf(path: readonly PropertyKey[], rows: readonly { readonly line: number }[]): string {
  const line = path[0] === 'injects' && typeof path[1] === 'number' ? rows[path[1]]?.line : undefined;
  return line === undefined ? '' : `line ${line}, `;
}

function quoted(name: string): string {
  return `“${name}”`;
}
