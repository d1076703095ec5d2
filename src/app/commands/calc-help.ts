import type { CalculatorName } from '#slices/vitals/shared/calc/calculators.ts';

export const calcNames: Record<CalculatorName, string> = {
  news2: 'National Early Warning Score 2 (Royal College of Physicians, 2017)',
  bmi: 'body mass index and its bands for adults',
  bsa: 'body surface area by Mosteller and by Du Bois',
  growth: 'z-scores and percentiles of children, WHO 2006 and CDC 2000',
  range: 'what is normal at an age, and what of a set is out of range or critical',
  convert: 'units of temperature, mass, length, pressure, glucose and HbA1c',
};

const age = `Age (any one): birthDate and date (YYYY-MM-DD), ageYears, ageMonths, ageDays`;
const size = `weight with weightUnit kg | g | lb (kg), height with heightUnit cm | m | in (cm)`;
const core = `respiratoryRate /min, oxygenSaturation %, onOxygen true | false, systolic mmHg, heartRate /min,
consciousness alert | confused | voice | pain | unresponsive (or A C V P U), temperature with temperatureUnit C | F (C)`;
/** What a line that cannot be answered gives. */
export const calcErrors = `A line that cannot be answered gives { "error": …, "field": … }, and the next line is read.
Figures are numbers or decimal text ("36,8"); a field that is not named here is an error.`;

/** What each calculator reads and answers, for `--help`. */
export const calcHelp: Record<CalculatorName, string> = {
  news2: `In: ${core}, scale 1 | 2 (1; 2 only where 88–92 % was ordered), pregnant.
${age}; without an age the patient counts as 16 years or above.
Out: { "status": "complete", "score", "risk": low | lowMedium | medium | high, "singleThree", "parts" },
{ "status": "incomplete", "missing": […] } or { "status": "notApplicable", "reason": under16 | pregnant }.`,
  bmi: `In: ${size}. ${age}; without an age the bands of adults are given.
Out: { "bmi" (one decimal), "unrounded", "bands": { "US", "ID" } }.`,
  bsa: `In: ${size}.\nOut: { "mosteller", "duBois" } in m², two decimals.`,
  growth: `In: sex male | female, ${size}, head cm,
position lying | standing, gestationWeeks, country US | ID (US), standard who2006 | cdc2000 (by country and age).
${age}.
Out: { "ageDays" (corrected for prematurity), "corrected", "height", "heightMovedBy", "indicators": { weightForAge, heightForAge,
weightForHeight, bodyMassForAge, headForAge: { "z", "unrestrictedZ", "percentile", "standard", "measured", "l", "m", "s", "label",
"implausible" } } }; an indicator without a table at that age is left out.
Or in: l, m, s, measurement, restricted true | false. Out: { "z", "unrestrictedZ", "percentile" }.`,
  range: `In: any of ${core},
diastolic, site oral | axillary | rectal | tympanic | temporal, glucose mg/dL, ${size}, head cm, pain, asleep,
pressureSymptoms, country US | ID (US), scheme accAha | from140 (by country), targetLow and targetHigh (ordered saturation).
${age}; without an age the ranges of adults serve.
Out: { "band", "ranges", "pressure", "bmi", "critical", "flags": [{ sign, level, reason, params }], "plausibility": […] }.`,
  convert: `In: value, from, to, digits (as the field reads it). Units: C F · kg g lb · cm m in · mmHg kPa ·
mg/dL mmol/L (glucose) · % mmol/mol eAG (HbA1c, average glucose in mg/dL); UCUM codes serve too.
Out: { "result", "text" (with its decimals), "from", "to" }.`,
};
