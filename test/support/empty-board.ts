import type { Board } from '../../playbooks/kit/playbook.ts';

const none = { total: 0, armed: 0, settled: 0 };

/** A board of an incident in which nothing is registered and nothing was done; tests change what they are about. */
export const emptyBoard: Board = {
  credentials: 0,
  exhibits: 0,
  retrainOrders: 0,
  waves: { 1: none, 2: none, 3: none },
  inDoubt: 0,
  actions: [],
  sealedHolds: 0,
  openLeases: 0,
  lastProvenAt: null,
};
