import type { Output, Reading, StepContext } from '../../shared/domain/action.ts';
import { crlCheck, crlComplaint } from './crl-check.ts';
import { httpAnswer, resumedAnswer } from './http-probe.ts';
import { param } from './param.ts';
import { capture, has, isIncomplete, linesOf } from './pasted-text.ts';

type Outputs = readonly Output[];

/** Serials are compared as numbers in hexadecimal: openssl pads to whole bytes, people do not. */
function sameSerial(left: string, right: string): boolean {
  const plain = (serial: string): string => serial.replace(/^0+(?=.)/, '').toUpperCase();
  return plain(left) === plain(right);
}

function crlFacts(output: Output | undefined): { name: string; value: string }[] {
  const lines = linesOf(output);
  const facts: { name: string; value: string }[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined) facts.push({ name, value });
  };
  add('crl number', capture(lines, /^crlNumber=(0x[0-9A-Fa-f]+)$/));
  add('crl this update', capture(lines, /^lastUpdate=(.{1,40})$/));
  add('crl next update', capture(lines, /^nextUpdate=(.{1,40})$/));
  add('crl sha256', capture(lines, /^(?:SHA2-256|sha256|SHA256) Fingerprint=([0-9A-F:]+)$/));
  return facts;
}

export function readCollect(outputs: Outputs): Reading {
  const [crl, certificate, status] = outputs;
  const facts = crlFacts(crl);
  const serial = capture(linesOf(certificate), /^serial=([0-9A-Fa-f]+)$/);
  if (serial !== undefined) facts.push({ name: 'serial', value: serial });
  const state = capture(linesOf(status), /^[0-9A-Fa-f]+=(\w+ \([VRE]\))/);
  if (state !== undefined) facts.push({ name: 'ca status', value: state });
  if (facts.length >= 6 && state !== undefined)
    return {
      verdict: 'done',
      summary: `Kept: certificate ${serial ?? ''}, CRL and CA status before the change.`,
      facts,
    };
  const failed = [crl, certificate, status].some((output) =>
    has(linesOf(output), /^Could not |unable to load|not present in db|No such file/),
  );
  return {
    verdict: failed ? 'failed' : 'unclear',
    summary: 'Not everything could be read: certificate, CRL or CA status is missing.',
    facts,
  };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [certificate, status, client, control, count, config, probe, controlProbe] = outputs;
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  const unclear = (summary: string): Reading => ({ verdict: 'unclear', summary });

  const serial = capture(linesOf(certificate), /^serial=([0-9A-Fa-f]+)$/);
  if (serial === undefined)
    return has(linesOf(certificate), /Could not read|unable to load/)
      ? refuse('The file is not a certificate.')
      : unclear('The certificate could not be read.');
  if (!sameSerial(serial, param(context, 'serial')))
    return refuse(`The certificate has serial ${serial}, not ${param(context, 'serial')}: check which one is meant.`);

  const check = crlCheck(client);
  if (check === 'crl-expired')
    return refuse('The published CRL has expired: the gateway refuses every client now. Publish a fresh CRL first.');
  if (check === 'revoked') return refuse('The published CRL already lists this certificate.');
  if (check === 'other-error') return refuse(`The certificate does not verify: ${crlComplaint(client)}.`);
  if (check === 'unclear') return unclear('openssl gave no verdict on the certificate.');

  const state = capture(linesOf(status), /^[0-9A-Fa-f]+=(\w+) \([VRE]\)/);
  if (has(linesOf(status), /not present in db/))
    return refuse('The CA database does not know this serial: wrong CA configuration?');
  if (state === undefined) return unclear('The CA database gave no status for the serial.');
  if (state === 'Expired') return refuse('The CA database lists the certificate as expired.');
  if (crlCheck(control) === 'unclear') return unclear('openssl gave no verdict on the control certificate.');
  if (crlCheck(control) !== 'valid')
    return refuse(`The control certificate does not verify: ${crlComplaint(control)}. Choose one that works.`);

  const crls = capture(linesOf(count), /^(\d+)$/);
  if (crls === undefined) return unclear('The CRL file could not be read.');
  if (crls !== '1')
    return refuse(`The CRL file holds ${crls} CRLs; replacing it would drop the others. Publish by hand.`);
  if (!has(linesOf(config), /test is successful/))
    return has(linesOf(config), /test failed|\[emerg\]/)
      ? refuse('nginx refuses its own configuration: a reload would not take effect.')
      : unclear('nginx did not say whether its configuration is good.');

  const before = httpAnswer(probe);
  const controlNow = httpAnswer(controlProbe);
  if (controlNow.kind === 'refused')
    return refuse('The control certificate is not admitted now: without it a refusal proves nothing.');
  if (controlNow.kind === 'unclear') return unclear(`The control certificate could not be tried: ${controlNow.why}.`);
  const worksNow = before.kind === 'admitted' ? 'yes' : before.kind === 'refused' ? 'no' : 'unknown';
  const known = state === 'Revoked' ? ' The CA database lists it as revoked already; only the CRL is missing.' : '';
  return {
    verdict: 'ok',
    summary: `Serial ${serial} can be revoked.${known}${worksNow === 'yes' ? ' It opens the gateway now.' : ' It does not open the gateway now, so a later refusal is weaker proof.'}`,
    facts: [
      { name: 'serial', value: serial },
      { name: 'works before', value: worksNow },
    ],
  };
}

export function readApply(outputs: Outputs): Reading {
  const [, , revoke, , , crl, config, reload, client] = outputs;
  if (outputs.slice(2).some((output) => output.timedOut))
    return { verdict: 'unclear', summary: 'A command hung: read the state again before anything is repeated.' };
  const facts = crlFacts(crl);
  if (has(linesOf(revoke), /Could not read CA private key|unable to load CA private key/)) {
    return {
      verdict: 'failed',
      summary: 'The CA key could not be opened (password file?). Nothing was changed.',
      facts,
    };
  }
  const check = crlCheck(client);
  if (check === 'valid')
    return { verdict: 'failed', summary: 'The published CRL does not list the certificate.', facts };
  if (check !== 'revoked')
    return { verdict: 'unclear', summary: `The published CRL gives no proof: ${crlComplaint(client)}.`, facts };
  if (!has(linesOf(revoke), /Database updated|Already revoked/))
    return {
      verdict: 'unclear',
      summary: 'The CRL lists the certificate, but the CA database did not confirm it.',
      facts,
    };
  if (!has(linesOf(config), /test is successful/))
    return {
      verdict: 'failed',
      summary: 'The CRL is published, but nginx refuses its configuration, so it still works with the old CRL.',
      facts,
    };
  if (isIncomplete(reload))
    return { verdict: 'unclear', summary: 'The CRL is published; whether nginx was told is not known.', facts };
  if (has(linesOf(reload), /\[(?:error|emerg)\]|invalid PID|No such process/))
    return { verdict: 'failed', summary: 'The CRL is published, but nginx could not be told to reload.', facts };
  return { verdict: 'done', summary: 'The certificate is on the published CRL and nginx was told to reload.', facts };
}

export function readMustFail(outputs: Outputs): Reading {
  const answer = httpAnswer(outputs[0]);
  const check = crlCheck(outputs[1]);
  const resumed = resumedAnswer(outputs[2]);
  const facts = [{ name: 'resumed session', value: resumed }];
  if (answer.kind === 'admitted')
    return {
      verdict: 'passed',
      summary: `The gateway still admits the compromised certificate (${answer.code}).`,
      facts,
    };
  if (answer.kind === 'unclear') return { verdict: 'unclear', summary: `No proof: ${answer.why}.`, facts };
  if (check === 'crl-expired')
    return {
      verdict: 'unclear',
      summary: 'Refused, but the CRL has expired and refuses everybody: not a proof.',
      facts,
    };
  if (check !== 'revoked')
    return {
      verdict: 'unclear',
      summary: 'The gateway refuses the certificate, but openssl does not find it on the published CRL.',
      facts,
    };
  if (resumed === 'admitted') {
    return {
      verdict: 'passed',
      summary:
        'New handshakes are refused, but a TLS session from before still gets in: restart nginx instead of reloading, and replace its ticket key file if it has one.',
      facts,
    };
  }
  if (resumed === 'unclear')
    return {
      verdict: 'unclear',
      summary: 'New handshakes are refused; whether a TLS session from before still gets in is not known.',
      facts,
    };
  return {
    verdict: 'blocked',
    summary:
      'The gateway answers 400, openssl finds the certificate on the CRL (error 23), and no earlier TLS session gets in.',
    facts: [{ name: 'http status', value: String(answer.code) }, ...facts],
  };
}

export function readMustWork(outputs: Outputs): Reading {
  const answer = httpAnswer(outputs[0]);
  if (answer.kind === 'admitted')
    return {
      verdict: 'passed',
      summary: `The control certificate is admitted (${answer.code}).`,
      facts: [{ name: 'http status', value: String(answer.code) }],
    };
  if (answer.kind === 'refused')
    return {
      verdict: 'blocked',
      summary: 'The control certificate is refused too: the CRL shuts out more than the compromised one.',
    };
  return { verdict: 'unclear', summary: `No proof: ${answer.why}.` };
}
