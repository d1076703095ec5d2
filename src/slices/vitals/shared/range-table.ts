/** Both ends belong to it. */
export type Range = { low: number; high: number };

export const childBands = [
  'neonate',
  'infant',
  'toddler',
  'preschool',
  'school',
  'preteen',
  'adolescent',
] as const;
export type ChildBand = (typeof childBands)[number];

export type BandRow = {
  heartRate: Range;
  heartRateAsleep: Range;
  respiratoryRate: Range;
  systolic: Range;
  diastolic: Range;
};

/** Per minute, mmHg, per cent, °C, mg/dL; both ends of a normal range belong to it. */
export type RangeTable = {
  children: Record<ChildBand, BandRow>;
  adult: { heartRate: Range; respiratoryRate: Range; oxygenSaturation: Range };
  /** `core` is rectum, ear and temple. */
  temperature: { oral: Range; axillary: Range; core: Range };
  /** Fever from this on. */
  fever: { oral: number; axillary: number; core: number };
  /** Of adults: at or beyond these a clinician is told at once; glucose strictly beyond. */
  critical: {
    heartRate: Range;
    respiratoryRate: Range;
    systolic: Range;
    temperature: Range;
    oxygenSaturationLow: number;
    glucose: Range;
  };
};

const range = (low: number, high: number): Range => ({ low, high });
const row = (
  heartRate: Range,
  heartRateAsleep: Range,
  respiratoryRate: Range,
  systolic: Range,
  diastolic: Range,
): BandRow => ({ heartRate, heartRateAsleep, respiratoryRate, systolic, diastolic });

/**
 * What a clinic starts with: children by PALS 2015 (ages 16–17, which it leaves out, count as adult), adults as usual, critical
 * limits as a NEWS2 score of 3. The armpit reads 0.3 lower at its low end, as its fever limit does.
 */
export const defaultRanges: RangeTable = {
  children: {
    neonate: row(range(100, 205), range(90, 160), range(30, 53), range(67, 84), range(35, 53)),
    infant: row(range(100, 190), range(90, 160), range(30, 53), range(72, 104), range(37, 56)),
    toddler: row(range(98, 140), range(80, 120), range(22, 37), range(86, 106), range(42, 63)),
    preschool: row(range(80, 120), range(65, 100), range(20, 28), range(89, 112), range(46, 72)),
    school: row(range(75, 118), range(58, 90), range(18, 25), range(97, 115), range(57, 76)),
    preteen: row(range(75, 118), range(58, 90), range(18, 25), range(102, 120), range(61, 80)),
    adolescent: row(range(60, 100), range(50, 90), range(12, 20), range(110, 131), range(64, 83)),
  },
  adult: {
    heartRate: range(60, 100),
    respiratoryRate: range(12, 20),
    oxygenSaturation: range(95, 100),
  },
  temperature: { oral: range(36.1, 37.2), axillary: range(35.8, 37.2), core: range(36.1, 37.9) },
  fever: { oral: 37.8, axillary: 37.5, core: 38.0 },
  critical: {
    heartRate: range(40, 131),
    respiratoryRate: range(8, 25),
    systolic: range(90, 220),
    temperature: range(35.0, 40.0),
    oxygenSaturationLow: 91,
    glucose: range(54, 400),
  },
};
