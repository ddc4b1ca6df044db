import { app, type Session } from 'electron';
import { verifierPath } from '../verifier-page.ts';
import { isOwnUrl, pageOrigin } from './page-address.ts';

/** Takes from a browser session everything the console has no use for: permissions, devices, downloads and the network. */
export async function lockSession(session: Session): Promise<void> {
  // Electron grants every permission by default.
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setBluetoothPairingHandler(null);
  // The one file of ours that is there to be kept. Electron asks the person where to put it.
  session.on('will-download', (event, item) => {
    if (item.getURL() !== `${pageOrigin}${verifierPath}`) event.preventDefault();
  });
  // Otherwise a dictionary is fetched.
  session.setSpellCheckerEnabled(false);

  // Second of three layers against the network: the first is the resolver that knows no names, the third goes past proxies.
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowed(url) }));
  await session.setProxy({ mode: 'direct' });
}

/** Developer tools load their own pages; they can be opened only from the unpacked tree. */
function isAllowed(url: string): boolean {
  return isOwnUrl(url) || (!app.isPackaged && url.startsWith('devtools://'));
}
