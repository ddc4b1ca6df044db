import { describe, expect, test } from 'vitest';
import type { Output, StepContext, StepName, Verdict } from '../../../shared/domain/action.ts';
import { OUTPUT_CUT } from '../../../shared/domain/output-marks.ts';
import { findTemplate } from '../../../playbooks/actions/registry.ts';
import * as seen from './recorded.ts';

const params = {
  serial: '7',
  cert: '/rig/compromised-cert.pub',
  key: '/rig/compromised',
  controlCert: '/rig/compromised-cert.pub',
  controlKey: '/rig/compromised',
  user: 'svc-recommender',
};
const context: StepContext = { params, actionId: 'a1', sessions: [] };

function read(id: string, step: StepName, ...outputs: readonly Output[]): Verdict | undefined {
  return findTemplate(id)?.steps[step]?.parse(outputs, context).verdict;
}

const cut: Output = { text: `http_code=400\n${OUTPUT_CUT}\n`, exit: 0, timedOut: false };

describe('K11 must fail', () => {
  test.each<[string, readonly Output[], Verdict]>([
    ['refused, on the CRL, no resumption', [seen.curlRefused, seen.verifyRevoked, seen.resumedRefused], 'blocked'],
    [
      'refused, on the CRL, no session was ever issued',
      [seen.curlRefused, seen.verifyRevoked, seen.resumedNone],
      'blocked',
    ],
    ['still admitted', [seen.curlAdmitted, seen.verifyRevoked, seen.resumedRefused], 'passed'],
    ['admitted by a resumed session only', [seen.curlRefused, seen.verifyRevoked, seen.resumedAdmitted], 'passed'],
    ['resumption not known', [seen.curlRefused, seen.verifyRevoked, seen.hung], 'unclear'],
    [
      'refused because the CRL has expired',
      [seen.curlRefused, seen.verifyExpiredAndRevoked, seen.resumedRefused],
      'unclear',
    ],
    ['verify without the CRL says OK', [seen.curlRefused, seen.verifyGood, seen.resumedRefused], 'unclear'],
    ['no CRL to check', [seen.curlRefused, seen.verifyNoCrl, seen.resumedRefused], 'unclear'],
    ['no certificate was presented', [seen.curlNoCertificate, seen.verifyRevoked, seen.resumedRefused], 'unclear'],
    ['gateway down', [seen.curlDown, seen.verifyRevoked, seen.resumedRefused], 'unclear'],
    ['gateway hangs', [seen.hung, seen.verifyRevoked, seen.resumedRefused], 'unclear'],
    ['nothing pasted', [seen.nothing, seen.nothing, seen.nothing], 'unclear'],
    ['output was cut', [cut, seen.verifyRevoked, seen.resumedRefused], 'unclear'],
    ['no outputs', [], 'unclear'],
  ])('%s: %#', (_name, outputs, verdict) => expect(read('K11', 'mustFail', ...outputs)).toBe(verdict));

  test('the command line in a paste is not taken for its answer', () => {
    const typed = {
      text: "$ curl -w '\\nhttp_code=%{http_code}\\n' https://gw/\n$ echo http_code=400",
      exit: null,
      timedOut: false,
    };
    expect(read('K11', 'mustWork', typed)).toBe('unclear');
  });
});

describe('K11 residual', () => {
  test.each<[string, readonly Output[], Verdict]>([
    ['old worker holds a connection', [seen.nothing, seen.ssOldWorker, seen.psOldWorker], 'live'],
    ['old worker, no connection here', [seen.nothing, seen.nothing, seen.psOldWorker], 'none'],
    ['process not shown', [seen.nothing, seen.ssNoProcess, seen.psOldWorker], 'unclear'],
    ['no nginx listed', [seen.nothing, seen.nothing, seen.nothing], 'unclear'],
    ['ss hung', [seen.nothing, seen.hung, seen.psOldWorker], 'unclear'],
    ['no outputs', [], 'unclear'],
  ])('%s', (_name, outputs, verdict) => expect(read('K11', 'residual', ...outputs)).toBe(verdict));
});

describe('K12 must fail', () => {
  test.each<[string, readonly Output[], Verdict]>([
    ['denied and on the list', [seen.sshDenied, seen.krlRevoked], 'blocked'],
    ['logs in', [seen.sshAdmitted, seen.krlRevoked], 'passed'],
    ['denied but not on the list', [seen.sshDenied, seen.krlOk], 'unclear'],
    ['list missing: denies everybody', [seen.sshDenied, seen.krlMissing], 'unclear'],
    ['list unreadable: denies everybody', [seen.sshDenied, seen.krlPlainList], 'unclear'],
    ['denied for a local reason although the server accepts it', [seen.sshBadPermissions, seen.krlRevoked], 'unclear'],
    ['never offered', [seen.sshNotOffered, seen.krlRevoked], 'unclear'],
    ['got in with another key', [seen.sshOtherKey, seen.krlRevoked], 'unclear'],
    ['wrong host key', [seen.sshHostKey, seen.krlRevoked], 'unclear'],
    ['server down', [seen.sshDown, seen.krlRevoked], 'unclear'],
    ['server hangs', [seen.hung, seen.krlRevoked], 'unclear'],
    ['no outputs', [], 'unclear'],
  ])('%s', (_name, outputs, verdict) => expect(read('K12', 'mustFail', ...outputs)).toBe(verdict));
});

describe('K12 residual', () => {
  test.each<[string, readonly Output[], Verdict]>([
    ['a connection of this certificate', [seen.certificate, seen.sshdLog, seen.ssSshd], 'live'],
    ['no connection', [seen.certificate, seen.sshdLog, seen.nothing], 'none'],
    ['a connection the log does not explain', [seen.certificate, seen.sshdLog, seen.ssSshdUnknown], 'unclear'],
    ['port used again, key id that lies', [seen.certificate, seen.sshdLogDeceptive, seen.ssSshd], 'none'],
    ['the log shows no login', [seen.certificate, seen.nothing, seen.nothing], 'unclear'],
    ['no outputs', [], 'unclear'],
  ])('%s', (_name, outputs, verdict) => expect(read('K12', 'residual', ...outputs)).toBe(verdict));

  test('both processes of a session are ended', () => {
    const { sessions = [] } =
      findTemplate('K12')?.steps.residual.parse([seen.certificate, seen.sshdLog, seen.ssSshd], context) ?? {};
    expect(
      findTemplate('K12')
        ?.steps.killSessions.commands({ ...context, sessions })
        .map((command) => command.argv),
    ).toEqual([['kill', '-TERM', '10496', '10494']]);
  });
});

describe('K18', () => {
  test.each<[string, StepName, readonly Output[], Verdict]>([
    ['refused and off', 'mustFail', [seen.authRefused, seen.userOff], 'blocked'],
    ['refused but on: another password', 'mustFail', [seen.authRefused, seen.userOn], 'unclear'],
    ['refused, state unknown', 'mustFail', [seen.authRefused, seen.adminRefused], 'unclear'],
    ['accepted', 'mustFail', [seen.authAccepted, seen.userOff], 'passed'],
    ['answered as the default user', 'mustFail', [seen.fellBack, seen.userOff], 'unclear'],
    ['down', 'mustFail', [seen.redisDown, seen.redisDown], 'unclear'],
    ['hangs', 'mustFail', [seen.hung, seen.hung], 'unclear'],
    ['no outputs', 'mustFail', [], 'unclear'],
    ['list with the user', 'residual', [seen.clientList], 'live'],
    ['list with the user, typed', 'residual', [seen.clientListTyped], 'live'],
    ['refused administrator', 'residual', [seen.adminRefused], 'unclear'],
    ['empty list', 'residual', [seen.authAccepted], 'unclear'],
    ['down', 'residual', [seen.redisDown], 'unclear'],
  ])('%s (%s)', (_name, step, outputs, verdict) => expect(read('K18', step, ...outputs)).toBe(verdict));

  test('a connection is judged by its user, not by the name it gave itself', () => {
    const reading = findTemplate('K18')?.steps.residual.parse([seen.clientList], {
      ...context,
      params: { user: 'svc' },
    });
    expect(reading?.verdict).toBe('none');
  });
});

test('openssl ca -status exits 1 for a valid certificate; only its text is read', () => {
  const crl = {
    text: 'crlNumber=0x01\nlastUpdate=Nov 22\nnextUpdate=Nov 29\nSHA2-256 Fingerprint=2C:3A\n',
    exit: 0,
    timedOut: false,
  };
  const shown = { text: 'serial=0B\n', exit: 0, timedOut: false };
  expect(read('K11', 'collect', crl, shown, seen.statusValid)).toBe('done');
});
