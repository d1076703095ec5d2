import type { WebSlice } from '#platform/web/slots/web-slice.ts';

export const web = {} satisfies WebSlice;
