import type { Command, LiveSession, Output, Reading, StdinPart, Step, StepName } from '../../shared/domain/action.ts';
import { fail } from '../../shared/domain/failure.ts';
import { throughWays, wayProblem } from '../../playbooks/actions/way-problem.ts';
import { utf8 } from '../../shared/ledger/encoding.ts';
import type { EntryBody, NewEntry } from '../../shared/ledger/entry.ts';
import type { ActionRecord, EffectRecord } from '../engine/action-state.ts';
import type { Place } from '../../playbooks/actions/reachable.ts';
import type { Desk } from './desk.ts';
import { movedText } from './moved-text.ts';
import { indexOf, type OpenIncident } from './open-incident.ts';
import type { Seat } from './sessions.ts';

/** Steps that change the world: after a time-out or a lost connection the rest is not run. Exit codes decide nothing: templates guard their own order. */
const CHANGING: ReadonlySet<StepName> = new Set(['apply', 'killSessions', 'undo']);
/**
 * Sessions that one round ends. Some systems take a command for each, and what is started has to fit into one entry; the residual step
 * after the round lists the rest.
 */
const SESSIONS_A_ROUND = 40;
/** A probe that did not show what is wanted is asked again: reloads take a moment (reference C0, "Timers"). */
const RETRY_AFTER_MS = [500, 1500, 4000];

export function stepOf(action: ActionRecord, step: StepName): Step {
  return action.template.steps[step] ?? fail('STEP_NOT_POSSIBLE', `${action.pinned.id} has no step ${step}`);
}

function commandsOf(action: ActionRecord, step: StepName): readonly Command[] {
  return stepOf(action, step).commands(contextOf(action));
}

function contextOf(action: ActionRecord) {
  return { params: action.params, actionId: action.action, sessions: action.snapshot.context.sessions };
}

/** What the outputs of a step mean, by its template and by what became of the ways to other hosts. */
export function readStep(action: ActionRecord, step: StepName, outputs: readonly Output[]): Reading {
  const reading = stepOf(action, step).parse(outputs, contextOf(action));
  return throughWays(step, reading, commandsOf(action, step), outputs);
}

/** Entries that put `steps` on record as started, to be written together with what ordered them. Ids name the entry itself. */
export function startedEntries(
  action: ActionRecord,
  steps: readonly StepName[],
  sessions = action.snapshot.context.sessions,
) {
  return (first: number): readonly NewEntry[] =>
    steps.map((step, i) => ({
      kind: 'effect.started',
      body: {
        effect: `${first + i}.0`,
        action: action.action,
        step,
        mode: action.mode,
        commands: shownCommands(action, step, sessions),
      },
    }));
}

function shownCommands(action: ActionRecord, step: StepName, sessions: readonly LiveSession[]) {
  const context = { ...contextOf(action), sessions };
  const { commands, instructions } = stepOf(action, step);
  if (action.mode === 'attest') {
    const asked = instructions?.(context) ?? commands(context).map(({ title }) => title);
    return asked.map((title) => ({ title, argv: [], stdin: '' }));
  }
  return commands(context).map(({ title, argv, stdin = [] }) => ({
    title,
    argv: [...argv],
    stdin: stdin.map(shownPart).join(''),
  }));
}

/** Standard input as a person reads it: a secret by the name of its file, a carriage return by its symbol. */
function shownPart(part: StdinPart): string {
  return 'text' in part ? part.text.replaceAll('\r', '␍') : `‹content of ${part.secretFile}›`;
}

/** Performs what is on record as started and not yet running here. Returns at once; outcomes are recorded as they come. */
export function performOpen(desk: Desk, incident: OpenIncident, action: ActionRecord): void {
  const effect = action.open;
  if (!effect || effect.mode !== 'exec' || incident.running.has(effect.effect)) return;
  const abort = new AbortController();
  incident.running.set(effect.effect, abort);
  perform(desk, incident, action, effect, abort.signal)
    .catch((error: unknown) => {
      // No outcome is on record, so the effect shows as in doubt and a person is asked; it is not tried again.
      desk.services.log(
        'effect-without-outcome',
        `${incident.id} ${effect.effect}: ${error instanceof Error ? error.message : 'unknown'}`,
      );
      desk.services.feed.publish({ what: 'incident', incident: incident.id, size: null });
    })
    .finally(() => {
      incident.running.delete(effect.effect);
      desk.services.feed.publish({ what: 'incident', incident: incident.id, size: null });
      desk.releaseConsoleWhenIdle();
    });
}

async function perform(
  desk: Desk,
  incident: OpenIncident,
  action: ActionRecord,
  effect: EffectRecord,
  signal: AbortSignal,
): Promise<void> {
  const wanted = wantedVerdict(effect.step);
  const moved = action.movedPlaces(incident.state.file.assets);
  if (moved.length > 0) {
    const [outputs, reading] = notRun(action, effect.step, moved);
    await recordOutcome(desk, incident, action, effect, outputs, reading, 'console');
    return goOn(desk, incident, action, effect);
  }
  const programs = new Set<string>();
  let outputs = await runCommands(desk, action, effect.step, programs, signal);
  let reading = readStep(action, effect.step, outputs);
  const earlier: string[] = [];
  for (const wait of RETRY_AFTER_MS) {
    if (wanted === null || reading.verdict === wanted || signal.aborted) break;
    earlier.push(reading.verdict);
    await desk.services.clock.sleep(wait);
    if (action.movedPlaces(incident.state.file.assets).length > 0) break;
    outputs = await runCommands(desk, action, effect.step, programs, signal);
    reading = readStep(action, effect.step, outputs);
  }
  if (signal.aborted) throw new Error('the console was closed while the step ran');
  // No silent step: a try that was not the last is on record too, as a login with a revoked credential that still worked must be.
  const tries = earlier.length === 0 ? [] : [{ name: 'earlier tries', value: earlier.join(', ') }];
  // Which files were started: a name alone would not tell the one of the distribution from another.
  const started = programs.size === 0 ? [] : [{ name: 'programs', value: [...programs].join(', ') }];
  const told = { ...reading, facts: [...(reading.facts ?? []), ...tries, ...started] };
  await recordOutcome(desk, incident, action, effect, outputs, told, 'console');
  goOn(desk, incident, action, effect);
}

/** The outcome may have ordered the next step; it is on record already. */
function goOn(desk: Desk, incident: OpenIncident, action: ActionRecord, { effect }: EffectRecord): void {
  incident.running.delete(effect);
  performOpen(desk, incident, action);
}

/** A step that followed from another one or from a person's word, and whose hosts the register has let go since: none of it runs. */
function notRun(action: ActionRecord, step: StepName, moved: readonly Place[]): [Output[], Reading] {
  const why = movedText(moved);
  const text = `bulkhead: not run, because ${why}\n`;
  const facts = moved.map(({ field, place }) => ({ name: 'REGISTER_CHANGED', value: `${field}: ${place}` }));
  return [
    commandsOf(action, step).map(() => ({ text, exit: null, timedOut: false })),
    { verdict: step === 'dryRun' ? 'refused' : 'unclear', summary: `Nothing was run: ${why}.`, facts },
  ];
}

/** What the statechart waits for, when asking again can help: only probes, which change nothing. */
function wantedVerdict(step: StepName): string | null {
  if (step === 'mustWork') return 'passed';
  return step === 'mustFail' ? 'blocked' : null;
}

async function runCommands(
  desk: Desk,
  action: ActionRecord,
  step: StepName,
  programs: Set<string>,
  signal: AbortSignal,
): Promise<Output[]> {
  const outputs: Output[] = [];
  let stopped: string | null = null;
  for (const command of commandsOf(action, step)) {
    if (stopped !== null) {
      outputs.push({ text: `bulkhead: not run, because ${stopped}\n`, exit: null, timedOut: false });
      continue;
    }
    const { text, exit, timedOut, program } = await desk.services.runner.run(command, signal);
    if (program !== undefined) programs.add(program);
    const output = { text, exit, timedOut };
    outputs.push(output);
    if (CHANGING.has(step)) stopped = whatStops(command, output);
  }
  return outputs;
}

/** After one of these the command may still be under way at the other end. */
function whatStops(command: Command, output: Output): string | null {
  if (output.timedOut) return 'the command before it timed out';
  return wayProblem(command, output) === null ? null : 'the command before it did not get to its host and back';
}

/** Outputs into the vault, the reading and whatever follows from it into one transaction. */
export async function recordOutcome(
  desk: Desk,
  incident: OpenIncident,
  action: ActionRecord,
  effect: EffectRecord,
  outputs: readonly Output[],
  reading: Reading,
  by: Seat | 'console',
): Promise<number> {
  const kept: EntryBody<'effect.completed'>['outputs'] = [];
  for (const { text, exit, timedOut } of outputs)
    kept.push({ exit, timedOut, ...(await keepText(desk, incident, text)) });
  const { sessions = [] } = reading;
  const inAll = sessions.length > SESSIONS_A_ROUND ? [{ name: 'sessions in all', value: String(sessions.length) }] : [];
  const body: EntryBody<'effect.completed'> = {
    effect: effect.effect,
    action: action.action,
    step: effect.step,
    outputs: kept,
    reading: {
      verdict: reading.verdict,
      summary: clip(reading.summary, 1000),
      sessions: sessions.slice(0, SESSIONS_A_ROUND).map(({ id, label }) => ({ id, label: clip(label, 300) })),
      facts: [...(reading.facts ?? []), ...inAll].map(({ name, value }) => ({
        name: clip(name, 80),
        value: clip(value, 500),
      })),
    },
  };
  // Storing the outputs took a moment: meanwhile someone may have supplied the outcome, or said what became of the step.
  if (action.open?.effect !== effect.effect) fail('EFFECT_UNKNOWN', 'that step has its outcome already');
  const now = incident.now();
  const actor =
    by === 'console' ? `console:${incident.writer.console.fingerprint}` : `operator:${by.signer.fingerprint}`;
  const considered = action.consider(
    incident.state.actionEvent({ kind: 'effect.completed', body, actor, at: { recorded: now } }, action),
  );
  if (!considered) fail('EFFECT_UNKNOWN', 'that step is not waiting for an outcome');
  const entries = incident.append({
    entries: [{ kind: 'effect.completed', body }],
    by: by === 'console' ? 'console' : by.signer,
    decidedAt: now,
    consoleEntries: startedEntries(action, considered.steps, considered.next.context.sessions),
  });
  return indexOf(entries, 'effect.completed');
}

// oxlint-disable-next-line no-control-regex -- owner: app; control characters are what is removed
const CONTROL = /[\u0000-\u001f\u007f]+/gu;

/** Readings go on one line; control characters of a hostile program's output do not belong in the record's sentence. */
function clip(text: string, max: number): string {
  return text.replace(CONTROL, ' ').slice(0, max).toWellFormed();
}

export async function keepText(
  desk: Desk,
  incident: OpenIncident,
  text: string,
): Promise<{ sha256: string; bytes: number }> {
  const { files, crypto } = desk.services;
  const staged = await files.stage(once(utf8(text.toWellFormed())), () => crypto.hash('sha256'));
  await incident.vault.promote(staged);
  return { sha256: staged.sha256, bytes: staged.size };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
