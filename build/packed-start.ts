import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';

/** Starts a console from its file and waits for the link that it prints, then stops it. */
export async function firstUrl(entry: string, home: string): Promise<{ url: string } | { fault: string }> {
  mkdirSync(home, { recursive: true });
  // A home of its own, so that the check neither reads nor leaves anything in that of the person who runs it, and no screen to
  // open a browser on.
  const env = {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: home,
    BULKHEAD_HOME: home,
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
  };
  const child = spawn(process.execPath, [entry], { cwd: home, env });
  const ended = once(child, 'close');
  let output = '';
  try {
    return await new Promise((settle) => {
      const late = setTimeout(() => settle({ fault: `no link within 20 seconds; it printed:\n${output}` }), 20_000);
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        const url = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(output)?.[0];
        if (url === undefined) return;
        clearTimeout(late);
        settle({ url });
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.on('close', (code) => {
        clearTimeout(late);
        settle({ fault: `it ended with ${String(code)} and printed:\n${output}` });
      });
    });
  } finally {
    // Until it has ended it may still write to its home, which the caller is about to remove.
    child.kill();
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(force);
  }
}
