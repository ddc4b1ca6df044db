import { spawn } from 'node:child_process';

/** Shows the address where there is a screen to show it on. Failing to is no failure: the address is printed as well. */
export function openBrowser(url: string, env: NodeJS.ProcessEnv): void {
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return;
  const child = spawn('xdg-open', [url], { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}
