import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { insurance } from '../contract.ts';
import { charts } from './charts.ts';
import { addCoverage, changeCoverage } from './add-coverage.ts';
import { coverageKeeper, verificationKeeper } from './coverage-keeper.ts';
import { coveragesVerb } from './coverages.ts';
import { payerKeeper } from './payer-keeper.ts';
import { listPayers, savePayer } from './payers.ts';
import { endCoverage, verifyCoverage } from './verify-coverage.ts';

const verbs = {
  listPayers,
  savePayer,
  coveragesOf: coveragesVerb,
  addCoverage,
  changeCoverage,
  verifyCoverage,
  endCoverage,
} satisfies Verbs<typeof insurance>;

const coverage = { read: 'insurance.read', write: 'insurance.edit' };

export const slice: ServerSlice = {
  contract: insurance,
  verbs,
  charts,
  keepers: [payerKeeper, coverageKeeper, verificationKeeper],
  resources: {
    Coverage: coverage,
    CoverageEligibilityRequest: coverage,
    CoverageEligibilityResponse: coverage,
    Organization: { read: 'insurance.read', write: 'insurance.managePayers' },
  },
};

export { coveragesOf } from './coverages.ts';
export { payerOf, payersById, selfPay } from './payers.ts';
