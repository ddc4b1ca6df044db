import type { IncidentScreen } from '../store/route.ts';

/** `g` and then a letter goes to a screen of the open incident. */
export const SCREEN_KEYS: Readonly<Record<IncidentScreen, string>> = {
  command: 'c',
  run: 'r',
  exercise: 'x',
  assets: 'a',
  decisions: 'd',
  timeline: 't',
  evidence: 'e',
  notifications: 'n',
  handoff: 'h',
  verify: 'v',
};

export const SCREEN_TEXT: Readonly<Record<IncidentScreen, string>> = {
  command: 'Command',
  run: 'Run',
  exercise: 'Exercise',
  assets: 'Assets',
  decisions: 'Decisions',
  timeline: 'Timeline',
  evidence: 'Evidence',
  notifications: 'Notifications',
  handoff: 'Handoff',
  verify: 'Verify',
};
