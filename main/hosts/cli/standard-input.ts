import { BulkheadError, fail } from '../../../shared/domain/failure.ts';
import { tell } from './terminal.ts';

/** The longest thing that any command takes: a request to a witness, a sheet of paper, the JSON of one operation. */
const MAX_BYTES = 16 << 20;

/** All of stdin as text. `what` is asked for at a terminal, where nothing would say that it is waited for. */
export async function readAll(what: string): Promise<string> {
  if (process.stdin.isTTY) tell(`Paste ${what}, then press Ctrl-D on a line of its own.`);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) fail('BAD_INPUT', `Standard input is longer than ${what} can be (${MAX_BYTES} bytes).`);
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch (cause) {
    if (cause instanceof BulkheadError) throw cause;
    throw new BulkheadError('BAD_INPUT', `Standard input is not text in UTF-8; ${what} is expected.`, { cause });
  }
}
