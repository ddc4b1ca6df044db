import { createORPCClient } from '@orpc/client';
import { RPCLink as HttpLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/contract.ts';
import { type Bridge, bridge, openPort } from './bridge.ts';
import { type Staging, stageByPath, stageByUpload } from './staging.ts';

export type Client = ContractRouterClient<Contract>;

/** One way to the console, whichever host carries it. */
export interface Connection {
  readonly client: Client;
  readonly stage: Staging;
}

/** The desktop shell where its bridge is present, else the server that this page came from. */
export function connect(): Connection {
  const host = bridge();
  return host === null ? overHttp() : overPort(host);
}

function overHttp(): Connection {
  const url = new URL('/rpc', location.href).href;
  return { client: createORPCClient(new HttpLink({ url })), stage: stageByUpload };
}

/** Calls made before the port arrives wait for it; there is no moment in which the client is not usable. */
function overPort(host: Bridge): Connection {
  const link = openPort(host).then((port) => new PortLink({ port }));
  const client: Client = createORPCClient({
    call: async (path, input, options) => (await link).call(path, input, options),
  });
  return { client, stage: host.pathOf === undefined ? stageByUpload : stageByPath(host.pathOf.bind(host)) };
}
