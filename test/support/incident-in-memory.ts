import { Incident, type Content } from '../../main/engine/replay.ts';
import type { ActionEvents } from '../../main/engine/action-entries.ts';
import type { ActionRecord } from '../../main/engine/action-state.ts';
import { pinPlaybook, pinTemplate } from '../../main/engine/pinned.ts';
import { actionTemplates, findTemplate } from '../../playbooks/actions/registry.ts';
import { playbooks } from '../../playbooks/registry.ts';
import type { StepName } from '../../shared/domain/action.ts';
import { waveOf } from '../../shared/domain/asset.ts';
import { instantFromMs, type Instant } from '../../shared/domain/instant.ts';
import type { Entry, EntryBody, NewEntry } from '../../shared/ledger/entry.ts';
import { crypto } from './parties.ts';

const pins = {
  playbooks: new Map(playbooks.map((playbook) => [pinPlaybook(crypto.sha256, playbook).digest, playbook])),
  templates: new Map(actionTemplates.map((template) => [pinTemplate(crypto.sha256, template).digest, template])),
};
export const content: Content = {
  playbook: ({ digest }) => pins.playbooks.get(digest),
  template: ({ digest }) => pins.templates.get(digest),
};

export const print = (digit: string): string => digit.repeat(64);
export const COMMANDER = print('a');
export const CUSTODIAN = print('b');
export const OBSERVER = print('c');
export const RUN = 'run-0000000000000001';

/** The engine without disk and keys: entries are decided as the app decides them and applied at once. */
export class IncidentInMemory {
  readonly entries: Entry[] = [];
  incident = new Incident(content);
  now: number;

  constructor(start = '2026-11-22T02:00:00.000Z') {
    this.now = Date.parse(start);
    const key = (fingerprint: string) => ({ fingerprint, publicKey: `${'A'.repeat(43)}=` });
    this.record('console', {
      kind: 'ledger.opened',
      body: {
        format: 'bulkhead-ledger/1',
        type: 'incident',
        origin: `bulkhead/incident/${'0'.repeat(32)}`,
        incident: 'inc-0000000000000001',
        software: 'test',
        console: key(print('f')),
        roster: [
          { ...key(COMMANDER), name: 'Ada', roles: ['commander', 'key-custodian'] },
          { ...key(CUSTODIAN), name: 'Ben', roles: ['key-custodian', 'containment-lead'] },
          { ...key(OBSERVER), name: 'Cleo', roles: ['observer'] },
        ],
      },
    });
    this.record(COMMANDER, {
      kind: 'incident.declared',
      body: {
        codename: 'QUIET HARBOUR',
        pattern: 'LP-1',
        summary: '',
        exercise: false,
        leaked: [],
        organisation: { name: 'Example', entities: [] as never },
        commander: COMMANDER,
      },
    });
    for (const [n, template, canMint, issues] of [
      ['1', 'K18', true, false],
      ['2', 'K11', false, true],
      ['3', 'K12', false, false],
    ] as const) {
      this.record(COMMANDER, {
        kind: 'credential.registered',
        body: { id: `crd-000000000000000${n}`, label: `credential ${n}`, template, canMint, issues, consumers: '' },
      });
    }
    const [playbook] = playbooks;
    if (!playbook) throw new Error('no playbook');
    this.record(COMMANDER, {
      kind: 'run.started',
      body: { run: RUN, playbook: pinPlaybook(crypto.sha256, playbook), title: playbook.title },
    });
  }

  get at(): Instant {
    return instantFromMs(this.now);
  }

  /** Records without asking, as a replay would find it. Throws what the engine throws. */
  record(by: string, entry: NewEntry): Entry {
    const actor = by === 'console' ? `console:${print('f')}` : `operator:${by}`;
    const full = {
      v: 1,
      index: this.entries.length,
      actor,
      salt: 'AAAAAAAAAAAAAAAAAAAAAA==',
      ...entry,
      at: { ...entry.at, recorded: this.at },
    } as Entry;
    this.incident.apply(full);
    this.entries.push(full);
    return full;
  }

  draft(by: string, credential: string, action: EntryBody<'action.drafted'>['action']): void {
    const found = this.incident.file.credentials.find(({ id }) => id === credential);
    const template = findTemplate(found?.template ?? '');
    if (!found || !template) throw new Error(`no credential ${credential}`);
    const params = template.fields.map(({ name, example }) => ({ name, value: example }));
    this.record(by, {
      kind: 'action.drafted',
      body: {
        action,
        run: RUN,
        template: pinTemplate(crypto.sha256, template),
        target: found.id,
        wave: waveOf(found),
        mode: 'card',
        params,
      },
    });
  }

  /** As the app decides: asks the statechart, records, records what it starts. False when the statechart says no. */
  decide(by: string, action: ActionRecord, entry: Extract<NewEntry, { kind: ActionEvents['kind'] }>): boolean {
    const actor = `operator:${by}`;
    const event = this.incident.actionEvent({ ...entry, actor, at: { recorded: this.at } }, action);
    const considered = action.consider(event);
    if (!considered) return false;
    this.record(by, entry);
    for (const step of considered.steps) this.#start(action, step);
    return true;
  }

  move(by: string, event: string, choice = '', detail = ''): boolean {
    const body: EntryBody<'run.advanced'> = { run: RUN, event, choice, detail };
    if (!this.incident.run(RUN).can(this.incident.runEvent(body, this.at, `operator:${by}`))) return false;
    this.record(by, { kind: 'run.advanced', body });
    return true;
  }

  #start(action: ActionRecord, step: StepName): void {
    const effect = `${this.entries.length}.0`;
    this.record('console', {
      kind: 'effect.started',
      body: {
        effect,
        action: action.action,
        step,
        mode: 'card',
        commands: [{ title: step, argv: ['true'], stdin: '' }],
      },
    });
  }
}

/** The whole state of an incident as text: two incidents with the same picture cannot be told apart by anything built on them. */
export function picture(incident: Incident): string {
  const { file, runs, actions } = incident;
  const plain = {
    ...Object.fromEntries(Object.entries(file)),
    people: [...file.people],
    triage: [...file.triage],
    facts: [...file.facts],
  };
  return JSON.stringify({
    plain,
    runs: [...runs.values()].map((run) => [run.run, run.state, run.context, run.visited, run.revision]),
    actions: [...actions.values()].map((one) => [
      one.action,
      one.state,
      one.snapshot.context,
      one.effects,
      one.signatures,
      one.revision,
      one.params,
    ]),
  });
}

export function replay(entries: readonly Entry[]): Incident {
  const incident = new Incident(content);
  for (const entry of entries) incident.apply(entry);
  return incident;
}
