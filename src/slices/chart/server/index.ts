import type { ServerSlice, Verbs } from '#platform/server/slice.ts';
import { chart } from '../contract.ts';
import { printChart } from './print-chart.ts';
import { takeFile } from './take-file.ts';
import { timeline } from './timeline.ts';

const verbs = { timeline, printChart, takeFile } satisfies Verbs<typeof chart>;

export const slice: ServerSlice = { contract: chart, verbs };
