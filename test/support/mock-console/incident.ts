import type { IncidentView, Waiting } from '../../../shared/view/incident-view.ts';
import { actions } from './actions.ts';
import { at, hex } from './at.ts';
import { facts, legal, pack } from './law.ts';
import { timestamp, timestampRequest } from './timestamp.ts';
import { cosignature, witness } from './witness.ts';
import { ines, lea, organisation, tomas } from './people.ts';
import { keyRevocation } from './run.ts';

const waiting: readonly Waiting[] = [
  {
    kind: 'doubt',
    title: 'In doubt: K18 Redis user llm-cache on cache-eu-2',
    detail: 'A step started and has no recorded outcome. Look at the real system and say what happened.',
    screen: 'run',
    action: 'act-00000000000000c4',
  },
  {
    kind: 'gate',
    title: 'Approve: K11 Client certificate of the model registry robot',
    detail: '1 more person: key custodian or legal counsel',
    screen: 'run',
    action: 'act-00000000000000c2',
  },
  {
    kind: 'order',
    title: 'Ready to execute: K11 Gateway client certificate',
    detail: 'Cannot be undone',
    screen: 'run',
    action: 'act-00000000000000c5',
  },
  {
    kind: 'output',
    title: 'Paste the output: K18 Redis user feature-writer',
    detail: 'The commands are on the card.',
    screen: 'run',
    action: 'act-00000000000000c3',
  },
  {
    kind: 'step',
    title: 'PB1: Wave 1: minters',
    detail: 'Whoever can create credentials goes first, or they come back.',
    screen: 'run',
    action: null,
  },
];

const credential = (id: string, label: string, template: string, wave: 1 | 2 | 3) => ({
  id: `crd-00000000000000${id}` as const,
  label,
  template,
  canMint: wave === 1,
  issues: wave === 2,
  consumers: wave === 3 ? 'checkout, fraud scoring' : '',
  wave,
});

/** One incident 96 minutes after awareness. */
export function incidentView(scene: string, incident: string): IncidentView {
  const early = scene === 'fresh';
  const stamp = { entry: 31, at: at(-70), by: ines.name };
  return {
    incident,
    codename: scene === 'exercise' ? 'Chalk Lantern' : 'Copper Thimble',
    pattern: 'LP-9',
    summary: early
      ? ''
      : 'Registry robot token used from an unknown network at 00:41. Several layers of the scoring model were fetched.',
    playClock: scene === 'exercise' ? { pace: 15, running: true, ticking: true, wall: at(0) } : null,
    exercise: scene === 'exercise',
    drill: null,
    leaked: ['weights', 'keys'],
    detectedAt: at(-118),
    declaredAt: at(-101),
    organisation,
    commander: { ...ines },
    people: [ines, tomas, lea],
    endedOffer: null,
    offer:
      scene === 'offer'
        ? {
            entry: 77,
            at: at(-3),
            by: ines.name,
            from: ines,
            to: tomas,
            situation: 'Wave 1 is proven. Wave 2 waits for your signature.',
          }
        : null,
    assets: early
      ? []
      : [
          {
            id: 'ast-00000000000000b1',
            type: 'registry',
            name: 'registry.ai.nordhafen.example',
            owner: 'ML platform',
            criticalFunction: 'unknown',
          },
          {
            id: 'ast-00000000000000b2',
            type: 'model',
            name: 'scoring-v7',
            owner: 'Credit risk',
            criticalFunction: 'yes',
          },
        ],
    credentials: early
      ? []
      : [
          credential('c1', 'CI deploy certificate, key id deploy@ci-07', 'K12', 1),
          credential('c2', 'Client certificate of the model registry robot, serial 1007', 'K11', 2),
          credential('c6', 'Gateway client certificate, serial 1044', 'K11', 2),
          credential('c3', 'Redis user feature-writer on cache-eu-1', 'K18', 3),
          credential('c4', 'Redis user llm-cache on cache-eu-2', 'K18', 3),
          credential('c5', 'Redis user shop-session on cache-eu-1', 'K18', 3),
        ],
    triage: early ? [] : [{ question: 'LP-9.complete', answer: 'unknown', note: 'Counting layers.', entry: 22 }],
    facts: early ? [] : facts,
    holds: [],
    decisions: [],
    retrainOrders: [],
    exhibits: early
      ? []
      : [
          {
            ...stamp,
            exhibit: 'E-0001',
            sha256: hex('3fa9'),
            size: 48_212_991,
            name: 'registry-access-2026-11-21.log',
            source: 'registry-01, /var/log/registry/access.log',
            method: 'scp from the read-only mount',
            mediaType: 'text/plain',
            collectedBy: ines.name,
          },
          {
            ...stamp,
            entry: 33,
            exhibit: 'E-0002',
            sha256: hex('b07c'),
            size: 18_442,
            name: 'conntrack-gw02.txt',
            source: 'gateway-02',
            method: 'conntrack -L -o extended, pasted',
            mediaType: 'text/plain',
            collectedBy: tomas.name,
          },
        ],
    awareness: early
      ? []
      : [
          {
            ...stamp,
            entry: 35,
            regime: 'NIS2',
            entity: organisation.entities[1]?.id ?? '',
            awareAt: at(-96),
            reason: 'Access log and registry owner agree: the token was not ours.',
          },
        ],
    classifications: [],
    ownFacts: [],
    withdrawnFacts: [],
    legal: early
      ? legal(false).map((one) => ({ ...one, report: { ...one.report, clocks: [] } }))
      : legal(scene === 'missed'),
    pack,
    requests: [],
    explanations: [],
    adjustments: [],
    drafts: [],
    filings: [],
    struckFilings: [],
    signOffs: [],
    documents: [],
    runs: early ? [] : [keyRevocation()],
    actions: early ? [] : actions,
    foreignActions: [],
    cosignatures: early ? [] : [cosignature],
    timestampRequests: early ? [] : [timestampRequest],
    timestamps: early ? [] : [timestamp],
    exports: early
      ? []
      : [
          {
            ...stamp,
            entry: 62,
            name: 'copper-thimble-20261122T0112Z',
            path: '/home/ines/bundles/copper-thimble-20261122T0112Z',
            size: 61,
            root: hex('88ed'),
            purpose: 'Technical review of the registry log',
            recipient: 'CERT of the group',
          },
        ],
    waiting: early ? [] : waiting,
    ledger: {
      recorded: 79,
      sealed: scene === 'behind' ? 77 : 79,
      root: hex('4c11'),
      origin: 'bulkhead.example/copper-thimble',
      lastSealedAt: at(-1),
      problem: null,
      timestamped: early ? null : { size: timestamp.size, genTime: timestamp.genTime, tsa: timestamp.tsaName },
      witnessed: early ? null : { size: 61, by: witness.name, at: at(-14) },
    },
    revision: 78,
    now: at(0),
  };
}
