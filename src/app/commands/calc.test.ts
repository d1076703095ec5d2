import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');

/** Runs `serambi calc NAME` as a person does, without any database. */
async function calc(name: string, lines: readonly unknown[], ...options: string[]): Promise<string[]> {
  const child = spawn(process.execPath, ['bin/serambi.js', 'calc', name, ...options], {
    cwd: root,
    env: { ...process.env, SERAMBI_DATA: '/nowhere', DATABASE_URL: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  const [said, code] = await Promise.all([
    text(child.stdout),
    new Promise((resolve) => child.on('close', resolve)),
  ]);
  expect(code).toBe(0);
  return said.trimEnd().split('\n');
}

async function answers(name: string, lines: readonly unknown[]): Promise<Record<string, unknown>[]> {
  return (await calc(name, lines)).map((line) => JSON.parse(line));
}

const well = {
  respiratoryRate: 16,
  oxygenSaturation: 98,
  onOxygen: false,
  systolic: 122,
  heartRate: 76,
  consciousness: 'alert',
  temperature: 36.8,
};

describe('serambi calc', () => {
  it('news2 scores A8.1, tells what is missing and goes on after a bad line', async () => {
    const sick = { respiratoryRate: 22, oxygenSaturation: 94, onOxygen: false, systolic: 108 };
    const { temperature: _none, ...untaken } = well;
    const found = await answers('news2', [
      { ...sick, heartRate: 112, consciousness: 'A', temperature: 38.4 },
      { ...well, respiratoryRate: 25 },
      { ...well, oxygenSaturation: 95, onOxygen: true, scale: 2 },
      'not json',
      { ...well, heartRate: 'fast' },
      { ...well, heartRate: 500 },
      { ...well, pulse: 70 },
      untaken,
      { ...well, ageYears: 15 },
      { ...well, pregnant: true },
      { ...well, temperature: '101,3', temperatureUnit: 'F' },
      { ...well, consciousness: 'V' },
    ]);
    expect(found).toMatchObject([
      { status: 'complete', score: 7, risk: 'high', singleThree: false },
      { score: 3, risk: 'lowMedium', singleThree: true },
      { score: 4, risk: 'low' },
      { error: 'is no JSON' },
      { error: 'no number', field: 'heartRate' },
      { error: 'reject_range', field: 'heartRate' },
      { field: 'pulse' },
      { status: 'incomplete', missing: ['temperature'] },
      { status: 'notApplicable', reason: 'under16' },
      { status: 'notApplicable', reason: 'pregnant' },
      { score: 1, parts: { temperature: 1 } },
      { score: 3, singleThree: true },
    ]);
  });

  it('bmi and bsa answer A8.2', async () => {
    expect(
      await answers('bmi', [
        { weight: 70, height: 175 },
        { weight: 82, height: 168, ageYears: 19 },
        { weight: '154', weightUnit: 'lb', height: 70, heightUnit: 'in' },
        { weight: 70 },
        { weight: 70, height: 0 },
        { weight: 70, height: 1.75 },
        { weight: 70_000, height: 175 },
        '[]',
      ]),
    ).toMatchObject([
      { bmi: 22.9, bands: { US: 'normal', ID: 'normal' } },
      { bmi: 29.1, bands: { US: null, ID: 'obese' } },
      { bmi: 22.1 },
      { error: 'is missing', field: 'height' },
      { error: 'must be from 20 to 260 cm', field: 'height' },
      { error: 'must be from 20 to 260 cm', field: 'height' },
      { error: 'must be from 0.3 to 500 kg', field: 'weight' },
      { error: 'a line is one JSON object' },
    ]);
    expect(
      await answers('bsa', [
        { weight: 70, height: 170 },
        { height: 170 },
        { weight: 'heavy', height: 170 },
        { weight: 70, height: 170, sex: 'male' },
      ]),
    ).toMatchObject([
      { mosteller: 1.82, duBois: 1.81 },
      { error: 'is missing', field: 'weight' },
      { error: 'no number', field: 'weight' },
      { field: 'sex' },
    ]);
  });

  it('growth answers A8.3 by the table and by figures of one’s own', async () => {
    const boy = { sex: 'male', ageMonths: 12, country: 'ID' };
    const own = { l: 0.0644, m: 9.6479, s: 0.10925 };
    const found = await answers('growth', [
      { ...boy, weight: 9.6479 },
      { ...boy, weight: 11.0 },
      { ...boy, weight: 7.5 },
      { ...boy, weight: 6.5 },
      { ...own, measurement: 6.5 },
      { ...own, measurement: 6.5, restricted: true },
      { sex: 'male', birthDate: '2024-03-10', date: '2025-03-10', height: 75, position: 'standing' },
      { sex: 'female', ageDays: 200, weight: 6, gestationWeeks: 32 },
      { ...boy, sex: 'x', weight: 7 },
      { sex: 'male', weight: 7 },
      { ...boy },
      { ...boy, birthDate: '2024-03-10', weight: 7 },
      { ...boy, height: 0.75 },
      // 24 months by the printed table of heights, and the last month of head circumference
      { ...boy, sex: 'female', ageMonths: 24, height: 85.7153, position: 'standing' },
      { ...boy, ageMonths: 60, head: 50.7 },
    ]);
    expect(found).toMatchObject([
      { indicators: { weightForAge: { z: 0, percentile: 50 } } },
      { indicators: { weightForAge: { z: 1.21 } } },
      { indicators: { weightForAge: { z: -2.29, label: 'underweight' } } },
      { indicators: { weightForAge: { z: -3.52, unrestrictedZ: -3.57 } } },
      { z: -3.57 },
      { z: -3.52, unrestrictedZ: -3.57 },
      { height: 75.7, heightMovedBy: 0.7 },
      { ageDays: 144, corrected: true },
      { field: 'sex' },
      { error: 'is missing', field: 'age' },
      { field: 'weight' },
      { field: 'age' },
      { error: 'must be from 20 to 260 cm', field: 'height' },
      { height: 85.7153, heightMovedBy: 0, indicators: { heightForAge: { z: 0 } } },
      { indicators: { headForAge: { z: -0.03, standard: 'who2006' } } },
    ]);
  });

  it('range tells what is normal at an age and what of a set is not', async () => {
    expect(
      await answers('range', [
        { ageDays: 20 },
        { ageYears: 40, systolic: 128, diastolic: 84 },
        { ageYears: 40, temperature: 101.3, site: 'oral' },
        { ageDays: 60, temperature: 38.0, site: 'rectal' },
        { ageYears: 70, oxygenSaturation: 89, onOxygen: true, targetLow: 88, targetHigh: 92 },
        { ageYears: 4, heartRate: 150 },
        { targetLow: 88 },
        { targetLow: 92, targetHigh: 88, oxygenSaturation: 90 },
        { ageYears: 40, systolic: 'high' },
        { ageYears: 40, bloodPressure: '120/80' },
      ]),
    ).toMatchObject([
      { band: 'neonate', ranges: { heartRate: { low: 100, high: 205 }, hypotensionBelow: 60 } },
      { pressure: { category: 'stage1', decidedBy: 'diastolic' }, critical: false },
      { plausibility: [{ sign: 'temperature', level: 'reject', reason: 'reject_fahrenheit' }] },
      { critical: true, flags: [{ sign: 'temperature', reason: 'critical_young_infant_fever' }] },
      { critical: false, flags: [{ level: 'normal' }] },
      { critical: true, flags: [{ sign: 'heartRate', level: 'critical', reason: 'critical_child_high' }] },
      { error: 'needs both ends', field: 'targetLow' },
      { error: 'must be below targetHigh', field: 'targetLow' },
      { error: 'no number', field: 'systolic' },
      { field: 'bloodPressure' },
    ]);
  });

  it('convert answers A8.5', async () => {
    expect(
      await answers('convert', [
        { value: '38.0', from: 'C', to: 'F' },
        { value: 101.3, from: '[degF]', to: 'Cel' },
        { value: 154, from: 'lb', to: 'kg' },
        { value: 126, from: 'mg/dL', to: 'mmol/L' },
        { value: 7.0, from: '%', to: 'mmol/mol' },
        { value: 7.0, from: '%', to: 'eAG' },
        { value: 1, from: 'kg', to: 'cm' },
        { value: 1, from: 'stone', to: 'kg' },
        { value: '1.250', from: 'kg', to: 'g' },
        { value: -300, from: 'C', to: 'F' },
        { value: -1, from: 'lb', to: 'kg' },
        { value: -40, from: 'C', to: 'F' },
        { value: 1, from: 'kg', to: 'g', digits: 1.5 },
      ]),
    ).toMatchObject([
      { result: 100.4, text: '100.4' },
      { result: 38.5 },
      { result: 69.85 },
      { result: 6.99 },
      { result: 53 },
      { result: 154 },
      { field: 'to' },
      { field: 'from' },
      { error: 'can be 1.25 or 1250', field: 'value' },
      { error: 'is less than there is', field: 'value' },
      { error: 'is less than there is', field: 'value' },
      { result: -40 },
      { error: 'must be a whole number', field: 'digits' },
    ]);
  });

  it('answers a long file line by line, and says in its help what the fields are', async () => {
    const many = Array.from({ length: 20_000 }, (_, place) =>
      place % 100 === 0 ? '{' : { value: place, from: 'C', to: 'F' },
    );
    expect(await calc('convert', many)).toHaveLength(20_000);
    const help = await calc('growth', [], '--help');
    expect(help.join('\n')).toContain('gestationWeeks');
  });
});
