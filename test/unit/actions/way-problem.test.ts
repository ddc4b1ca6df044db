import { describe, expect, test } from 'vitest';
import { throughWays, wayProblem } from '../../../playbooks/actions/way-problem.ts';
import { through } from '../../../playbooks/actions/via.ts';
import type { Output, Reading, StepName, Verdict } from '../../../shared/domain/action.ts';

const command = { argv: through('ssh/root@fw.example', ['nft', 'list', 'tables']) };
const said = (text: string, exit: number | null = 255): Output => ({ text, exit, timedOut: false });
const CLOSED = said('Connection to fw.example closed by remote host.\n');

describe('what ssh says of the way', () => {
  // As OpenSSH 9.2 writes it.
  test.each([
    [
      'SSH_HOST_KEY_UNKNOWN',
      'No ED25519 host key is known for fw.example and you have requested strict checking.\r\nHost key verification failed.\r\n',
    ],
    [
      'SSH_HOST_KEY_CHANGED',
      '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\r\nHost key for fw.example has changed and you have requested strict checking.\r\nHost key verification failed.\r\n',
    ],
    ['SSH_LOGIN_REFUSED', 'Authorised use only.\nroot@fw.example: Permission denied (publickey,password).\r\n'],
    ['SSH_NOT_REACHED', 'ssh: connect to host fw.example port 22: Connection refused\r\n'],
    ['SSH_NOT_REACHED', 'ssh: Could not resolve hostname fw.example: Name or service not known\r\n'],
    [
      'SSH_NOT_REACHED',
      'kex_exchange_identification: read: Connection reset by peer\r\nConnection reset by 10.0.0.1 port 22\r\n',
    ],
    ['SSH_CONNECTION_LOST', 'client_loop: send disconnect: Broken pipe\r\n'],
    ['SSH_CONNECTION_LOST', 'table inet a\nConnection to fw.example closed by remote host.\r\n'],
    ['SSH_CONNECTION_LOST', 'Timeout, server fw.example not responding.\r\n'],
  ])('%s', (code, text) => {
    expect(wayProblem(command, said(text))).toEqual({ code, where: 'root@fw.example' });
    // Pasted on a card, there is no exit code.
    expect(wayProblem(command, said(text, null))?.code).toBe(code);
  });

  test('what a program at the other end says, or one that did not go by ssh, is not judged', () => {
    expect(wayProblem(command, said('Connection closed by 10.0.0.9\n', 1))).toBeNull();
    expect(wayProblem({ argv: ['nft', 'list'] }, CLOSED)).toBeNull();
    expect(wayProblem(command, said('Error: No such file or directory\n', 255))).toBeNull();
  });
});

describe('a reading beside a way that was lost', () => {
  const read = (step: StepName, verdict: Verdict): Reading =>
    throughWays(
      step,
      { verdict, summary: 'As read.', facts: [{ name: 'a', value: 'b' }] },
      [command, command],
      [said('fine\n', 0), CLOSED],
    );

  test.each([
    ['apply', 'done'],
    ['undo', 'done'],
    ['killSessions', 'done'],
    ['collect', 'done'],
    ['dryRun', 'ok'],
    ['mustFail', 'blocked'],
    ['mustWork', 'passed'],
    ['residual', 'none'],
    // Believed, it would undo what is in force.
    ['mustWork', 'blocked'],
  ] as const)('%s is not %s', (step, verdict) => expect(read(step, verdict).verdict).toBe('unclear'));

  test.each([
    ['apply', 'failed'],
    ['dryRun', 'refused'],
    ['mustFail', 'passed'],
    ['residual', 'live'],
  ] as const)('%s stays %s', (step, verdict) => expect(read(step, verdict).verdict).toBe(verdict));

  test('says what to do first, and keeps what was read', () => {
    expect(read('apply', 'done')).toMatchObject({
      summary: expect.stringMatching(/^The connection to fw\.example was lost: .* As read\.$/) as string,
      facts: [
        { name: 'way', value: 'SSH_CONNECTION_LOST root@fw.example' },
        { name: 'a', value: 'b' },
      ],
    });
  });

  test('is left alone where every way was open', () => {
    const reading: Reading = { verdict: 'done', summary: 'As read.' };
    expect(throughWays('apply', reading, [command], [said('fine\n', 0)])).toBe(reading);
  });

  test('an ssh whose login is the probe itself is no way: that it is refused is its answer', () => {
    const argv = ['ssh', '-v', '-n', '-T', '-F', 'none', '-p', '22', '-l', 'deploy', '127.0.0.1', 'true'];
    const text = 'deploy@127.0.0.1: Permission denied (publickey).\n';
    expect(wayProblem({ argv }, { text, exit: 255, timedOut: false })).toBeNull();
    const way = { argv: through('ssh/deploy@127.0.0.1', ['true']) };
    expect(wayProblem(way, { text, exit: 255, timedOut: false })).toMatchObject({ code: 'SSH_LOGIN_REFUSED' });
  });
});
