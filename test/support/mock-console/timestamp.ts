import type { TimestampRequestView, TimestampView } from '../../../shared/view/incident-view.ts';
import { at, hex } from './at.ts';
import { ines } from './people.ts';

const checkpointSha256 = hex('5a');

export const timestampRequest: TimestampRequestView = {
  entry: 66,
  at: at(-13),
  by: ines.name,
  size: 66,
  root: hex('66'),
  checkpointSha256,
  requestSha256: hex('7e'),
  nonce: '0102030405060708',
  tsa: 'Zeitamt',
};

export const timestamp: TimestampView = {
  entry: 70,
  at: at(-9),
  by: ines.name,
  request: 66,
  size: 66,
  checkpointSha256,
  genTime: at(-11),
  tsaName: 'O=Zeitamt, CN=Zeitamt TSA 7',
  policy: '1.2.3.4.1',
  serial: '0a1b2c',
  replySha256: hex('7f'),
  certificateExpires: at(400 * 1440),
  verified: 'yes',
  rootSha256: 'c1'.repeat(32),
  rootPemSha256: hex('9e'),
  intermediatesPemSha256: null,
};
