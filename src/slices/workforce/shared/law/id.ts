import { asksNothing, type PlaceLaw } from './law-rule.ts';

/**
 * Indonesia. Permenkes 80/2016 gives an asisten perawat no injection and no invasive act, and lets her work under the direct
 * supervision of a perawat; its standing under UU 17/2023 and PP 28/2024 each clinic checks (verify).
 */
export const indonesia: PlaceLaw = {
  ...{ place: 'ID', country: 'ID', dataVersion: '2026-11' },
  rules: [
    { ...asksNothing, act: 'orders.performInvasive', forbidden: true },
    // a clinic that opens with its manager alone could let nobody in
    { ...asksNothing, act: 'frontDesk.room', on: false, roles: ['assistant'], supervision: 'onSite' },
  ],
};
