import type { Client } from '../../../renderer/client/client.ts';
import { mount } from '../../../renderer/shell/mount.tsx';
import { mockClient } from './mock-client.ts';

// The scene is named in the query: `?scene=locked`. Screens are looked at with this; what they do is tested on real hosts.
const scene = new URLSearchParams(location.search).get('scene') ?? 'live';
const client = mockClient(scene) as unknown as Client;
mount({ client, stage: () => Promise.resolve({ staged: '0'.repeat(32) }) });
