import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { today } from '#platform/shared/time.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { chart } from '../contract.ts';

/** Writes down who takes the chart as a file and what for. The file's name says the record number, never the name. */
export const takeFile: Verb<typeof chart, 'takeFile'> = async (ctx, { patientId, purpose }) => {
  const { recordNumber } = await cardOf(ctx, patientId);
  ctx.note('chart.takenAsFile', { patientId, details: { purpose } });
  const name = words(ctx.language, 'chart_file');
  return { patientId, fileName: `${name}-${recordNumber}-${today(ctx.clock, ctx.clinic.zone)}.json` };
};
