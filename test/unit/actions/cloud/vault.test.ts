import { describe, expect, test } from 'vitest';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { answered, exampleParams, printed, readingOf, type Case } from '../expect-reading.ts';

// Shapes: HTTP API documentation of Vault 1.17 (sys/leases, auth/token) and its `tokens` concept page for the errors; psql 15.
const accessor = 'E3Ibsr585EmmeSaZeB3uSpdx';
const leases = answered(200, { data: { keys: ['abcd-1234', 'efgh-5678'] } });
const noLeases = answered(404, { errors: [] });
const denied = answered(403, { errors: ['1 error occurred:\n\t* permission denied\n\n'] });
const invalid = answered(403, { errors: ['2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n'] });
const noAccessor = answered(403, { errors: ['1 error occurred:\n\t* invalid accessor\n\n'] });
const token = answered(200, { data: { accessor, display_name: 'token-ci', path: 'auth/token/create' } });
const control = answered(200, { data: { accessor: 'another' } });
const engineFailed = answered(400, {
  errors: [
    'failed to revoke "database/creds/recommender/abcd-1234" (1 / 2): failed to revoke entry: pq: role cannot be dropped because some objects depend on it',
  ],
});
const sealed = answered(503, { errors: ['Vault is sealed'] });
const down = answered(0);
const done = answered(204);
const opens = printed('Password: \nin=v-token-recommen-x7Yq2');
const refused = printed(
  'Password: \npsql: error: connection to server at "pg-1.example", port 5432 failed: FATAL:  password authentication failed for user "v-token-recommen-x7Yq2"',
  2,
);
const pgDown = printed('psql: error: connection to server at "pg-1.example", port 5432 failed: Connection refused', 2);

describe('K10, vault leases and tokens', () => {
  test.each<Case>([
    ['kept', 'collect', [leases, token], 'done'],
    ['sealed', 'collect', [sealed, sealed], 'unclear'],
    ['possible', 'dryRun', [leases, token, token, opens, control], 'ok'],
    ['the responder may not list', 'dryRun', [denied, token, token, opens, control], 'refused'],
    ['the accessor is of another token', 'dryRun', [leases, token, control, opens, control], 'refused'],
    ['the accessor is that of the control', 'dryRun', [leases, token, token, opens, token], 'refused'],
    ['nothing is left to revoke', 'dryRun', [noLeases, noAccessor, invalid, refused, control], 'refused'],
    ['the control token is dead', 'dryRun', [leases, token, token, opens, invalid], 'refused'],
    ['done', 'apply', [done, done, noLeases], 'done'],
    ['revoked before', 'apply', [noAccessor, done, noLeases], 'done'],
    ['the database did not take the user away', 'apply', [done, engineFailed, leases], 'failed'],
    ['leases are left', 'apply', [done, done, leases], 'failed'],
    ['sealed meanwhile', 'apply', [done, sealed, sealed], 'failed'],
    ['both dead, login refused', 'mustFail', [invalid, noAccessor, refused], 'blocked'],
    ['an older vault says permission denied alone', 'mustFail', [denied, noAccessor, refused], 'blocked'],
    ['the trap: forced away, yet the login opens the database', 'mustFail', [invalid, noAccessor, opens], 'passed'],
    ['the token is alive', 'mustFail', [token, token, refused], 'passed'],
    ['the responder may not look up: no proof', 'mustFail', [invalid, denied, refused], 'unclear'],
    ['database down: no proof', 'mustFail', [invalid, noAccessor, pgDown], 'unclear'],
    ['vault down: no proof', 'mustFail', [down, down, refused], 'unclear'],
    ['control works', 'mustWork', [control], 'passed'],
    ['control is dead', 'mustWork', [invalid], 'blocked'],
    ['an orphan asked for new leases', 'residual', [leases], 'live'],
    ['no lease', 'residual', [noLeases], 'none'],
    ['404 of a wrong address is no empty list', 'residual', [answered(404, '<html></html>')], 'unclear'],
    ['revoked', 'killSessions', [done], 'done'],
    ['engine refuses', 'killSessions', [engineFailed], 'failed'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('K10', step, outputs, exampleParams('K10')).verdict).toBe(verdict);
  });

  test('never forces a revocation, and shows tokens by standard input alone', () => {
    const context = { params: exampleParams('K10'), actionId: 'a1', sessions: [{ id: 'leases', label: '' }] };
    const commands = Object.values(findTemplate('K10')?.steps ?? {}).flatMap((step) => step.commands(context));
    expect(JSON.stringify(commands)).not.toContain('force');
    expect(
      commands
        .filter(({ argv }) => argv[0] === 'curl')
        .every(({ stdin = [] }) => stdin.some((part) => 'secretFile' in part)),
    ).toBe(true);
  });
});
