import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, protocol } from 'electron';
import { pageScheme } from './page-address.ts';

/**
 * All that Electron takes only before `ready`, and only once. Synchronous, and called while the entry module is evaluated:
 * `ready` is not held back for anything that comes later.
 */
export function prepareApp(home: string): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  app.enableSandbox();
  // No name resolves, whoever inside Chromium asks.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.commandLine.appendSwitch('no-pings');
  // Chromium keeps its own things beside the incidents of the same home, so that a second home is a second, separate console:
  // the single-instance lock lives there too.
  const profile = join(home, 'window');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  app.setPath('sessionData', profile);
}
