// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type KeyBinding,
  bindKeys,
  currentKeys,
  nameOf,
  openLayer,
  pressKey,
  switchLetterKeys,
} from './keys.ts';

const pressed: string[] = [];
const undo: (() => void)[] = [];
const bind = (keys: string, label: string, more: Partial<KeyBinding> = {}) =>
  undo.push(bindKeys([{ keys, label, layer: 0, run: () => pressed.push(label), ...more }]));

function press(key: string, options: KeyboardEventInit = {}, target: HTMLElement = document.body): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options });
  let acted = false;
  const listen = (heard: Event) => {
    acted = pressKey(heard as KeyboardEvent, 'ayu');
  };
  addEventListener('keydown', listen);
  target.dispatchEvent(event);
  removeEventListener('keydown', listen);
  return acted;
}

beforeEach(() => localStorage.clear());
afterEach(() => {
  pressed.length = 0;
  for (const one of undo.splice(0)) one();
  document.body.replaceChildren();
});

it('Letter keys are off in text fields; Ctrl Enter works there', () => {
  const input = document.body.appendChild(document.createElement('input'));
  bind('p', 'print');
  bind('ctrl+enter', 'save');
  expect(press('p', {}, input)).toBe(false);
  expect(press('Enter', { ctrlKey: true }, input)).toBe(true);
  expect(press('p')).toBe(true);
  expect(pressed).toEqual(['save', 'print']);
});

it('Letter keys can be switched off by each person for herself', () => {
  bind('p', 'print');
  bind('escape', 'back');
  switchLetterKeys('ayu', false);
  expect(press('p')).toBe(false);
  expect(press('Escape')).toBe(true);
  switchLetterKeys('ayu', true);
  expect(press('p')).toBe(true);
});

it('The screen below a dialog rests; its own and the global keys work', () => {
  bind('p', 'print the chart');
  bind('alt+l', 'lock', { global: true });
  undo.push(openLayer(1));
  bind('escape', 'close', { layer: 1 });
  expect(press('p')).toBe(false);
  expect(press('l', { altKey: true, code: 'KeyL' })).toBe(true);
  expect(press('Escape')).toBe(true);
  expect(pressed).toEqual(['lock', 'close']);
});

it('The later binding of a key wins, and help lists it once', () => {
  bind('p', 'print the day sheet');
  bind('p', 'print the receipt');
  press('p');
  expect(pressed).toEqual(['print the receipt']);
  expect(currentKeys().map(({ label }) => label)).toEqual(['print the receipt']);
});

it('Of several forms the one saves in which a person is, and none when she is in none of them', () => {
  const [first, second] = ['first', 'second'].map((name) => {
    const form = document.body.appendChild(document.createElement('form'));
    const input = form.appendChild(document.createElement('input'));
    bind('ctrl+enter', name, { within: () => form });
    return input;
  });
  for (const input of [first, second, first, undefined]) press('Enter', { ctrlKey: true }, input);
  expect(pressed).toEqual(['first', 'second', 'first']);
});

it('A screen with one form saves it wherever a person is', () => {
  bind('ctrl+enter', 'save', { within: () => document.body.appendChild(document.createElement('form')) });
  expect(press('Enter', { ctrlKey: true })).toBe(true);
});

it('Escape that closes an open list of choices does not also go back', () => {
  const input = document.body.appendChild(document.createElement('input'));
  input.setAttribute('aria-expanded', 'true');
  bind('escape', 'back');
  expect(press('Escape', {}, input)).toBe(false);
});

it('A key is named the same on every keyboard', () => {
  const base = { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  expect(nameOf({ ...base, key: '¬', code: 'KeyL', altKey: true })).toBe('alt+l');
  expect(nameOf({ ...base, key: 'k', metaKey: true })).toBe('ctrl+k');
  expect(nameOf({ ...base, key: '?', shiftKey: true })).toBe('?');
  expect(nameOf({ ...base, key: 'P', shiftKey: true })).toBe('p');
  expect(nameOf({ ...base, key: 'Enter', shiftKey: true })).toBe('shift+enter');
});
