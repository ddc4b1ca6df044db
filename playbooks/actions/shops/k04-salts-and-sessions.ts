import type { ActionTemplate, Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { cookie, NOTHING_SHOWN, secretCall } from '../secret-call.ts';
import { through } from '../via.ts';
import { readEnded, readResidual } from './k03-readings.ts';
import { nodesOf, readApply, readCollect, readDryRun, readMustFail, readMustWork } from './k04-readings.ts';
import { endSessions, listSessions, onSite, siteFields, wp } from './wp-cli.ts';

const QUICK = 15_000;

function configFile(context: StepContext): string {
  return `${param(context, 'wpPath')}/wp-config.php`;
}

function onServer(context: StepContext, title: string, argv: readonly string[]): Command {
  return { title, argv: through(param(context, 'via'), argv), timeoutMs: QUICK };
}

function hashConfig(context: StepContext, title: string): Command {
  return onServer(context, title, ['sha256sum', configFile(context)]);
}

/** The site as one node serves it: the name and certificate stay those of the site. */
function atNode(node: string): readonly string[] {
  return ['--connect-to', `::${node.includes(':') ? `[${node}]` : node}:`];
}

function withCookie(context: StepContext): readonly Command[] {
  return nodesOf(context).map((node) =>
    secretCall(
      `Open the profile with the old cookie at ${node}`,
      onSite(context, '/wp-admin/profile.php'),
      cookie(param(context, 'cookieFile')),
      ['-o', '/dev/null', ...atNode(node)],
    ),
  );
}

function loginPages(context: StepContext): readonly Command[] {
  return nodesOf(context).map((node) =>
    secretCall(`Ask for the login page at ${node}`, onSite(context, '/wp-login.php'), NOTHING_SHOWN, [
      '-o',
      '/dev/null',
      ...atNode(node),
    ]),
  );
}

function sessions(context: StepContext): Command {
  return listSessions(context, param(context, 'user'));
}

/** Reference PB1, K04. Shapes after the documentation, not captured: wp-cli 2.10, WordPress 6.1, systemd 252. */
export const k04SaltsAndSessions: ActionTemplate = {
  id: 'K04',
  version: 1,
  title: 'Renew WordPress salts and end sessions',
  purpose: 'Ends the sessions of a user, makes every login cookie void by new salts and has PHP load them.',
  risk: 'R2',
  reversal: 'irreversible',
  reversalNote: 'The old wp-config.php would bring the attacker’s cookies back to life: go forward, never back.',
  tested: 'contract',
  targets: ['credential', 'cms.wordpress', 'shop.woocommerce'],
  modes: ['card', 'exec', 'attest'],
  blastRadius:
    'Everybody is logged out. Plugins that encrypt their settings with the salts lose them: have their secrets at hand.',
  trap: 'PHP may run the old salts until it is reloaded, on each web node for itself. Application passwords survive: they are K03.',
  programs: ['ssh', 'wp', 'curl', 'sha256sum', 'stat', 'php', 'systemctl'],
  quorum: { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] },
  fields: [
    ...siteFields,
    { name: 'user', label: 'Compromised user', kind: 'name', hint: 'Its login name.', example: 'shop-admin' },
    {
      name: 'cookieFile',
      label: 'Old cookie',
      kind: 'secret-file',
      hint: 'NAME=VALUE of a login cookie that works now: wordpress_sec_… and wordpress_logged_in_…, with "; " between.',
      example: '/run/ir/leaked.cookie',
    },
    {
      name: 'nodes',
      label: 'Web nodes',
      kind: 'host-list',
      hint: 'Every server behind the site; each is probed for itself.',
      example: 'shop-web-1.example,shop-web-2.example',
    },
    {
      name: 'phpService',
      label: 'PHP service',
      kind: 'name',
      hint: 'Reloaded where the way leads to; other nodes are reloaded by their own means.',
      example: 'php8.2-fpm',
    },
  ],
  steps: {
    collect: {
      commands: (context) => [hashConfig(context, 'Keep the hash of wp-config.php'), sessions(context)],
      parse: readCollect,
    },
    dryRun: {
      commands: (context) => [
        sessions(context),
        onServer(context, 'Look who may write wp-config.php', ['stat', '-c', '%U %a %n', configFile(context)]),
        onServer(context, 'Ask PHP whether it looks at changed files', ['php', '-i']),
        ...withCookie(context),
        ...loginPages(context),
      ],
      parse: readDryRun,
    },
    apply: {
      commands: (context) => [
        endSessions(context, param(context, 'user')),
        wp(context, 'Renew the salts', ['config', 'shuffle-salts']),
        hashConfig(context, 'Keep the new hash of wp-config.php'),
        onServer(context, 'Reload PHP', ['systemctl', 'reload', param(context, 'phpService')]),
      ],
      parse: readApply,
    },
    mustFail: { commands: withCookie, parse: readMustFail },
    mustWork: { commands: loginPages, parse: readMustWork },
    residual: { commands: (context) => [sessions(context)], parse: readResidual },
    killSessions: { commands: (context) => [endSessions(context, param(context, 'user'))], parse: readEnded },
  },
};
