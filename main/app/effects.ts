import type { Command, Output, Reading, StdinPart, Step, StepName } from '../../shared/domain/action.ts';
import { fail } from '../../shared/domain/failure.ts';
import { utf8 } from '../../shared/ledger/encoding.ts';
import type { EntryBody, NewEntry } from '../../shared/ledger/entry.ts';
import type { ActionRecord, EffectRecord } from '../engine/action-state.ts';
import type { Desk } from './desk.ts';
import { indexOf, type OpenIncident } from './open-incident.ts';
import type { Seat } from './sessions.ts';

/** Steps that change the world: after a time-out the rest is not run. Exit codes decide nothing: templates guard their own order. */
const CHANGING: ReadonlySet<StepName> = new Set(['apply', 'killSessions', 'undo']);
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
        commands: stepOf(action, step)
          .commands({ ...contextOf(action), sessions })
          .map(({ title, argv, stdin = [] }) => ({ title, argv: [...argv], stdin: stdin.map(shownPart).join('') })),
      },
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
  let outputs = await runCommands(desk, action, effect.step, signal);
  let reading = stepOf(action, effect.step).parse(outputs, contextOf(action));
  const earlier: string[] = [];
  for (const wait of RETRY_AFTER_MS) {
    if (wanted === null || reading.verdict === wanted || signal.aborted) break;
    earlier.push(reading.verdict);
    await desk.services.clock.sleep(wait);
    outputs = await runCommands(desk, action, effect.step, signal);
    reading = stepOf(action, effect.step).parse(outputs, contextOf(action));
  }
  if (signal.aborted) throw new Error('the console was closed while the step ran');
  // No silent step: a try that was not the last is on record too, as a login with a revoked credential that still worked must be.
  const tries = earlier.length === 0 ? [] : [{ name: 'earlier tries', value: earlier.join(', ') }];
  const told = { ...reading, facts: [...(reading.facts ?? []), ...tries] };
  await recordOutcome(desk, incident, action, effect, outputs, told, 'console');
  // The outcome may have ordered the next step; it is on record already.
  incident.running.delete(effect.effect);
  performOpen(desk, incident, action);
}

/** What the statechart waits for, when asking again can help: only probes, which change nothing. */
function wantedVerdict(step: StepName): string | null {
  if (step === 'mustWork') return 'passed';
  return step === 'mustFail' ? 'blocked' : null;
}

async function runCommands(desk: Desk, action: ActionRecord, step: StepName, signal: AbortSignal): Promise<Output[]> {
  const outputs: Output[] = [];
  let stopped = false;
  for (const command of commandsOf(action, step)) {
    if (stopped) {
      outputs.push({
        text: 'bulkhead: not run, because the command before it timed out\n',
        exit: null,
        timedOut: false,
      });
      continue;
    }
    const { text, exit, timedOut } = await desk.services.runner.run(command, signal);
    outputs.push({ text, exit, timedOut });
    stopped = CHANGING.has(step) && timedOut;
  }
  return outputs;
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
  const body: EntryBody<'effect.completed'> = {
    effect: effect.effect,
    action: action.action,
    step: effect.step,
    outputs: kept,
    reading: {
      verdict: reading.verdict,
      summary: clip(reading.summary, 1000),
      sessions: (reading.sessions ?? []).map(({ id, label }) => ({ id, label: clip(label, 300) })),
      facts: (reading.facts ?? []).map(({ name, value }) => ({ name: clip(name, 80), value: clip(value, 500) })),
    },
  };
  // Storing the outputs took a moment: meanwhile someone may have supplied the outcome, or said what became of the step.
  if (action.open?.effect !== effect.effect) fail('EFFECT_UNKNOWN', 'that step has its outcome already');
  const now = desk.services.clock.now();
  const actor = by === 'console' ? `console:${desk.console.fingerprint}` : `operator:${by.signer.fingerprint}`;
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
