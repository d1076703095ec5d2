import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChevronsDown,
  IconChevronsUp,
  IconPlus,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { m } from '#messages';
import type { Flag, ResultKind, Standing } from '../shared/words.ts';

/*
 * Named one by one, so that the screen loads these words and not every message of the house.
 */

export const flagWords: Record<Flag, () => string> = {
  criticalLow: m.results_flag_criticalLow,
  low: m.results_flag_low,
  high: m.results_flag_high,
  criticalHigh: m.results_flag_criticalHigh,
  abnormal: m.results_flag_abnormal,
  criticalAbnormal: m.results_flag_criticalAbnormal,
  positive: m.results_flag_positive,
  intermediate: m.results_flag_intermediate,
  resistant: m.results_flag_resistant,
};

const at = { size: 16, 'aria-hidden': true } as const;

/** A shape of its own for each direction, so that a mark is told without its colour. */
export const flagShapes: Record<Flag, ReactNode> = {
  criticalLow: <IconChevronsDown {...at} />,
  low: <IconArrowDown {...at} />,
  high: <IconArrowUp {...at} />,
  criticalHigh: <IconChevronsUp {...at} />,
  abnormal: <IconAlertTriangle {...at} />,
  criticalAbnormal: <IconAlertTriangle {...at} />,
  positive: <IconPlus {...at} />,
  intermediate: <IconAlertTriangle {...at} />,
  resistant: <IconAlertTriangle {...at} />,
};

export const isCritical = (flag: Flag) => flag.startsWith('critical');

/** What is final needs no word. */
export const standingWords: Record<Exclude<Standing, 'final'>, () => string> = {
  preliminary: m.results_standing_preliminary,
  corrected: m.results_standing_corrected,
  cancelled: m.results_standing_cancelled,
  inError: m.results_standing_inError,
};

export const kindWords: Record<Exclude<ResultKind, 'measured'>, () => string> = {
  report: m.results_kind_report,
  test: m.results_kind_test,
};
