// What answers in one zone of the network topology: `node zone-server.ts PORT [PAY_URL AI_URL]`. With the two addresses it is a shop,
// whose checkout needs the payment service and gets on without the AI (its fallback).
import { createServer, type ServerResponse } from 'node:http';

const [port = '8080', pay, ai] = process.argv.slice(2);

async function answers(url: string, limitMs: number): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(limitMs) })).ok;
  } catch {
    return false;
  }
}

async function checkout(): Promise<readonly [status: number, text: string]> {
  if (pay === undefined || ai === undefined) return [404, 'no shop here'];
  // The budget of the AI is a fifth of what checkout may take; there is no second try in the payment path.
  const advised = await answers(ai, 600);
  if (!(await answers(pay, 2000))) return [502, 'payment did not answer'];
  return [200, advised ? 'ordered, advised' : 'ordered, fallback'];
}

async function answer(path: string | undefined, response: ServerResponse): Promise<void> {
  const [status, text] = path === '/checkout' ? await checkout() : [200, 'ok'];
  response.statusCode = status;
  response.end(`${text}\n`);
}

createServer((request, response) => void answer(request.url, response)).listen(Number(port), '::', () =>
  console.log('listening'),
);
