import { useEffect, useMemo, useRef, useState } from 'react';
import { ageAt } from '#platform/shared/age.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { useMe } from '#platform/web/shell/session.ts';
import type { VisitVitals } from '../contract.ts';
import { readEntered } from '../shared/entered.ts';
import {
  type Judged,
  judgeSet,
  type PlacedFinding,
  placedFindings,
  type SetJudgement,
} from '../shared/judge.ts';
import { entryOf, type RoomingValues } from './form-values.ts';

export type LiveJudgement = SetJudgement & { findings: PlacedFinding[] };

/** What the rules need of a visit, as the server has it. */
export function judgedOf(visit: VisitVitals, zone: string): Judged {
  const of = (sign: string) => visit.last.find((one) => one.sign === sign);
  const [height, weight] = [of('height'), of('weight')];
  return {
    birthDate: visit.birthDate ?? null,
    eventDate: visit.day,
    settings: { ...visit.settings, oxygenTarget: visit.oxygenTarget },
    pregnant: visit.pregnant,
    avoidArms: visit.avoidArms.map(({ arm }) => arm),
    previous: {
      height: height && { cm: height.canonical, date: zonedDay(height.at, zone) },
      weight: weight && { kg: weight.canonical, date: zonedDay(weight.at, zone) },
    },
  };
}

/** Age in whole years on the day of the visit, or null. */
export function yearsOf(visit: VisitVitals): number | null {
  return visit.birthDate === undefined ? null : (ageAt(visit.birthDate, visit.day)?.years ?? null);
}

/** The server's own rules while she types: flags, and what should be read again. Figures stand with a point here. */
export function useJudgement(values: RoomingValues, visit: VisitVitals): LiveJudgement {
  const { zone } = useMe().clinic;
  return useMemo(() => {
    const judged = judgedOf(visit, zone);
    const { readings } = readEntered(entryOf(values), 'en-US');
    return { ...judgeSet(readings, judged), findings: placedFindings(readings, judged) };
  }, [values, visit, zone]);
}

/** Long enough for the next digit: 1 on the way to 118 is no impossible pressure. */
const pauseMs = 500;

/**
 * The values once typing pauses, or at once when a field is left.
 * @returns the values to judge, and what to call on leaving a field
 */
export function useSettled<Values>(values: Values): [Values, () => void] {
  const [settled, setSettled] = useState(values);
  const latest = useRef(values);
  latest.current = values;
  useEffect(() => {
    const timer = setTimeout(() => setSettled(values), pauseMs);
    return () => clearTimeout(timer);
  }, [values]);
  return [settled, () => setSettled(latest.current)];
}
