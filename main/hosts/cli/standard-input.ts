/** All of stdin as text. */
export async function readAll(): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
