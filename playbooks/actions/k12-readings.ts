import type { Output, Reading, StepContext } from '../../shared/domain/action.ts';
import { param } from './param.ts';
import { capture, has, linesOf } from './pasted-text.ts';
import { listAnswer, loginAnswer, sshCertificate } from './ssh-texts.ts';

type Outputs = readonly Output[];

function compromisedFiles(context: StepContext): readonly string[] {
  return [param(context, 'cert'), param(context, 'key')];
}

function controlFiles(context: StepContext): readonly string[] {
  return [param(context, 'controlCert'), param(context, 'controlKey')];
}

export function readCollect(outputs: Outputs): Reading {
  const certificate = sshCertificate(outputs[0]);
  const version = capture(linesOf(outputs[1]), /^# KRL version (\d+)/);
  const sha256 = capture(linesOf(outputs[2]), /^([0-9a-f]{64}) /);
  if (certificate === undefined || version === undefined || sha256 === undefined) {
    const failed = outputs.some((output) =>
      has(linesOf(output), /^(?:Invalid KRL file|Unable to load KRL)|No such file or directory|is not a certificate/),
    );
    return {
      verdict: failed ? 'failed' : 'unclear',
      summary: 'Not everything could be read: certificate or revocation list is missing.',
    };
  }
  return {
    verdict: 'done',
    summary: `Kept: certificate ${certificate.serial} and the revocation list before the change.`,
    facts: [
      { name: 'serial', value: certificate.serial },
      { name: 'key id', value: certificate.keyId },
      { name: 'ca fingerprint', value: certificate.caFingerprint },
      { name: 'list version', value: version },
      { name: 'list sha256', value: sha256 },
    ],
  };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [shown, ca, settings, live, , built, trialControl, trial, , login, controlLogin] = outputs;
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  const unclear = (summary: string): Reading => ({ verdict: 'unclear', summary });

  const certificate = sshCertificate(shown);
  if (certificate === undefined)
    return has(linesOf(shown), /is not a certificate|No such file/)
      ? refuse('The file is not an SSH certificate.')
      : unclear('The certificate could not be read.');
  if (!certificate.isUser) return refuse('This is a host certificate, not a user certificate.');
  if (certificate.serial === '0')
    return refuse('The certificate has serial 0, which no list can revoke by serial: revoke it by key id, by hand.');
  if (certificate.serial !== param(context, 'serial'))
    return refuse(
      `The certificate has serial ${certificate.serial}, not ${param(context, 'serial')}: check which one is meant.`,
    );
  const fingerprint = capture(linesOf(ca), /(?:^| )(SHA256:[A-Za-z0-9+/]{43})(?: |$)/);
  if (fingerprint === undefined) return unclear('The CA key could not be read.');
  if (fingerprint !== certificate.caFingerprint)
    return refuse('Another CA signed this certificate: the entry would have no effect.');

  const revokedKeys = capture(linesOf(settings), /^revokedkeys (\S+)$/);
  if (revokedKeys === undefined) return unclear('sshd did not show its settings: run it as root.');
  if (revokedKeys !== param(context, 'krlFile'))
    return refuse(
      `sshd reads ${revokedKeys === 'none' ? 'no revocation list' : revokedKeys}, not this file: the change would have no effect.`,
    );

  const now = listAnswer(live);
  if (now === 'revoked') return refuse('The live list already revokes this certificate.');
  if (now === 'unreadable')
    return refuse('The live list is not a readable KRL. A plain list of keys must be edited by hand.');
  if (now === 'unclear') return unclear('The live list gave no answer.');
  if (has(linesOf(built), /failed|Invalid|Unable|Cannot/))
    return refuse('The serial could not be added to a copy of the list.');
  const trialAnswers = [listAnswer(trialControl), listAnswer(trial)];
  if (trialAnswers.includes('unclear')) return unclear('The trial list gave no answer.');
  if (trialAnswers[0] !== 'ok')
    return refuse('With the new list the control certificate would be refused or the list unreadable.');
  if (trialAnswers[1] !== 'revoked') return refuse('The trial list does not revoke the certificate.');

  const before = loginAnswer(login, compromisedFiles(context)).kind;
  const controlNow = loginAnswer(controlLogin, controlFiles(context));
  if (controlNow.kind === 'denied')
    return refuse('The control certificate cannot log in now: without it a denial proves nothing.');
  if (controlNow.kind === 'unclear') return unclear(`The control certificate could not be tried: ${controlNow.why}.`);
  const worksNow = before === 'admitted' ? 'yes' : before === 'denied' ? 'no' : 'unknown';
  return {
    verdict: 'ok',
    summary: `Serial ${certificate.serial} can be revoked.${worksNow === 'yes' ? ' It can log in now.' : ' It cannot be shown to log in now, so a later denial is weaker proof.'}`,
    facts: [
      { name: 'serial', value: certificate.serial },
      { name: 'key id', value: certificate.keyId },
      { name: 'works before', value: worksNow },
    ],
  };
}

export function readApply(outputs: Outputs): Reading {
  if (outputs.some((output) => output.timedOut))
    return { verdict: 'unclear', summary: 'A command hung: read the state again before anything is repeated.' };
  const kept = listAnswer(outputs[4]);
  const control = listAnswer(outputs[5]);
  const target = listAnswer(outputs[6]);
  if (target === 'unreadable' || control === 'unreadable')
    return {
      verdict: 'failed',
      summary: 'The live list cannot be read: sshd denies every key login until it is put back.',
    };
  if (target === 'ok') return { verdict: 'failed', summary: 'The live list does not revoke the certificate.' };
  if (target !== 'revoked') return { verdict: 'unclear', summary: 'The live list gave no answer.' };
  if (control !== 'ok')
    return { verdict: 'failed', summary: 'The live list refuses the control certificate or was not asked.' };
  const undo = kept === 'ok' ? 'yes' : 'no';
  return {
    verdict: 'done',
    summary:
      undo === 'yes'
        ? 'The live list revokes the certificate; the list from before is kept.'
        : 'The live list revokes the certificate, but there is no usable copy of the list from before: undo will not work.',
    facts: [{ name: 'undo possible', value: undo }],
  };
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const answer = loginAnswer(outputs[0], compromisedFiles(context));
  if (answer.kind === 'admitted') return { verdict: 'passed', summary: 'The compromised certificate still logs in.' };
  if (answer.kind === 'unclear') return { verdict: 'unclear', summary: `No proof: ${answer.why}.` };
  const list = listAnswer(outputs[1]);
  if (list === 'unreadable')
    return { verdict: 'unclear', summary: 'Denied, but the list is unreadable and denies everybody: not a proof.' };
  if (list !== 'revoked')
    return { verdict: 'unclear', summary: 'sshd denies the certificate, but the live list does not name it.' };
  return { verdict: 'blocked', summary: 'sshd denies the certificate and the live list names it.' };
}

export function readMustWork(outputs: Outputs, context: StepContext): Reading {
  const answer = loginAnswer(outputs[0], controlFiles(context));
  if (answer.kind === 'admitted') return { verdict: 'passed', summary: 'The control certificate logs in.' };
  if (answer.kind === 'denied')
    return {
      verdict: 'blocked',
      summary: 'The control certificate is denied too: the list shuts out more than the compromised one.',
    };
  return { verdict: 'unclear', summary: `No proof: ${answer.why}.` };
}

/** The kept list does not know what others revoked meanwhile; those entries are named so that they can be added again. */
export function readUndo(outputs: Outputs, context: StepContext): Reading {
  if (outputs.some((output) => output.timedOut))
    return { verdict: 'unclear', summary: 'A command hung: read the state again before anything is repeated.' };
  const [liveBefore, kept, , control, target] = outputs;
  const answer = listAnswer(target);
  if (answer === 'revoked')
    return {
      verdict: 'failed',
      summary: 'The live list still revokes the certificate: the kept list was not put back.',
    };
  if (answer === 'unreadable')
    return { verdict: 'failed', summary: 'The live list cannot be read: sshd denies every key login.' };
  if (answer !== 'ok' || listAnswer(control) !== 'ok')
    return { verdict: 'unclear', summary: 'The live list gave no clear answer.' };
  const entries = (output: Output | undefined): string[] =>
    linesOf(output).filter((line) => /^(?:serial|id|hash|key)\S*: /.test(line));
  const remaining = new Set([...entries(kept), `serial: ${param(context, 'serial')}`]);
  const lost = entries(liveBefore).filter((entry) => !remaining.has(entry));
  if (lost.length === 0)
    return {
      verdict: 'done',
      summary: 'The list from before is in place again; the certificate is no longer revoked.',
    };
  return {
    verdict: 'done',
    summary: `The list from before is in place, but ${lost.length} entry(ies) added meanwhile are gone: revoke them again.`,
    facts: lost.slice(0, 50).map((entry) => ({ name: 'lost entry', value: entry })),
  };
}
