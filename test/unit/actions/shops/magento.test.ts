import { describe, expect, test } from 'vitest';
import type { Output } from '../../../../shared/domain/action.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { answered, exampleParams, printed, readingOf, type Case } from '../expect-reading.ts';

// From the source of Magento 2.4 (magento/magento2): the columns of oauth_token and oauth_consumer, and the words of the refusal, which
// are the same for a revoked token, one without the right, and one not taken as bearer. From memory: the fields of storeConfigs.
const stores = answered(200, [{ id: 1, code: 'default', website_id: 1, locale: 'en_US', base_currency_code: 'EUR' }]);
const refused = answered(401, {
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources: 'Magento_Backend::store' },
});
const inFront = answered(401, '<html><head><title>401 Authorization Required</title></head></html>');
const maintenance = answered(503, '<html><title>Service Temporarily Unavailable</title></html>');
const down = printed('curl: (7) Failed to connect to shop.example port 443\n\nhttp_code=000 to=', 7);
const hung: Output = { text: '', exit: 128, timedOut: true };

describe('K05, Magento tokens', () => {
  // Seen from MariaDB 10.11 with tables of these columns made by hand, not by Magento.
  function db(...lines: readonly string[]): Output {
    return printed(['in=ir_admin@%', ...lines, 'all=read', 'Enter password: '].join('\n'));
  }
  const row = (id: number, state: string): string => `token=${id} ${state} access of 2026-03-02 09:00:00`;
  const live = [row(41, 'live'), row(42, 'live'), row(43, 'live')];
  const cut = [row(41, 'revoked'), row(42, 'revoked'), row(43, 'live')];
  const name = 'consumer=Recommender';
  const leaked = 'leaked=41';
  const all = [stores, stores, stores, stores];
  const statement = 'UPDATE `magento`.`oauth_token` SET revoked = 1 WHERE consumer_id = 7 AND entity_id IN (41, 42)';
  const deniedWords = "UPDATE command denied to user 'ro'@'10.0.0.9' for table `magento`.`oauth_token`";
  const rule = '--------------';
  const denied = printed(
    `in=ro@%\nEnter password: ${rule}\n${statement}\n${rule}\n\nERROR 1142 (42000) at line 2: ${deniedWords}`,
    1,
  );
  const noLogin = printed("Enter password: ERROR 1045 (28000): Access denied for user 'ir_admin'@'10.0.0.9'", 1);

  test.each<Case>([
    ['rows kept', 'collect', [db(name, ...live)], 'done'],
    ['no login', 'collect', [noLogin], 'failed'],
    ['answer cut off before its end', 'collect', [printed(`in=ir_admin@%\n${row(41, 'live')}`)], 'unclear'],
    ['possible', 'dryRun', [db(name, ...live, leaked), ...all], 'ok'],
    ['a row of another consumer', 'dryRun', [db(name, row(41, 'live'), leaked), ...all], 'refused'],
    ['a row is revoked already: undo would let it in', 'dryRun', [db(name, ...cut, leaked), ...all], 'refused'],
    ['the trap: a JWT has no row', 'dryRun', [db(name, ...live), ...all], 'refused'],
    ['the leaked one is another row', 'dryRun', [db(name, ...live, 'leaked=43'), ...all], 'refused'],
    [
      'the trap: no token is taken as bearer at all',
      'dryRun',
      [db(name, ...live, leaked), refused, refused, refused, refused],
      'refused',
    ],
    ['one store view is down', 'dryRun', [db(name, ...live, leaked), stores, down, stores, stores], 'unclear'],
    ['revoked', 'apply', [db(...cut)], 'done'],
    ['nothing changed', 'apply', [db(...live)], 'failed'],
    ['no right to update', 'apply', [denied], 'failed'],
    ['database hangs', 'apply', [hung], 'unclear'],
    ['refused at both, row revoked', 'mustFail', [db(...cut, leaked), refused, refused], 'blocked'],
    ['the trap: the second store view has a cache', 'mustFail', [db(...cut, leaked), refused, stores], 'passed'],
    ['the trap: refused as bearer, row in force', 'mustFail', [db(...live, leaked), refused, refused], 'unclear'],
    ['the trap: a JWT that expired meanwhile', 'mustFail', [db(...cut), refused, refused], 'unclear'],
    ['a 401 of something in front', 'mustFail', [db(...cut, leaked), refused, inFront], 'unclear'],
    ['the second was not asked', 'mustFail', [db(...cut, leaked), refused], 'unclear'],
    ['database down', 'mustFail', [hung, refused, refused], 'unclear'],
    ['control works', 'mustWork', [stores, stores], 'passed'],
    ['control is gone at one', 'mustWork', [stores, refused], 'blocked'],
    ['maintenance is no answer', 'mustWork', [stores, maintenance], 'unclear'],
    ['another token of the consumer', 'residual', [db(...cut)], 'live'],
    ['none left', 'residual', [db(row(41, 'revoked'), row(42, 'revoked'))], 'none'],
    ['list refused', 'residual', [noLogin], 'unclear'],
    ['let in again', 'undo', [db(...live)], 'done'],
    ['undo did not take', 'undo', [db(...cut)], 'failed'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('K05', step, outputs, exampleParams('K05')).verdict).toBe(verdict);
  });

  test('ends the other tokens by their rows, and undo touches only the rows named', () => {
    const sessions = readingOf('K05', 'residual', [db(...cut)], exampleParams('K05')).sessions ?? [];
    expect(sessions.map(({ id }) => id)).toEqual(['43']);
    const context = { params: exampleParams('K05'), actionId: 'a1', sessions };
    const steps = findTemplate('K05')?.steps;
    expect(JSON.stringify(steps?.killSessions.commands(context))).toContain('entity_id IN (43)');
    expect(JSON.stringify(steps?.undo?.commands(context))).toContain(
      'SET revoked = 0 WHERE consumer_id = 7 AND entity_id IN (41, 42)',
    );
    expect(readingOf('K05', 'killSessions', [db(...cut)], exampleParams('K05'), sessions).verdict).toBe('failed');
    expect(readingOf('K05', 'killSessions', [db(row(43, 'revoked'))], exampleParams('K05'), sessions).verdict).toBe(
      'done',
    );
  });

  test('shows tokens by standard input alone', () => {
    const context = { params: exampleParams('K05'), actionId: 'a1', sessions: [] };
    const commands = findTemplate('K05')?.steps.mustFail.commands(context) ?? [];
    expect(commands).toHaveLength(3);
    for (const { argv, stdin } of commands) {
      expect(argv.join(' ')).not.toContain('/run/ir/');
      expect(stdin).toContainEqual({ secretFile: '/run/ir/leaked.token' });
    }
  });
});

describe('K06, Magento encryption key', () => {
  // The words of encryption:key:change and encryption:data:re-encrypt are in the source of 2.4.8, and so are the claims of its JWTs;
  // those of cache:flush are in its documentation. From memory: the words of maintenance mode, the names of the re-encryptors, and
  // NUMBER:CIPHER:TEXT as the form of an encrypted setting. The lines with `=` are printed by our own program for PHP.
  function env(keys: number, ...locked: readonly string[]): Output {
    return printed([`keys=${keys}`, 'writable=yes', ...locked.map((one) => `locked=${one}`), 'all=read'].join('\n'));
  }
  const sum = 'a'.repeat(64);
  const hashes = printed(`${sum}  /var/www/magento/app/etc/env.php\n${sum}  /var/backups/ir/env-a1.cms`);
  const noBackup = printed(
    `${sum}  /var/www/magento/app/etc/env.php\nsha256sum: /var/backups/ir/env-a1.cms: No such file or directory`,
    1,
  );
  // OpenSSL 3.0, seen.
  const noCertificate = printed('Unable to load recipient certificate file', 2);
  const commands = printed(
    'encryption:data:re-encrypt   Re-encrypts encrypted data using current encryption key.\nencryption:key:change        Change the encryption key inside the env.php file.',
  );
  const oldCommands = printed('encryption:payment-data:update   Re-encrypts encrypted credit card data.');
  const good = printed('left=9000');
  const expired = printed('left=-5');
  const page = answered(200);
  const closed = printed('Enabled maintenance mode');
  const opened = printed('Disabled maintenance mode');
  const changed = printed('Encryption key has been updated successfully.');
  const notWritable = printed('Deployment configuration file is not writable.', 1);
  const begun = "Executing 'core_config_data' re-encryptor...";
  const done = 'Done successfully in 0:00:02.';
  const data = printed(`${begun}\n${done}`);
  const flushed = printed('Flushed cache types:\nconfig\nfull_page');
  const threw = printed(`${begun}\nFailed due to the following error:\nSQLSTATE[HY000]: gone away`);
  const rowErrors = printed(
    `${begun}\nDone in 0:00:02 but with the following errors:\n[config_id 12]: Unsupported cipher version`,
  );
  const notFound = printed(`Re-encryptor 'stored_cards' could not be found!\n${begun}\n${done}`);
  const half = printed(`${begun}\n${done}\nExecuting 'sales_order_payment' re-encryptor...`);
  const apply = (third: Output, again = changed, last = opened, after = env(2)): readonly Output[] => [
    env(1),
    closed,
    again,
    third,
    flushed,
    last,
    after,
  ];

  test.each<Case>([
    ['backed up', 'collect', [printed(''), hashes, env(1)], 'done'],
    ['no back-up', 'collect', [printed(''), noBackup, env(1)], 'failed'],
    ['a back-up that broke off', 'collect', [noCertificate, hashes, env(1)], 'failed'],
    ['nothing was hashed', 'collect', [printed(''), printed(''), env(1)], 'unclear'],
    ['possible', 'dryRun', [env(1), commands, good, stores, stores, page, page], 'ok'],
    ['no such commands', 'dryRun', [env(1), oldCommands, good, stores, stores, page, page], 'refused'],
    ['the old token has expired', 'dryRun', [env(1), commands, expired, refused, refused, page, page], 'refused'],
    ['an opaque token', 'dryRun', [env(1), commands, printed('left=unknown'), stores, stores, page, page], 'refused'],
    ['the old token is refused now', 'dryRun', [env(1), commands, good, stores, refused, page, page], 'refused'],
    ['closed already', 'dryRun', [env(1), commands, good, stores, stores, page, maintenance], 'refused'],
    ['changed', 'apply', apply(data), 'done'],
    ['env.php not writable', 'apply', apply(data, notWritable, opened, env(1)), 'failed'],
    ['the trap: a part failed, exit 0', 'apply', apply(threw), 'failed'],
    ['the trap: rows with errors, exit 0', 'apply', apply(rowErrors), 'failed'],
    ['the trap: a part not found, exit 0', 'apply', apply(notFound), 'failed'],
    ['a part that began and did not end', 'apply', apply(half), 'unclear'],
    ['re-encrypting hangs', 'apply', apply(hung), 'unclear'],
    ['the shop stays closed', 'apply', apply(data, changed, printed('')), 'unclear'],
    ['refused at both', 'mustFail', [good, refused, refused], 'blocked'],
    ['the trap: a node with the old env.php', 'mustFail', [good, refused, stores], 'passed'],
    ['the trap: expired meanwhile', 'mustFail', [expired, refused, refused], 'unclear'],
    ['closed for maintenance is no refusal', 'mustFail', [good, maintenance, maintenance], 'unclear'],
    ['a 401 of something in front', 'mustFail', [good, refused, inFront], 'unclear'],
    ['down', 'mustFail', [good, down, refused], 'unclear'],
    ['both show their page', 'mustWork', [page, page], 'passed'],
    ['closed', 'mustWork', [page, maintenance], 'blocked'],
    ['nobody answers', 'mustWork', [page, down], 'unclear'],
    ['the trap: a locked setting under the old key', 'residual', [env(2, '0 default.payment.x.secret')], 'live'],
    ['locked settings set anew', 'residual', [env(2, '1 default.payment.x.secret')], 'none'],
    ['env.php unreadable', 'residual', [printed('env=unreadable')], 'unclear'],
    ['not set anew', 'killSessions', [env(2, '0 default.payment.x.secret')], 'failed'],
    ['set anew', 'killSessions', [env(2, '1 default.payment.x.secret')], 'done'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('K06', step, outputs, exampleParams('K06')).verdict).toBe(verdict);
  });

  test('shows the token by standard input alone, and closes the shop before the key is changed', () => {
    const context = { params: exampleParams('K06'), actionId: 'a1', sessions: [] };
    const steps = findTemplate('K06')?.steps;
    for (const { argv, stdin } of steps?.mustFail.commands(context) ?? []) {
      expect(argv.join(' ')).not.toContain('/run/ir/');
      expect(stdin).toContainEqual({ secretFile: '/run/ir/old.jwt' });
    }
    const words = steps?.apply.commands(context).map(({ argv }) => / ([a-z]+(?::[a-z-]+)+) /.exec(argv.join(' '))?.[1]);
    expect(words?.filter((word) => word !== undefined)).toEqual([
      'maintenance:enable',
      'encryption:key:change',
      'encryption:data:re-encrypt',
      'cache:flush',
      'maintenance:disable',
    ]);
  });
});
