import type { Content } from 'pdfmake/interfaces.js';
import { dataTable, heading } from '#platform/server/print/blocks.ts';
import type { Verb } from '#platform/server/slice.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatDateTime } from '#platform/shared/time.ts';
import type { VitalItem, VitalsSet, vitals } from '../contract.ts';
import { signsOfMeasure } from '../shared/sign-measures.ts';
import { conclusionsOn } from './paper-conclusions.ts';
import { flagOn, howOn, valueOn } from './paper-words.ts';
import { keepVitalsPaper, type PaperFor, paperFor } from './papers.ts';
import { vitalsOf } from './visit-vitals.ts';

/** All that was measured in a visit and counts, each set with its time and who measured. */
export const printStrip: Verb<typeof vitals, 'printStrip'> = async (ctx, { visitId }) => {
  const visit = await vitalsOf(ctx, visitId);
  const about = await paperFor(ctx, visit.patientId);
  const sets = visit.sets.filter((set) => set.items.some(counts));
  if (sets.length === 0) return ctx.fail('nothingToPrint');
  return keepVitalsPaper(ctx, about, {
    name: 'strip',
    title: about.word('paper_strip'),
    subject: `Encounter/${visitId}`,
    body: sets.flatMap((set) => setBody(about, set, ctx.clinic.zone)),
    provisional: sets.some((set) => set.items.some(({ status }) => status === 'preliminary')),
  });
};

const counts = ({ status }: VitalItem) => status !== 'entered-in-error';

function setBody(about: PaperFor, set: VitalsSet, zone: string): Content[] {
  const { word, language } = about;
  const by = [
    ...(set.recordedBy ? [word('strip_by', { name: set.recordedBy })] : []),
    ...(set.typedBy ? [word('strip_typedBy', { name: set.typedBy })] : []),
  ];
  const rows = set.items.filter(counts).map((item) => {
    // of a series the mean is judged
    const judged = item.notObtained === undefined && item.context.series === undefined;
    const flags = judged ? set.flags.filter(({ sign }) => signsOfMeasure[item.measure].includes(sign)) : [];
    const gravest =
      flags.find(({ level }) => level === 'critical') ?? flags.find(({ level }) => level !== 'normal');
    return [
      word(`measure_${item.measure}`),
      { text: valueOn(about, item), bold: true },
      howOn(about, item),
      flagOn(about, gravest ?? flags[0]),
    ];
  });
  const columns = [
    { title: word('paper_what'), width: 130 },
    { title: word('paper_value'), width: 90 },
    { title: word('paper_how') },
    { title: word('paper_flag') },
  ];
  const told = set.notices.map(
    ({ toldTo, toldAt, readBack }): Content => ({
      text: word('notice_done', {
        name: toldTo,
        time: formatDateTime(toldAt, localeFor(language), zone),
        readBack: word(readBack ? 'notice_readBackYes' : 'notice_readBackNo'),
      }),
    }),
  );
  return [
    heading([formatDateTime(set.measuredAt, localeFor(language), zone), ...by].join(', ')),
    dataTable(columns, rows, language),
    ...conclusionsOn(about, set).map((text): Content => ({ text, bold: true })),
    ...told,
  ];
}
