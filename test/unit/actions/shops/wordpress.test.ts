import { describe, expect, test } from 'vitest';
import type { Output } from '../../../../shared/domain/action.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { answered, exampleParams, printed, readingOf, type Case } from '../expect-reading.ts';

// Shapes: wp-cli handbook (user application-password, user session, config shuffle-salts; 2.10) and the errors of WordPress 6.1
// (wp-includes/user.php, rest-api.php), as documented; the pages by their status alone.
const password = {
  uuid: '6633824d-c1d7-4f79-9dd5-4586f734d69e',
  name: 'stock plugin',
  created: '1700000000',
  last_used: '1764000000',
  last_ip: '203.0.113.9',
};
const passwords = printed(JSON.stringify([password, { ...password, name: 'other' }]));
const none = printed('[]');
const session = { token: 'a3f1'.repeat(16), login_time: '2026-11-25 20:11:05', ip: '203.0.113.9' };
const sessions = printed(JSON.stringify([session]));
const noUser = printed("Error: Invalid user ID, email or login: 'svc-plugin'", 1);
const me = answered(200, { id: 7 });
const wrong = answered(401, {
  code: 'incorrect_password',
  message: 'The provided password is an invalid application password.',
  data: { status: 401 },
});
const headerLost = answered(401, {
  code: 'rest_not_logged_in',
  message: 'You are not currently logged in.',
  data: { status: 401 },
});
const switchedOff = answered(401, {
  code: 'application_passwords_disabled',
  message: 'Application passwords are not available.',
  data: { status: 401 },
});
const down = printed('curl: (7) Failed to connect to shop.example port 443\n\nhttp_code=000 to=', 7);
const hung: Output = { text: '', exit: 128, timedOut: true };
const toLogin = answered(
  302,
  '',
  'https://shop.example/wp-login.php?redirect_to=https%3A%2F%2Fshop.example%2Fwp-admin%2Fprofile.php&reauth=1',
);
const toUpgrade = answered(302, '', 'https://shop.example/wp-admin/upgrade.php');
const page = answered(200);
const broken = answered(500);

describe('K03, WordPress application passwords', () => {
  test.each<Case>([
    ['the list is kept', 'collect', [passwords, sessions], 'done'],
    ['no such user', 'collect', [noUser, none], 'failed'],
    ['can be deleted', 'dryRun', [passwords, me, me], 'ok'],
    [
      'the control does not log in either: the header is lost on the way',
      'dryRun',
      [passwords, headerLost, headerLost],
      'refused',
    ],
    ['there is nothing to delete', 'dryRun', [none, me, me], 'refused'],
    ['deleted', 'apply', [printed('Success: Deleted all application passwords.'), none], 'done'],
    [
      'the word of wp-cli is not enough',
      'apply',
      [printed('Success: Deleted all application passwords.'), passwords],
      'failed',
    ],
    ['refused and none left', 'mustFail', [wrong, none], 'blocked'],
    ['the trap: salts and password changed, application password alive', 'mustFail', [me, passwords], 'passed'],
    ['refused, but another one is left', 'mustFail', [wrong, passwords], 'unclear'],
    ['refused because no header arrived', 'mustFail', [headerLost, none], 'unclear'],
    ['refused because the feature is off', 'mustFail', [switchedOff, none], 'unclear'],
    ['site down', 'mustFail', [down, none], 'unclear'],
    ['site hangs', 'mustFail', [hung, none], 'unclear'],
    ['control works', 'mustWork', [me], 'passed'],
    ['control is gone too', 'mustWork', [wrong], 'blocked'],
    ['still logged in: could make new ones', 'residual', [sessions], 'live'],
    ['logged in nowhere', 'residual', [none], 'none'],
    ['list refused', 'residual', [noUser], 'unclear'],
    ['ended', 'killSessions', [printed('Success: Destroyed all sessions.')], 'done'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('K03', step, outputs, exampleParams('K03')).verdict).toBe(verdict);
  });

  test('refuses a site over http, where WordPress takes no application password at all', () => {
    const params = exampleParams('K03', { site: 'http://shop.example' });
    expect(readingOf('K03', 'dryRun', [passwords, me, me], params).verdict).toBe('refused');
  });

  test('a prompt and colours around a pasted list do not matter', () => {
    const esc = String.fromCharCode(27);
    const pasted = printed(
      `ops@web:~$ wp user application-password list svc --format=json\n${esc}[0m[]\nops@web:~$`,
      null,
    );
    expect(readingOf('K03', 'mustFail', [wrong, pasted], exampleParams('K03')).verdict).toBe('blocked');
  });
});

describe('K04, WordPress salts and sessions', () => {
  const rights = printed('www-data 640 /var/www/shop/wp-config.php');
  const php = printed('opcache.validate_timestamps => Off => Off');
  const hash = printed(`${'a'.repeat(64)}  /var/www/shop/wp-config.php`);
  const destroyed = printed('Success: Destroyed all sessions.');
  const shuffled = printed('Success: Shuffled the salt keys.');
  const notReloaded = printed('Failed to reload php8.2-fpm.service: Access denied', 4);
  test.each<Case>([
    ['hash kept', 'collect', [hash, sessions], 'done'],
    ['possible', 'dryRun', [sessions, rights, php, page, page, page, page], 'ok'],
    [
      'the cookie is dead already: nothing can be proven with it',
      'dryRun',
      [sessions, rights, php, toLogin, toLogin, page, page],
      'refused',
    ],
    ['a node is broken before', 'dryRun', [sessions, rights, php, page, page, page, broken], 'refused'],
    ['done', 'apply', [destroyed, shuffled, hash, printed('')], 'done'],
    ['PHP was not reloaded', 'apply', [destroyed, shuffled, hash, notReloaded], 'failed'],
    [
      'salts not written',
      'apply',
      [destroyed, printed('Error: Could not process the wp-config.php transformation.', 1), hash, printed('')],
      'failed',
    ],
    ['the login is asked at both nodes', 'mustFail', [toLogin, toLogin], 'blocked'],
    ['the trap: the second node runs the old salts', 'mustFail', [toLogin, page], 'passed'],
    ['a redirect elsewhere is no proof', 'mustFail', [toLogin, toUpgrade], 'unclear'],
    ['a node that is down is no proof', 'mustFail', [toLogin, down], 'unclear'],
    ['one node was not asked', 'mustFail', [toLogin], 'unclear'],
    ['both show their login page', 'mustWork', [page, page], 'passed'],
    ['a typo in wp-config.php', 'mustWork', [page, broken], 'blocked'],
    ['the user is logged in again', 'residual', [sessions], 'live'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('K04', step, outputs, exampleParams('K04')).verdict).toBe(verdict);
  });

  test('probes each node under the name of the site, and shows the cookie by standard input alone', () => {
    const context = { params: exampleParams('K04'), actionId: 'a1', sessions: [] };
    const commands = findTemplate('K04')?.steps.mustFail.commands(context) ?? [];
    expect(commands.map(({ argv }) => argv.find((word) => word.startsWith('::')))).toEqual([
      '::shop-web-1.example:',
      '::shop-web-2.example:',
    ]);
    expect(commands[0]?.stdin).toContainEqual({ secretFile: '/run/ir/leaked.cookie' });
  });
});
