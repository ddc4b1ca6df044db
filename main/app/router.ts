import { implement, ORPCError, ValidationError } from '@orpc/server';
import { contract, failureStatus } from '../../shared/contract/contract.ts';
import { BulkheadError, FAILURES } from '../../shared/domain/failure.ts';
import type { CallContext } from './app.ts';
import type { Desk } from './desk.ts';
import { askWitness } from './use-cases/ask-witness.ts';
import { collectEvidence } from './use-cases/collect-evidence.ts';
import { decideGate } from './use-cases/decide-gate.ts';
import { declareIncident } from './use-cases/declare-incident.ts';
import { keepNotification, previewNotification } from './use-cases/draft-notification.ts';
import { enrolOperator } from './use-cases/enrol-operator.ts';
import { exportBundle } from './use-cases/export-bundle.ts';
import { exportTiles } from './use-cases/export-tiles.ts';
import {
  addAsset,
  addCredential,
  addNote,
  answerTriage,
  classify,
  decideAware,
  fileNotification,
  stateFact,
} from './use-cases/keep-case.ts';
import { mergeCosignatures } from './use-cases/merge-cosignatures.ts';
import { draftAction, dryRun, order, resolveDoubt, submit, supplyOutput, withdraw } from './use-cases/move-action.ts';
import { advanceRun, startRun } from './use-cases/move-run.ts';
import { changePassphrase } from './use-cases/people/change-passphrase.ts';
import { reenrolOperator } from './use-cases/people/reenrol-operator.ts';
import { revokeKey } from './use-cases/people/revoke-key.ts';
import { rotateKey } from './use-cases/people/rotate-key.ts';
import { setRoles } from './use-cases/people/set-roles.ts';
import { handOutCheckpoint, proveEntry } from './use-cases/prove-entry.ts';
import { importTimestamp } from './use-cases/import-timestamp.ts';
import { requestTimestamp } from './use-cases/request-timestamp.ts';
import { setupConsole } from './use-cases/setup-console.ts';
import { giveBack, lock, takeSecond, unlock } from './use-cases/sign-in.ts';
import { acceptCommand, offerCommand, withdrawOffer } from './use-cases/transfer-command.ts';
import { distrustWitness, trustWitness } from './use-cases/trust-witness.ts';
import { checkIncident, verifyBundleAt } from './use-cases/verify.ts';
import { catalogView, consoleView, incidentLines } from './views/console-view.ts';
import { incidentView } from './views/incident-view.ts';
import { entryDetail } from './views/entry-detail.ts';
import { timelinePage } from './views/timeline.ts';

/**
 * What can be asked, bound to the use case that answers. The same for every host: strict input by the contract, the acting
 * person from the session in the context, failures as the closed union.
 */
export function createRouter(desk: Desk) {
  const os = implement(contract)
    .$context<CallContext>()
    .$config({ initialInputValidationIndex: 0 })
    .use(async ({ next }) => {
      try {
        return await next();
      } catch (error) {
        throw asContractError(error, desk);
      }
    });
  const signedIn = <T>(session: CallContext['session'], answer: () => T): T => {
    desk.sessions.requireSignedIn(session);
    return answer();
  };
  return os.router({
    console: {
      view: os.console.view.handler(({ context }) => consoleView(desk, context.session)),
      catalog: os.console.catalog.handler(() => catalogView(desk)),
      feed: os.console.feed.handler(({ signal }) => desk.services.feed.listen(signal)),
    },
    setup: { create: os.setup.create.handler(({ input, context }) => setupConsole(desk, context.session, input)) },
    operators: {
      enrol: os.operators.enrol.handler(({ input, context }) => enrolOperator(desk, context.session, input)),
      setRoles: os.operators.setRoles.handler(({ input, context }) => setRoles(desk, context.session, input)),
      rotate: os.operators.rotate.handler(({ input, context }) => rotateKey(desk, context.session, input)),
      changePassphrase: os.operators.changePassphrase.handler(({ input, context }) =>
        changePassphrase(desk, context.session, input),
      ),
      revoke: os.operators.revoke.handler(({ input, context }) => revokeKey(desk, context.session, input)),
      reenrol: os.operators.reenrol.handler(({ input, context }) => reenrolOperator(desk, context.session, input)),
    },
    session: {
      unlock: os.session.unlock.handler(async ({ input, context }) => {
        await unlock(desk, context.session, input.fingerprint, input.passphrase);
        return consoleView(desk, context.session);
      }),
      takeSecond: os.session.takeSecond.handler(async ({ input, context }) => {
        await takeSecond(desk, context.session, input.fingerprint, input.passphrase);
        return consoleView(desk, context.session);
      }),
      giveBack: os.session.giveBack.handler(({ context }) => {
        giveBack(desk, context.session);
        return consoleView(desk, context.session);
      }),
      lock: os.session.lock.handler(({ context }) => {
        lock(desk, context.session, 'locked');
        return consoleView(desk, context.session);
      }),
    },
    incidents: {
      list: os.incidents.list.handler(({ context }) => signedIn(context.session, () => incidentLines(desk))),
      declare: os.incidents.declare.handler(({ input, context }) => declareIncident(desk, context.session, input)),
    },
    incident: {
      view: os.incident.view.handler(({ input, context }) =>
        signedIn(context.session, () => incidentView(desk, desk.incident(input.incident))),
      ),
      timeline: os.incident.timeline.handler(({ input, context }) =>
        signedIn(context.session, () => timelinePage(desk, desk.incident(input.incident), input.from, input.count)),
      ),
      entry: os.incident.entry.handler(({ input, context }) =>
        signedIn(context.session, () => entryDetail(desk, desk.incident(input.incident), input.index)),
      ),
      proof: os.incident.proof.handler(({ input, context }) =>
        signedIn(context.session, () => proveEntry(desk, desk.incident(input.incident), input.index)),
      ),
      checkpoint: os.incident.checkpoint.handler(({ input, context }) =>
        signedIn(context.session, () => handOutCheckpoint(desk, desk.incident(input.incident))),
      ),
      addAsset: os.incident.addAsset.handler(({ input, context }) => addAsset(desk, context.session, input)),
      addCredential: os.incident.addCredential.handler(({ input, context }) =>
        addCredential(desk, context.session, input),
      ),
      addNote: os.incident.addNote.handler(({ input, context }) => addNote(desk, context.session, input)),
      answerTriage: os.incident.answerTriage.handler(({ input, context }) =>
        answerTriage(desk, context.session, input),
      ),
      stateFact: os.incident.stateFact.handler(({ input, context }) => stateFact(desk, context.session, input)),
      decideAware: os.incident.decideAware.handler(({ input, context }) => decideAware(desk, context.session, input)),
      classify: os.incident.classify.handler(({ input, context }) => classify(desk, context.session, input)),
      fsck: os.incident.fsck.handler(({ input, context }) =>
        signedIn(context.session, () => checkIncident(desk, input.incident, input.known)),
      ),
    },
    evidence: {
      collect: os.evidence.collect.handler(({ input, context }) => collectEvidence(desk, context.session, input)),
    },
    run: {
      start: os.run.start.handler(({ input, context }) => startRun(desk, context.session, input)),
      advance: os.run.advance.handler(({ input, context }) => advanceRun(desk, context.session, input)),
    },
    action: {
      draft: os.action.draft.handler(({ input, context }) => draftAction(desk, context.session, input)),
      dryRun: os.action.dryRun.handler(({ input, context }) => dryRun(desk, context.session, input)),
      submit: os.action.submit.handler(({ input, context }) => submit(desk, context.session, input)),
      order: os.action.order.handler(({ input, context }) => order(desk, context.session, input)),
      supplyOutput: os.action.supplyOutput.handler(({ input, context }) => supplyOutput(desk, context.session, input)),
      resolveDoubt: os.action.resolveDoubt.handler(({ input, context }) => resolveDoubt(desk, context.session, input)),
      withdraw: os.action.withdraw.handler(({ input, context }) => withdraw(desk, context.session, input)),
    },
    gate: { decide: os.gate.decide.handler(({ input, context }) => decideGate(desk, context.session, input)) },
    command: {
      offer: os.command.offer.handler(({ input, context }) => offerCommand(desk, context.session, input)),
      accept: os.command.accept.handler(({ input, context }) => acceptCommand(desk, context.session, input)),
      withdraw: os.command.withdraw.handler(({ input, context }) => withdrawOffer(desk, context.session, input)),
    },
    notification: {
      preview: os.notification.preview.handler(({ input, context }) =>
        previewNotification(desk, context.session, input),
      ),
      keep: os.notification.keep.handler(({ input, context }) => keepNotification(desk, context.session, input)),
      file: os.notification.file.handler(({ input, context }) => fileNotification(desk, context.session, input)),
    },
    witness: {
      trust: os.witness.trust.handler(({ input, context }) => trustWitness(desk, context.session, input)),
      distrust: os.witness.distrust.handler(({ input, context }) => distrustWitness(desk, context.session, input)),
      request: os.witness.request.handler(({ input, context }) => askWitness(desk, context.session, input)),
      merge: os.witness.merge.handler(({ input, context }) => mergeCosignatures(desk, context.session, input)),
    },
    timestamp: {
      request: os.timestamp.request.handler(({ input, context }) => requestTimestamp(desk, context.session, input)),
      import: os.timestamp.import.handler(({ input, context }) => importTimestamp(desk, context.session, input)),
    },
    handoff: {
      export: os.handoff.export.handler(({ input, context }) => exportBundle(desk, context.session, input)),
      exportTiles: os.handoff.exportTiles.handler(({ input, context }) => exportTiles(desk, context.session, input)),
      verify: os.handoff.verify.handler(({ input }) => verifyBundleAt(desk, input)),
    },
  });
}

/** Ours cross whole; a refusal of the input names the fields; anything else is a defect, logged here and told without its insides. */
function asContractError(error: unknown, desk: Desk): unknown {
  if (error instanceof BulkheadError) {
    const { code, message, hint, retry, details } = error.toFailure();
    if (error.cause !== undefined)
      desk.services.log('failure', `${code}: ${error.cause instanceof Error ? error.cause.message : 'unknown cause'}`);
    return new ORPCError(code, { status: failureStatus(code), message, data: { hint, retry, details: [...details] } });
  }
  if (error instanceof ORPCError && error.code !== 'BAD_REQUEST') return error;
  if (error instanceof ORPCError && error.cause instanceof ValidationError) {
    const details = error.cause.issues.map(
      (issue) =>
        `${(issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.') || 'input'}: ${issue.message}`,
    );
    return new ORPCError('BAD_INPUT', {
      status: failureStatus('BAD_INPUT'),
      message: 'the input does not fit this operation',
      data: { ...FAILURES.BAD_INPUT, details },
    });
  }
  desk.services.log('defect', error instanceof Error ? (error.stack ?? error.message) : 'unknown');
  return new ORPCError('INTERNAL', {
    status: failureStatus('INTERNAL'),
    message: 'something inside went wrong',
    data: { ...FAILURES.INTERNAL, details: [] },
  });
}
