import { ORPCError } from '@orpc/client';

/** Where the console finds the bytes of a file: a handle of an upload, or a path on its own machine. */
export type Staged = { readonly staged: string } | { readonly path: string };

/** Brings a file to the console. `progress` gets 0..1. */
export type Staging = (file: File, progress: (part: number) => void, signal: AbortSignal) => Promise<Staged>;

/** Desktop: the console reads the file itself, so nothing is copied twice. */
export function stageByPath(pathOf: (file: File) => string): Staging {
  return (file, progress) => {
    progress(1);
    return Promise.resolve({ path: pathOf(file) });
  };
}

/** Loopback: raw body. XMLHttpRequest, because fetch does not report how much of a body has gone out. */
export const stageByUpload: Staging = (file, progress, signal) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/upload');
    request.responseType = 'json';
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      const handle = handleOf(request.response);
      if (request.status >= 200 && request.status < 300 && handle !== null) resolve({ staged: handle });
      else reject(refusalOf(request.response) ?? new Error(`Status ${request.status}.`));
    });
    request.addEventListener('error', () => reject(new Error('The connection broke while the file was sent.')));
    request.addEventListener('abort', () => reject(new Error('Sending was stopped.')));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });

/** An upload is refused with the failure itself, not in the envelope of calls. */
function refusalOf(answer: unknown): ORPCError<string, unknown> | null {
  if (typeof answer !== 'object' || answer === null || !('code' in answer) || !('message' in answer)) return null;
  const { code, message } = answer;
  if (typeof code !== 'string' || typeof message !== 'string') return null;
  return new ORPCError(code, { message, data: answer });
}

function handleOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('staged' in answer)) return null;
  return typeof answer.staged === 'string' ? answer.staged : null;
}
