// Written by `npm run content`; a test holds it to the folders.
import type { Scenario } from '../../shared/domain/scenario.ts';
import { helpfulRecommender } from './scn-1-helpful-recommender.ts';
import { debugLog } from './scn-2-debug-log.ts';
import { slowTheft } from './scn-3-slow-theft.ts';
import { registryAt0210 } from './scn-4-registry-at-0210.ts';
import { peakHourStall } from './scn-5-peak-hour-stall.ts';
import { someoneElsesPortfolio } from './scn-6-someone-elses-portfolio.ts';
import { lockoutHearing } from './scn-7-lockout-hearing.ts';

export const found: readonly Scenario[] = [
  helpfulRecommender,
  debugLog,
  slowTheft,
  registryAt0210,
  peakHourStall,
  someoneElsesPortfolio,
  lockoutHearing,
];
