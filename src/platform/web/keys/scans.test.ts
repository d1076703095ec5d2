// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { badgeText } from '#platform/shared/badge.ts';
import { hearBadges } from './scans.ts';

const ayu = '019a0f3c-5b7e-7c21-9d40-8e6a51c2f0ab';
const scanned: string[] = [];
const acted: string[] = [];
const undo: (() => void)[] = [];
let nowMs = 10_000;

/** A key as a browser tells of it: what the window hears, and what it types if nobody keeps it. */
function press(
  target: HTMLElement,
  key: string,
  { code = codeOf(key), afterMs = 8 }: { code?: string; afterMs?: number } = {},
): void {
  nowMs += afterMs;
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: nowMs });
  target.dispatchEvent(event);
  if (event.defaultPrevented || key.length > 1 || !(target instanceof HTMLInputElement)) return;
  target.value += key;
  target.dispatchEvent(new Event('input', { bubbles: true }));
}

const codeOf = (key: string) => (/\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`);
const scan = (target: HTMLElement, text = badgeText(ayu), how: { afterMs?: number } = {}) => {
  for (const key of text) press(target, key, how);
  press(target, 'Enter', { code: 'Enter' });
};
const field = (type = 'text') =>
  Object.assign(document.body.appendChild(document.createElement('input')), { type });

const act = ({ key }: KeyboardEvent) => void acted.push(key);

beforeEach(() => {
  addEventListener('keydown', act);
  undo.push(
    () => removeEventListener('keydown', act),
    hearBadges((staffId) => scanned.push(staffId) > 0),
  );
  // long after whatever came before
  nowMs += 60_000;
});
afterEach(() => {
  for (const one of undo.splice(0)) one();
  scanned.length = 0;
  acted.length = 0;
  document.body.replaceChildren();
});

it('A badge is heard wherever the focus is, and no letter key acts nor Enter presses anything', () => {
  scan(document.body);
  expect(scanned).toEqual([ayu]);
  // the first letter cannot be known for one; no screen uses it
  expect(acted).toEqual(['B']);
});

it.each(['password', 'text', 'search'])('A %s field holds what it held, and its form hears so', (type) => {
  const input = field(type);
  for (const key of '7194') press(input, key, { afterMs: 120 });
  const told: string[] = [];
  input.addEventListener('input', () => told.push(input.value));
  scan(input);
  expect(scanned).toEqual([ayu]);
  expect(input.value).toBe('7194');
  expect(told.at(-1)).toBe('7194');
  expect(acted).not.toContain('Enter');
});

it('A scan that comes right upon a typed key is heard all the same', () => {
  const input = field();
  for (const key of 'kab') press(input, key);
  scan(input);
  expect(scanned).toEqual([ayu]);
  expect(input.value).toBe('kab');
});

it('Of what comes right after a scan only its own Enter is kept away', () => {
  const input = field('password');
  scan(input);
  for (const key of '2580') press(input, key);
  press(input, 'Enter', { code: 'Enter' });
  for (const key of badgeText(ayu)) press(input, key);
  for (const key of '2580') press(input, key);
  press(input, 'Enter', { code: 'Enter' });
  expect(input.value).toBe('25802580');
  expect(acted.filter((key) => key === 'Enter')).toHaveLength(2);
});

it('Caps Lock, Shift and another layout change nothing', () => {
  scan(document.body, badgeText(ayu).toLowerCase());
  for (const key of badgeText(ayu)) {
    press(document.body, 'Shift', { code: 'ShiftLeft' });
    press(document.body, key);
  }
  // a French keyboard: A and Q change places, digits stand under their Shift
  const french: Record<string, string> = { A: 'q', 0: 'à', 1: '&', 2: 'é', 3: '"', 4: "'", 5: '(', 6: '-' };
  for (const key of badgeText(ayu)) press(document.body, french[key] ?? key, { code: codeOf(key) });
  expect(scanned).toEqual([ayu, ayu, ayu]);
});

it('What a person types stays hers, also the word itself and its beginning', () => {
  const input = field();
  for (const key of 'badge badged BADGE7 b') press(input, key, { code: key === ' ' ? 'Space' : codeOf(key) });
  press(input, 'Enter', { code: 'Enter' });
  expect(input.value).toBe('badge badged BADGE7 b');
  expect(acted.at(-1)).toBe('Enter');
  scan(input, badgeText(ayu), { afterMs: 600 });
  expect(scanned).toEqual([]);
});

it('A code that is cut short or of another kind opens nothing', () => {
  scan(document.body, badgeText(ayu).slice(0, -1));
  scan(document.body, `BADGE${'X'.repeat(32)}`);
  expect(scanned).toEqual([]);
});

it('Whoever came last is asked first, and passes it on by not taking it', () => {
  const asked: string[] = [];
  undo.push(hearBadges(() => asked.push('screen') < 0));
  const away = hearBadges(() => asked.push('lock') > 0);
  scan(document.body);
  expect([asked, scanned]).toEqual([['lock'], []]);
  away();
  scan(document.body);
  expect([asked, scanned]).toEqual([['lock', 'screen'], [ayu]]);
});
