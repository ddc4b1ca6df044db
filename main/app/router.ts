import { implement, ORPCError, ValidationError } from '@orpc/server';
import { z } from 'zod';
import { contract, failureStatus } from '../../shared/contract/contract.ts';
import { BulkheadError, FAILURES } from '../../shared/domain/failure.ts';
import { IncidentId } from '../../shared/domain/ids.ts';
import type { CallContext } from './app.ts';
import type { Desk } from './desk.ts';
import { askWitness } from './use-cases/ask-witness.ts';
import {
  answerWitnessRequest,
  dropLog,
  ownWitness,
  readLogKey,
  readWitnessRequest,
  serveLog,
  startWitness,
} from './use-cases/be-witness.ts';
import { collectEvidence } from './use-cases/collect-evidence.ts';
import { decideGate } from './use-cases/decide-gate.ts';
import { assessLaw } from './use-cases/assess-law.ts';
import {
  adjustLaw,
  classify,
  decideAware,
  dismissRegime,
  explainLate,
  noteRequest,
  reopenRegime,
} from './use-cases/decide-law.ts';
import { declareIncident } from './use-cases/declare-incident.ts';
import { answerField, keepNotification, previewNotification } from './use-cases/draft-notification.ts';
import { enrolOperator } from './use-cases/enrol-operator.ts';
import { exportBundle } from './use-cases/export-bundle.ts';
import { describeEntity } from './use-cases/describe-entity.ts';
import { exportCalendar } from './use-cases/export-calendar.ts';
import { exportDossier } from './use-cases/export-dossier.ts';
import { exportNotification } from './use-cases/export-notification.ts';
import { exportTiles } from './use-cases/export-tiles.ts';
import { addNote, answerTriage, stateFact, withdrawFact } from './use-cases/keep-case.ts';
import { addAsset, addCredential, correctAsset, correctCredential } from './use-cases/keep-register.ts';
import { dropTyped, keepTyped, listTyped } from './use-cases/keep-typed.ts';
import { mergeCosignatures } from './use-cases/merge-cosignatures.ts';
import { attestStep } from './use-cases/attest-step.ts';
import { draftAction } from './use-cases/draft-action.ts';
import { objectDecision, recordDecision } from './use-cases/keep-decision.ts';
import { placeHold, releaseHold } from './use-cases/keep-hold.ts';
import { orderRetraining } from './use-cases/order-retraining.ts';
import { approvePlaybook, armExec, disarmExec, withdrawApproval } from './use-cases/permit.ts';
import { ratifyAction } from './use-cases/ratify-action.ts';
import { dryRun, order, resolveDoubt, submit, supplyOutput, withdraw } from './use-cases/move-action.ts';
import { endRun } from './use-cases/end-run.ts';
import { advanceRun, startRun } from './use-cases/move-run.ts';
import { catchUp } from './use-cases/people/catch-up.ts';
import { changePassphrase } from './use-cases/people/change-passphrase.ts';
import { reenrolOperator } from './use-cases/people/reenrol-operator.ts';
import { revokeKey } from './use-cases/people/revoke-key.ts';
import { rotateKey } from './use-cases/people/rotate-key.ts';
import { finishHandOver, replaceConsoleKey } from './use-cases/people/hand-over-console.ts';
import { arrivingKey, exportKey } from './use-cases/people/travel-key.ts';
import { vouchFor } from './use-cases/people/vouch.ts';
import {
  endExercise,
  judgeInject,
  penalise,
  recordLesson,
  releaseInject,
  setAutomatic,
  skipInject,
} from './use-cases/facilitate.ts';
import { reportExercise } from './use-cases/report-exercise.ts';
import { scriptExercise } from './use-cases/script-exercise.ts';
import { setRoles } from './use-cases/people/set-roles.ts';
import { handOutCheckpoint, proveEntry } from './use-cases/prove-entry.ts';
import { importRegister, previewImport } from './use-cases/import-register.ts';
import { importTimestamp } from './use-cases/import-timestamp.ts';
import { requestTimestamp } from './use-cases/request-timestamp.ts';
import { setExerciseClock } from './use-cases/set-exercise-clock.ts';
import { setupConsole } from './use-cases/setup-console.ts';
import { fileNotification, strikeFiling } from './use-cases/file-notification.ts';
import { lockNotification, reviewNotification } from './use-cases/sign-notification.ts';
import { giveBack, lock, takeSecond, unlock } from './use-cases/sign-in.ts';
import { acceptCommand, offerCommand, withdrawOffer } from './use-cases/transfer-command.ts';
import { distrustWitness, trustWitness } from './use-cases/trust-witness.ts';
import { checkIncident, verifyBundleAt } from './use-cases/verify.ts';
import { catalogView } from './views/catalog-view.ts';
import { consoleView, incidentLines } from './views/console-view.ts';
import { exercisePlan, scenarioLines } from './views/exercise-plan.ts';
import { incidentView } from './views/incident-view.ts';
import { entryDetail } from './views/entry-detail.ts';
import { timelinePage } from './views/timeline.ts';

const IncidentOf = z.object({ incident: IncidentId });

/**
 * What can be asked, bound to the use case that answers. The same for every host: strict input by the contract, the acting
 * person from the session in the context, failures as the closed union.
 */
export function createRouter(desk: Desk) {
  const os = implement(contract)
    .$context<CallContext>()
    .$config({ initialInputValidationIndex: 0 })
    .use(async ({ next, context }, input: unknown) => {
      try {
        await opened(desk, context, input);
        return await next();
      } catch (error) {
        throw asContractError(error, desk);
      }
    });
  const { works } = desk;
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
      readKey: os.operators.readKey.handler(({ input, context }) =>
        signedIn(context.session, () => {
          const { name, fingerprint } = arrivingKey(desk, input.key);
          return { name, fingerprint };
        }),
      ),
      exportKey: os.operators.exportKey.handler(({ input, context }) => exportKey(desk, context.session, input)),
      setRoles: os.operators.setRoles.handler(({ input, context }) => setRoles(desk, context.session, input)),
      vouch: os.operators.vouch.handler(({ input, context }) => vouchFor(desk, context.session, input)),
      replaceConsoleKey: os.operators.replaceConsoleKey.handler(({ input, context }) =>
        replaceConsoleKey(desk, context.session, input),
      ),
      finishHandOver: os.operators.finishHandOver.handler(({ context }) => finishHandOver(desk, context.session)),
      catchUp: os.operators.catchUp.handler(({ context }) => catchUp(desk, context.session)),
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
    permit: {
      approvePlaybook: os.permit.approvePlaybook.handler(({ input, context }) => {
        approvePlaybook(desk, context.session, input);
        return consoleView(desk, context.session);
      }),
      withdrawApproval: os.permit.withdrawApproval.handler(({ input, context }) => {
        withdrawApproval(desk, context.session, input);
        return consoleView(desk, context.session);
      }),
      armExec: os.permit.armExec.handler(({ input, context }) => {
        armExec(desk, context.session, input);
        return consoleView(desk, context.session);
      }),
      disarmExec: os.permit.disarmExec.handler(({ input, context }) => {
        disarmExec(desk, context.session, input);
        return consoleView(desk, context.session);
      }),
    },
    organisation: {
      describe: os.organisation.describe.handler(({ input, context }) => describeEntity(desk, context.session, input)),
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
      correctAsset: os.incident.correctAsset.handler(({ input, context }) =>
        correctAsset(desk, context.session, input),
      ),
      correctCredential: os.incident.correctCredential.handler(({ input, context }) =>
        correctCredential(desk, context.session, input),
      ),
      previewImport: os.incident.previewImport.handler(({ input, context }) =>
        previewImport(desk, context.session, input),
      ),
      importRegister: os.incident.importRegister.handler(({ input, context }) =>
        importRegister(desk, context.session, input),
      ),
      setExerciseClock: os.incident.setExerciseClock.handler(({ input, context }) =>
        setExerciseClock(desk, context.session, input),
      ),
      addNote: os.incident.addNote.handler(({ input, context }) => addNote(desk, context.session, input)),
      answerTriage: os.incident.answerTriage.handler(({ input, context }) =>
        answerTriage(desk, context.session, input),
      ),
      stateFact: os.incident.stateFact.handler(({ input, context }) => stateFact(desk, context.session, input)),
      withdrawFact: os.incident.withdrawFact.handler(({ input, context }) =>
        withdrawFact(desk, context.session, input),
      ),
      decideAware: os.incident.decideAware.handler(({ input, context }) => decideAware(desk, context.session, input)),
      classify: os.incident.classify.handler(({ input, context }) => classify(desk, context.session, input)),
      fsck: os.incident.fsck.handler(({ input, context, signal }) =>
        signedIn(context.session, () => works.during(input.work, signal, (watch) => checkIncident(desk, input, watch))),
      ),
    },
    exercise: {
      scenarios: os.exercise.scenarios.handler(({ context }) => signedIn(context.session, scenarioLines)),
      start: os.exercise.start.handler(({ input, context }) => scriptExercise(desk, context.session, input)),
      setAutomatic: os.exercise.setAutomatic.handler(({ input, context }) =>
        setAutomatic(desk, context.session, input),
      ),
      plan: os.exercise.plan.handler(({ input, context }) => exercisePlan(desk, context.session, input.incident)),
      release: os.exercise.release.handler(({ input, context }) => releaseInject(desk, context.session, input)),
      skip: os.exercise.skip.handler(({ input, context }) => skipInject(desk, context.session, input)),
      judge: os.exercise.judge.handler(({ input, context }) => judgeInject(desk, context.session, input)),
      penalise: os.exercise.penalise.handler(({ input, context }) => penalise(desk, context.session, input)),
      recordLesson: os.exercise.recordLesson.handler(({ input, context }) =>
        recordLesson(desk, context.session, input),
      ),
      end: os.exercise.end.handler(({ input, context }) => endExercise(desk, context.session, input)),
      report: os.exercise.report.handler(({ input, context }) => reportExercise(desk, context.session, input.incident)),
    },
    evidence: {
      collect: os.evidence.collect.handler(({ input, context }) => collectEvidence(desk, context.session, input)),
    },
    run: {
      start: os.run.start.handler(({ input, context }) => startRun(desk, context.session, input)),
      orderRetraining: os.run.orderRetraining.handler(({ input, context }) =>
        orderRetraining(desk, context.session, input),
      ),
      end: os.run.end.handler(({ input, context }) => endRun(desk, context.session, input)),
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
      attest: os.action.attest.handler(({ input, context }) => attestStep(desk, context.session, input)),
      ratify: os.action.ratify.handler(({ input, context }) => ratifyAction(desk, context.session, input)),
    },
    decision: {
      record: os.decision.record.handler(({ input, context }) => recordDecision(desk, context.session, input)),
      object: os.decision.object.handler(({ input, context }) => objectDecision(desk, context.session, input)),
    },
    hold: {
      place: os.hold.place.handler(({ input, context }) => placeHold(desk, context.session, input)),
      release: os.hold.release.handler(({ input, context }) => releaseHold(desk, context.session, input)),
    },
    gate: { decide: os.gate.decide.handler(({ input, context }) => decideGate(desk, context.session, input)) },
    command: {
      offer: os.command.offer.handler(({ input, context }) => offerCommand(desk, context.session, input)),
      accept: os.command.accept.handler(({ input, context }) => acceptCommand(desk, context.session, input)),
      withdraw: os.command.withdraw.handler(({ input, context }) => withdrawOffer(desk, context.session, input)),
    },
    law: {
      assess: os.law.assess.handler(({ input, context }) => assessLaw(desk, context.session, input)),
      dismiss: os.law.dismiss.handler(({ input, context }) => dismissRegime(desk, context.session, input)),
      reopen: os.law.reopen.handler(({ input, context }) => reopenRegime(desk, context.session, input)),
      noteRequest: os.law.noteRequest.handler(({ input, context }) => noteRequest(desk, context.session, input)),
      explainLate: os.law.explainLate.handler(({ input, context }) => explainLate(desk, context.session, input)),
      calendar: os.law.calendar.handler(({ input, context }) => exportCalendar(desk, context.session, input)),
      adjust: os.law.adjust.handler(({ input, context }) => adjustLaw(desk, context.session, input)),
    },
    notification: {
      preview: os.notification.preview.handler(({ input, context }) =>
        previewNotification(desk, context.session, input),
      ),
      answer: os.notification.answer.handler(({ input, context }) => answerField(desk, context.session, input)),
      keep: os.notification.keep.handler(({ input, context }) => keepNotification(desk, context.session, input)),
      export: os.notification.export.handler(({ input, context, signal }) =>
        works.during(input.work, signal, (watch) => exportNotification(desk, context.session, input, watch)),
      ),
      dossier: os.notification.dossier.handler(({ input, context, signal }) =>
        works.during(input.work, signal, (watch) => exportDossier(desk, context.session, input, watch)),
      ),
      review: os.notification.review.handler(({ input, context }) => reviewNotification(desk, context.session, input)),
      lock: os.notification.lock.handler(({ input, context }) => lockNotification(desk, context.session, input)),
      file: os.notification.file.handler(({ input, context }) => fileNotification(desk, context.session, input)),
      strike: os.notification.strike.handler(({ input, context }) => strikeFiling(desk, context.session, input)),
    },
    witness: {
      trust: os.witness.trust.handler(({ input, context }) => trustWitness(desk, context.session, input)),
      distrust: os.witness.distrust.handler(({ input, context }) => distrustWitness(desk, context.session, input)),
      request: os.witness.request.handler(({ input, context }) => askWitness(desk, context.session, input)),
      merge: os.witness.merge.handler(({ input, context }) => mergeCosignatures(desk, context.session, input)),
      own: os.witness.own.handler(({ context }) => ownWitness(desk, context.session)),
      start: os.witness.start.handler(({ input, context }) => startWitness(desk, context.session, input)),
      read: os.witness.read.handler(({ input, context }) => readWitnessRequest(desk, context.session, input)),
      readKey: os.witness.readKey.handler(({ input, context }) => readLogKey(desk, context.session, input)),
      serve: os.witness.serve.handler(({ input, context }) => serveLog(desk, context.session, input)),
      drop: os.witness.drop.handler(({ input, context }) => dropLog(desk, context.session, input)),
      answer: os.witness.answer.handler(({ input, context }) => answerWitnessRequest(desk, context.session, input)),
    },
    timestamp: {
      request: os.timestamp.request.handler(({ input, context }) => requestTimestamp(desk, context.session, input)),
      import: os.timestamp.import.handler(({ input, context }) => importTimestamp(desk, context.session, input)),
    },
    handoff: {
      export: os.handoff.export.handler(({ input, context, signal }) =>
        works.during(input.work, signal, (watch) => exportBundle(desk, context.session, input, watch)),
      ),
      exportTiles: os.handoff.exportTiles.handler(({ input, context, signal }) =>
        works.during(input.work, signal, (watch) => exportTiles(desk, context.session, input, watch)),
      ),
      verify: os.handoff.verify.handler(({ input, signal }) =>
        works.during(input.work, signal, (watch) => verifyBundleAt(desk, input, watch)),
      ),
    },
    typed: {
      list: os.typed.list.handler(({ context }) => signedIn(context.session, () => listTyped(desk))),
      keep: os.typed.keep.handler(({ input, context }) => signedIn(context.session, () => keepTyped(desk, input))),
      drop: os.typed.drop.handler(({ input, context }) => signedIn(context.session, () => dropTyped(desk, input))),
    },
    work: { follow: os.work.follow.handler(({ input, signal }) => works.follow(input.work, signal)) },
  });
}

/**
 * Whatever is asked about an incident waits here until it is open, while others are answered. What is wrong with its ledger is
 * for the answer itself to say.
 */
async function opened(desk: Desk, { session }: CallContext, input: unknown): Promise<void> {
  const named = IncidentOf.safeParse(input);
  if (named.success && desk.sessions.view(session).lead !== null)
    await desk.incidents.whenOpen(named.data.incident).catch(() => undefined);
}

/** Ours cross whole; a refusal of the input names the fields; anything else is a defect, logged here and told without its insides. */
function asContractError(error: unknown, desk: Desk): unknown {
  if (error instanceof BulkheadError) {
    const { code, message, hint, retry, details } = error.toFailure();
    if (error.cause !== undefined && error.code !== 'CANCELLED')
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
