import type { Command, StepContext } from '../../shared/domain/action.ts';
import { KEY_PATTERNS, linesOfAll } from './k01-patterns.ts';
import { param } from './param.ts';

const QUICK = 15_000;
/** One kind of key over all places. */
const SCAN = 120_000;
const DEPTH = '8';
/** Files from here on are named instead of read. */
const LARGEST_KIB = 65_536;
/** Lines a file may fill, so that one log does not fill the report. */
const HITS_A_FILE = '20';

export const PLACES = ['place', 'secondPlace', 'thirdPlace', 'fourthPlace'] as const;

function places(context: StepContext): readonly string[] {
  return PLACES.map((name) => param(context, name)).filter((place) => place !== '');
}

export function canaryFile(context: StepContext): string {
  return `${param(context, 'scratchFolder')}/bulkhead-${context.actionId}.canary`;
}

export function decoyFile(context: StepContext): string {
  return `${param(context, 'scratchFolder')}/bulkhead-${context.actionId}.decoy`;
}

/** One command a kind. Only names of files, numbers of lines and last letters are printed (k01-patterns.ts). */
function scans(roots: readonly string[]): readonly Command[] {
  return KEY_PATTERNS.map(({ kind, pattern }) => ({
    title: `Look for: ${kind}`,
    argv: [
      'find',
      ...roots,
      '-xdev',
      '-maxdepth',
      DEPTH,
      '-type',
      'f',
      '-size',
      `-${LARGEST_KIB}k`,
      '-exec',
      'grep',
      '-H',
      '-n',
      '-o',
      '-I',
      '-P',
      '-m',
      HITS_A_FILE,
      '-e',
      pattern,
      '{}',
      '+',
    ],
    timeoutMs: SCAN,
  }));
}

function plant(context: StepContext): readonly Command[] {
  return [
    {
      title: 'Write one made-up key of every kind',
      argv: ['tee', canaryFile(context)],
      stdin: [{ text: linesOfAll('canary') }],
      timeoutMs: QUICK,
    },
    {
      title: 'Write what only looks similar',
      argv: ['tee', decoyFile(context)],
      stdin: [{ text: linesOfAll('decoy') }],
      timeoutMs: QUICK,
    },
  ];
}

export function tidy(context: StepContext): readonly Command[] {
  return [
    {
      title: 'Take the made-up keys away',
      argv: ['rm', '-f', canaryFile(context), decoyFile(context)],
      timeoutMs: QUICK,
    },
  ];
}

/** The patterns over made-up keys alone: do they find all of them, and nothing else? */
export function rehearse(context: StepContext): readonly Command[] {
  return [...plant(context), ...scans([canaryFile(context), decoyFile(context)]), ...tidy(context)];
}

export function collectCommands(context: StepContext): readonly Command[] {
  const first = places(context)[0] ?? '';
  return [
    {
      title: 'Name the files that are too large to be read',
      argv: [
        'find',
        ...places(context),
        '-xdev',
        '-maxdepth',
        DEPTH,
        '(',
        '-type',
        'f',
        '-size',
        `+${LARGEST_KIB - 1}k`,
        '-printf',
        'too large: %p\\n',
        ')',
        '-o',
        '(',
        '-path',
        first,
        '-printf',
        'searched %p\\n',
        ')',
      ],
      timeoutMs: SCAN,
    },
  ];
}

/** The made-up keys are scanned along: a kind whose made-up key is not found was not looked for. */
export function applyCommands(context: StepContext): readonly Command[] {
  return [...plant(context), ...scans([...places(context), canaryFile(context)]), ...tidy(context)];
}

export function residualCommands(context: StepContext): readonly Command[] {
  const scratch = param(context, 'scratchFolder');
  return [
    {
      title: 'Look for made-up keys that were left behind',
      argv: [
        'find',
        scratch,
        '-maxdepth',
        '1',
        '(',
        '-name',
        `bulkhead-${context.actionId}.*`,
        '-printf',
        'left %f\\n',
        ')',
        '-o',
        '(',
        '-path',
        scratch,
        '-printf',
        'searched %p\\n',
        ')',
      ],
      timeoutMs: QUICK,
    },
  ];
}

export function undoCommands(context: StepContext): readonly Command[] {
  return [...tidy(context), ...residualCommands(context)];
}
