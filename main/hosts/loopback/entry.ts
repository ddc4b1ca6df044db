import '../node-guard.ts';
import { composeApp } from '../compose.ts';
import { homeFolder } from '../home.ts';
import { builtFolder, readRenderer } from '../renderer-files.ts';
import { failureLines } from '../report-failure.ts';
import { startTicking } from '../ticker.ts';
import { toFailure } from '../to-failure.ts';
import { withVerifierPage } from '../verifier-page.ts';
import { BulkheadError } from '../../../shared/domain/failure.ts';
import { type LoopbackArguments, readArguments, usage } from './arguments.ts';
import { openBrowser } from './browser.ts';
import { type LoopbackServer, startServer } from './server.ts';
import { usualPort } from './usual-port.ts';

function argumentsOrExit(): LoopbackArguments {
  try {
    return readArguments(process.argv.slice(2));
  } catch (thrown) {
    process.stderr.write(`error: ${thrown instanceof Error ? thrown.message : String(thrown)}\n${usage}\n`);
    process.exit(2);
  }
}

async function run(options: LoopbackArguments): Promise<void> {
  const built = builtFolder(import.meta.url);
  const files = await withVerifierPage(await readRenderer(new URL('renderer/', built)), built);
  const home = homeFolder(options.home, process.env);
  const app = await composeApp({ home, host: 'loopback' });
  const serve = (port: number): Promise<LoopbackServer> => startServer(app, files, port);
  // A port that was asked for is that port or an error; the usual one may be somebody else's today.
  const started = options.port === 0 ? serve(usualPort(home)).catch(() => serve(0)) : serve(options.port);
  const server = await started.catch(async (thrown: unknown) => {
    await app.close();
    throw thrown;
  });
  const stopTicking = startTicking(app);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    stopTicking();
    void server
      .close()
      .then(() => app.close())
      .finally(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  process.stderr.write('Open this address in the browser on this machine. It works once. Ctrl+C ends the console.\n');
  process.stdout.write(`${server.enterUrl}\n`);
  if (options.open) openBrowser(server.enterUrl, process.env);
}

run(argumentsOrExit()).catch((thrown: unknown) => {
  const plain = thrown instanceof Error && !(thrown instanceof BulkheadError);
  process.stderr.write(plain ? `error: ${thrown.message}\n` : failureLines(toFailure(thrown)));
  process.exit(1);
});
