import { APPROVAL_VALID_MS } from '../../playbooks/kit/action-guards.ts';
import { fail } from '../../shared/domain/failure.ts';
import type { ActionId, RunId } from '../../shared/domain/ids.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { compareInstants, type Instant } from '../../shared/domain/instant.ts';
import { CaseFile } from '../../shared/view/case-file.ts';
import type { HoldView } from '../../shared/view/incident-view.ts';
import { waveOf, type Wave } from '../../shared/domain/asset.ts';
import type { ActionTemplate } from '../../shared/domain/action.ts';
import type { ActionEvent } from '../../playbooks/kit/action-types.ts';
import type { Board, Playbook, RunEvent } from '../../playbooks/kit/playbook.ts';
import type { Pinned } from '../../shared/ledger/kinds/run-kinds.ts';
import { ActionRecord } from './action-state.ts';
import { type ActionEntry, type ActionEvents, signatureIn } from './action-entries.ts';
import { ForeignAction } from './foreign-action.ts';
import { RunRecord, type Proposal } from './run-state.ts';

/** Content by exact digest; undefined when this console does not have that very version. */
export interface Content {
  playbook(pinned: Pinned): Playbook | undefined;
  template(pinned: Pinned): ActionTemplate | undefined;
}

/**
 * The whole state of one incident: a fold over its entries. A restart is a replay of the same `apply`, so there is no second
 * source of truth to repair.
 */
export class Incident {
  readonly file = new CaseFile();
  readonly runs = new Map<RunId, RunRecord>();
  readonly actions = new Map<ActionId, ActionRecord>();
  /** Actions whose template version is not here: they are shown as such, never moved. */
  readonly foreignActions = new Map<ActionId, ForeignAction>();
  /** Runs whose record this version cannot follow, with the reason. They move no more; their actions go on where they can be followed. */
  readonly frozen = new Map<RunId, string>();
  /** The same of single actions: their state is that of before, and is told as such. */
  readonly frozenActions = new Map<ActionId, string>();
  readonly #content: Content;

  constructor(content: Content) {
    this.#content = content;
  }

  apply(entry: Entry): void {
    this.file.apply(entry);
    // No chart is asked about it: that none can be followed is why it is there.
    if (entry.kind === 'run.ended') return this.runs.get(entry.body.run)?.end(entry);
    const run = this.#runOf(entry);
    const action = 'action' in entry.body && entry.kind !== 'action.drafted' ? entry.body.action : undefined;
    if (
      action === undefined
        ? run !== undefined && this.frozen.has(run) && entry.kind !== 'action.drafted'
        : this.frozenActions.has(action)
    )
      return;
    try {
      this.#applyToStatecharts(entry);
    } catch (error) {
      // A ledger must stay readable even when this version of the content would not have decided what is on record (older
      // content under the same version, a defect). What cannot be followed is shown as it stood and moves no more.
      if (run === undefined) throw error;
      const why = `entry ${entry.index} does not follow from this version of the playbook: ${error instanceof Error ? error.message : 'unknown'}`;
      if (!this.frozen.has(run)) this.frozen.set(run, why);
      if (action !== undefined) this.frozenActions.set(action, why);
    }
  }

  #runOf(entry: Entry): RunId | undefined {
    if ('run' in entry.body) return entry.body.run;
    return 'action' in entry.body ? this.actions.get(entry.body.action)?.run : undefined;
  }

  #applyToStatecharts(entry: Entry): void {
    switch (entry.kind) {
      case 'run.started': {
        const { run, playbook: pinned, title, subject = null, approval } = entry.body;
        const playbook = this.#content.playbook(pinned) ?? null;
        this.runs.set(
          run,
          new RunRecord({
            run,
            pinned,
            title,
            startedAt: this.file.timeOf(entry.at),
            approval,
            subject,
            index: entry.index,
            playbook,
          }),
        );
        return;
      }
      case 'run.advanced':
        this.#run(entry.body.run).advance(
          this.runEvent(entry.body, this.file.timeOf(entry.at), entry.actor),
          entry.index,
        );
        return;
      case 'run.proposed': {
        const { event, choice, detail } = entry.body;
        const by = this.file.signatureOf(fingerprintOf(entry.actor));
        const run = this.#run(entry.body.run);
        run.proposals.set(entry.index, {
          entry: entry.index,
          event,
          choice,
          detail,
          by,
          at: this.file.timeOf(entry.at),
        });
        run.revision = entry.index;
        return;
      }
      case 'action.drafted': {
        const template = this.#content.template(entry.body.template);
        if (template) this.actions.set(entry.body.action, new ActionRecord(entry, template, this.file.assets));
        else this.foreignActions.set(entry.body.action, new ForeignAction(entry));
        return;
      }
      case 'operator.revoked':
        // What was approved with this key and not yet used up is void; `ended` tells a first revocation from a repeated one.
        if (this.file.keys.get(entry.body.fingerprint)?.ended?.entry === entry.index)
          this.#voidApprovals(entry.body.fingerprint, entry.index);
        return;
      case 'effect.started':
      case 'effect.completed':
      case 'effect.resolved':
      case 'action.submitted':
      case 'gate.approved':
      case 'gate.rejected':
      case 'action.ordered':
      case 'action.withdrawn':
      case 'action.ratified':
        {
          const foreign = this.foreignActions.get(entry.body.action);
          if (foreign) foreign.note(entry);
          else this.#applyToAction(entry, this.action(entry.body.action));
        }
        return;
      default:
        return; // Every other kind is the case file's, whose own switch is exhaustive.
    }
  }

  action(id: ActionId): ActionRecord {
    const foreign = this.foreignActions.get(id);
    if (foreign)
      fail(
        'PLAYBOOK_NOT_AVAILABLE',
        `this console does not have ${foreign.pinned.id} version ${foreign.pinned.version}`,
      );
    return this.actions.get(id) ?? fail('ACTION_UNKNOWN', `no action ${id}`);
  }

  run(id: RunId): RunRecord {
    return this.runs.get(id) ?? fail('RUN_UNKNOWN', `no run ${id}`);
  }

  /** The action that counts for a target: the latest that was not withdrawn, else the latest. */
  actionFor(run: RunId, target: string, template?: string): ActionRecord | undefined {
    const all = [...this.actions.values()].filter(
      (action) =>
        action.run === run && action.target === target && (template === undefined || action.pinned.id === template),
    );
    return all.findLast((action) => action.state !== 'withdrawn') ?? all.at(-1);
  }

  board(run: RunId, at: Instant): Board {
    const waves: Record<Wave, { total: number; armed: number; settled: number }> = {
      1: { total: 0, armed: 0, settled: 0 },
      2: { total: 0, armed: 0, settled: 0 },
      3: { total: 0, armed: 0, settled: 0 },
    };
    let inDoubt = 0;
    for (const credential of this.file.credentials) {
      const wave = waves[waveOf(credential)];
      wave.total += 1;
      // A block at a gateway is no revocation: only the action that revokes this kind settles its wave.
      const action = this.actionFor(run, credential.id, credential.template);
      if (action?.standsArmed(at)) wave.armed += 1;
      if (action?.state === 'effective' || action?.state === 'withdrawn') wave.settled += 1;
    }
    for (const action of this.actions.values()) if (action.run === run && action.open) inDoubt += 1;
    // What an action of another version did, nobody can tell here.
    for (const foreign of this.foreignActions.values()) if (foreign.run === run && !foreign.withdrawn) inDoubt += 1;
    const all = [...this.actions.values()];
    const proven = all.flatMap((action) => action.lastProvenAt() ?? []);
    return {
      credentials: this.file.credentials.length,
      exhibits: this.file.exhibits.length,
      retrainOrders: this.file.retrainOrders.filter((order) => order.run === run).length,
      waves,
      inDoubt,
      actions: all
        .filter((action) => action.run === run && action.state !== 'withdrawn')
        .map((action) => action.onBoard(at)),
      sealedHolds: [...this.file.holds.values()].filter(isSealed).length,
      openLeases: all.filter((action) => action.holdsLease()).length,
      lastProvenAt: proven.reduce<Instant | null>(
        (last, one) => (last === null || compareInstants(one, last) > 0 ? one : last),
        null,
      ),
    };
  }

  runEvent(body: RunBody, at: RunEvent['at'], actor: string): RunEvent {
    const named = body.proposals ?? [];
    const seconded = this.seconded(body, at).filter(({ entry }) => named.includes(entry));
    const signatures = [...seconded.map(({ by }) => by), this.file.signatureOf(fingerprintOf(actor))];
    return {
      type: body.event,
      choice: body.choice,
      detail: body.detail.trim(),
      at,
      board: this.board(body.run, at),
      signatures,
    };
  }

  /** Signatures under exactly this move that still stand. */
  seconded(body: RunBody, at: Instant): readonly Proposal[] {
    return this.run(body.run).seconded(body, at, this.file.handling(APPROVAL_VALID_MS));
  }

  /** Whether the run lets this action be applied now. */
  waveOpen(action: ActionRecord): boolean {
    return (
      this.isFollowed(action.run) && this.run(action.run).mayFire({ template: action.pinned.id, wave: action.wave })
    );
  }

  /** Whether the chart of this run is here, follows its record and was not set aside; else nobody can say what it lets through. */
  isFollowed(run: RunId): boolean {
    const { playbook, ended } = this.run(run);
    return playbook !== null && ended === null && !this.frozen.has(run);
  }

  /** Whether the run keeps this action in force at this step, once it is proven. */
  liftBarred(action: ActionRecord): boolean {
    return this.isFollowed(action.run) && this.#run(action.run).barsLift(action.pinned.id);
  }

  /** Whether what this action would destroy has a sealed copy under legal hold. */
  isHeld(action: ActionRecord): boolean {
    return [...this.file.holds.values()].some(
      (hold) => isSealed(hold) && (hold.target === null || hold.target === action.target),
    );
  }

  #voidApprovals(fingerprint: string, index: number): void {
    for (const run of this.runs.values())
      for (const { entry, by } of run.proposals.values())
        if (by.fingerprint === fingerprint) run.proposals.delete(entry);
    for (const action of this.actions.values()) {
      const event: ActionEvent = { type: 'KEY_REVOKED', fingerprint };
      if (action.consider(event)) action.advance(event, index);
    }
  }

  #run(id: RunId): RunRecord {
    return this.run(id);
  }

  #applyToAction(entry: ActionEntry, action: ActionRecord): void {
    if (entry.kind === 'effect.started') {
      const { effect, step, mode, commands } = entry.body;
      action.noteStart({
        effect,
        step,
        mode,
        commands,
        startedEntry: entry.index,
        startedAt: this.file.timeOf(entry.at),
        outcome: 'open',
        reading: null,
        completedEntry: null,
        completedAt: null,
        outputs: [],
      });
      return;
    }
    if (entry.kind === 'effect.completed') {
      action.noteOutcome(entry.body.effect, entry.body.step, entry.index, this.file.timeOf(entry.at), {
        outcome: 'completed',
        reading: entry.body.reading,
        outputs: entry.body.outputs,
      });
    } else if (entry.kind === 'effect.resolved') {
      action.noteOutcome(entry.body.effect, entry.body.step, entry.index, this.file.timeOf(entry.at), {
        outcome: 'resolved',
      });
    }
    action.advance(this.actionEvent(entry, action), entry.index);
    this.#noteSignature(entry, action);
  }

  /** The statechart event that an entry stands for. Used before recording (to decide) and after (to replay): the same function. */
  actionEvent(entry: ActionEvents, action: ActionRecord): ActionEvent {
    const by = this.file.signatureOf(fingerprintOf(entry.actor));
    const at = this.file.timeOf(entry.at);
    switch (entry.kind) {
      case 'effect.completed': {
        const { step, reading } = entry.body;
        return { type: 'OUTCOME', step, verdict: reading.verdict, sessions: reading.sessions, at };
      }
      case 'effect.resolved':
        return { type: 'DOUBT_RESOLVED', step: entry.body.step, happened: entry.body.happened };
      case 'action.submitted':
        return {
          type: 'SUBMIT',
          purpose: entry.body.purpose,
          hash: entry.body.approvalHash,
          expiresAt: entry.body.expiresAt,
          by,
          at,
          breakGlass: entry.body.breakGlass !== undefined,
          ...(this.file.playClock && { pace: this.file.playClock.pace }),
        };
      case 'gate.approved':
        return { type: 'APPROVE', hash: entry.body.approvalHash, by, at };
      case 'gate.rejected':
        return { type: 'REJECT', hash: entry.body.approvalHash };
      case 'action.ordered':
        return entry.body.purpose === 'dryRun'
          ? { type: 'DRY_RUN', skipCollect: entry.body.skipCollect !== undefined }
          : {
              type: 'ORDER',
              purpose: entry.body.purpose,
              at,
              // What is on record was let through by a console that could tell; before anything is recorded, `order` asks.
              waveOpen: !this.isFollowed(action.run) || this.waveOpen(action),
              liftBarred: this.liftBarred(action),
              held: this.isHeld(action),
            };
      case 'action.ratified':
        return { type: 'RATIFY', by, at };
      case 'action.withdrawn':
        return { type: 'WITHDRAW' };
    }
  }

  #noteSignature(entry: ActionEntry, action: ActionRecord): void {
    if (entry.kind === 'action.submitted') action.signatures.length = 0;
    const said = signatureIn(entry);
    if (said === null) return;
    const fingerprint = entry.actor.slice('operator:'.length);
    action.signatures.push({
      fingerprint,
      name: this.file.nameOf(fingerprint),
      roles: this.file.rolesOf(fingerprint),
      entry: entry.index,
      at: this.file.timeOf(entry.at),
      ...said,
    });
  }
}

/** Body of a move, on record or about to be. */
export interface RunBody {
  readonly run: RunId;
  readonly event: string;
  readonly choice: string;
  readonly detail: string;
  readonly proposals?: readonly number[] | undefined;
}

function fingerprintOf(actor: string): string {
  return actor.slice(actor.indexOf(':') + 1);
}

function isSealed(hold: HoldView): boolean {
  return hold.released === null && hold.exhibits.length > 0;
}
