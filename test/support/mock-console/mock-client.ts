import { leakPatterns } from '../../../playbooks/leak-patterns/registry.ts';
import { actionLine, playbookLine } from '../../../main/app/views/catalog-view.ts';
import { playbooks, retrainingMatrix } from '../../../playbooks/registry.ts';
import type { CatalogView } from '../../../shared/view/catalog-view.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import type { Language } from '../../../shared/law/forms/language.ts';
import type { IncidentLine } from '../../../shared/view/console-view.ts';
import type { EntryDetail, TimelineRow } from '../../../shared/view/timeline-view.ts';
import { at, hex } from './at.ts';
import { checkpointProof, witnessCalls } from './witness.ts';
import { incidentView } from './incident.ts';
import { assessed, draftView } from './law.ts';
import { consoleView, ines } from './people.ts';
import { report } from './report.ts';
import { timestamp } from './timestamp.ts';
import { actionTemplates } from './templates.ts';

const MANY = 100_000;

/** Answers what the screens ask, from memory. Commands are taken and change nothing. */
export function mockClient(scene: string) {
  const size = scene === 'many' ? MANY : 79;
  const recorded = () => Promise.resolve({ recorded: size, sealed: size + 1 });
  const command = new Proxy({}, { get: () => recorded });
  const view = () => Promise.resolve(consoleView(scene));
  const say = <T>(value: T) => Promise.resolve(value);
  return {
    console: { view, catalog: () => say(catalog), feed: () => say(silence()) },
    setup: command,
    operators: command,
    session: {
      unlock: () => Promise.reject(new Error('Passphrase is not right.')),
      takeSecond: view,
      giveBack: view,
      lock: view,
    },
    incidents: { list: () => say(scene === 'empty' ? [] : lines), declare: recorded },
    incident: new Proxy(
      {
        view: ({ incident }: { incident: string }) => {
          const found = incidentView(scene, incident);
          return say({
            ...found,
            ledger: { ...found.ledger, recorded: size, sealed: found.ledger.sealed + size - 79 },
          });
        },
        timeline: ({ from, count }: { from: number; count: number }) =>
          say({
            total: size,
            from,
            rows: Array.from({ length: Math.min(count, size - from) }, (_, at_) => row(from + at_, size)),
          }),
        entry: ({ index }: { index: number }) => say(entry(index)),
        fsck: () => say(report(true)),
      },
      { get: (own, name): unknown => Reflect.get(own, name) ?? recorded },
    ),
    evidence: command,
    run: command,
    action: command,
    gate: command,
    command,
    witness: { ...witnessCalls, merge: recorded },
    work: { follow: () => say(silence()) },
    law: { assess: ({ entity }: { entity: string }) => say(assessed(entity)), dismiss: recorded, reopen: recorded },
    notification: {
      preview: ({ form, language = 'en' }: { form: FormId; language?: Language }) =>
        say(draftView(form, language, scene === 'exercise')),
      answer: recorded,
      keep: recorded,
      file: recorded,
      review: recorded,
      lock: recorded,
    },
    handoff: {
      export: () => say({ recorded: 79, sealed: 80, path: '/home/ines/bundles/b', name: 'b' }),
      verify: () => say(report(false)),
    },
  };
}

const catalog: CatalogView = {
  patterns: leakPatterns,
  playbooks: playbooks.map(playbookLine),
  matrix: retrainingMatrix,
  actions: Object.values(actionTemplates).map((one) => actionLine(one, one.id === 'K18' ? ['redis-cli'] : [])),
};

const lines: readonly IncidentLine[] = [
  {
    incident: 'inc-00000000000000d1',
    codename: 'Copper Thimble',
    pattern: 'LP-9',
    exercise: false,
    declaredAt: at(-101),
    commanderName: ines.name,
    entries: 79,
    opening: null,
    dates: [],
    problem: null,
  },
  {
    incident: 'inc-00000000000000d2',
    codename: 'Chalk Lantern',
    pattern: 'LP-5',
    exercise: true,
    declaredAt: at(-9000),
    commanderName: ines.name,
    entries: 212,
    opening: null,
    dates: [],
    problem: null,
  },
  {
    incident: 'inc-00000000000000d3',
    codename: 'Slate Orchard',
    pattern: 'LP-2',
    exercise: false,
    declaredAt: at(-40_000),
    commanderName: ines.name,
    entries: 0,
    opening: null,
    dates: [],
    problem: 'The file is damaged: page 41 does not match its checksum.',
  },
];

/** A feed on which nothing ever happens. */
function silence(): AsyncIterable<never> {
  return { [Symbol.asyncIterator]: () => ({ next: () => new Promise<IteratorResult<never>>(() => {}) }) };
}

const TEXTS = [
  ['note.added', 'Note: registry owner says the robot token was last rotated in May'],
  ['evidence.collected', 'Evidence E-0001 registry-access-2026-11-21.log collected from registry-01'],
  ['action.drafted', 'K11 drafted for Client certificate of the model registry robot, serial 1007'],
  ['gate.approved', 'Léa Marchetti approved K11 on serial 1007'],
  ['effect.completed', 'K12 apply: KRL version 12 with 1 more key id is in place'],
  ['run.advanced', 'PB1 moved to Wave 1: minters'],
] as const;

function row(index: number, size: number): TimelineRow {
  const [kind, text] = TEXTS[index % TEXTS.length] ?? TEXTS[0];
  return {
    index,
    kind,
    at: at((index - size) * 0.6),
    exercise: null,
    event: null,
    about: kind === 'gate.approved' || kind === 'effect.completed' ? 'K11 checkout-api' : null,
    actor: index % 3 === 0 ? 'Léa Marchetti' : ines.name,
    text,
    sealed: true,
    witnessed: index < 61,
  };
}

function entry(index: number): EntryDetail {
  return {
    index,
    canonical: `{"actor":"${hex('a1b2c3')}","body":{"text":"registry owner says the robot token was last rotated in May"},"index":${index},"kind":"note.added","salt":"${hex('77').slice(0, 32)}"}`,
    leafHash: hex('1f2e'),
    sealed: checkpointProof(79, false),
    witnessed: index < 61 ? checkpointProof(61, true) : null,
    stamped:
      index < timestamp.size
        ? {
            entry: timestamp.entry,
            genTime: timestamp.genTime,
            tsa: timestamp.tsaName,
            serial: timestamp.serial,
            checkpointSha256: timestamp.checkpointSha256,
            replySha256: timestamp.replySha256,
            checkpoint: checkpointProof(timestamp.size, false),
          }
        : null,
  };
}
