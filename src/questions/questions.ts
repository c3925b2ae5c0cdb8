import { corrections } from './corrections.ts';
import { countDifferences } from './count-differences.ts';
import { deliveriesAmiss } from './deliveries-amiss.ts';
import { numberGaps } from './number-gaps.ts';
import { ownTeamOvertime } from './own-team-overtime.ts';
import { privateDetailsShown } from './private-details-shown.ts';
import type { Question } from './question.ts';
import { ratesAndBalances } from './rates-and-balances.ts';
import { rolesChanged } from './roles-changed.ts';
import { runsVoided } from './runs-voided.ts';
import { signIns } from './sign-ins.ts';
import { stockAdjustments } from './stock-adjustments.ts';

/** All that stands on the auditor's desk, in its order. A new question is a file of its own and a line here. */
export const questions: readonly Question[] = [
  ...[ownTeamOvertime, corrections, ratesAndBalances, runsVoided],
  ...[stockAdjustments, countDifferences, deliveriesAmiss, numberGaps],
  ...[rolesChanged, privateDetailsShown, signIns],
];
