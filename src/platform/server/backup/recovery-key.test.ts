import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyMistyped, keyBytes, keyIdOf, parseRecoveryKey, recoveryKeyText } from './recovery-key.ts';

const anyKey = fc.uint8Array({ minLength: keyBytes, maxLength: keyBytes });
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function groupOf(typed: string): number | undefined {
  try {
    parseRecoveryKey(typed);
    return undefined;
  } catch (error) {
    return (error as KeyMistyped).group;
  }
}

it('is read back however it was typed', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const text = recoveryKeyText(key);
      expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/);
      const sloppy = ` ${text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
      for (const typed of [text, sloppy])
        expect(Buffer.from(parseRecoveryKey(typed))).toEqual(Buffer.from(key));
    }),
  );
});

it('says in which group a letter is wrong, whichever letter it is', () => {
  fc.assert(
    fc.property(anyKey, fc.nat(39), fc.nat(30), (key, place, other) => {
      const bare = recoveryKeyText(key).replaceAll('-', '');
      const wrong = alphabet.replace(bare[place] ?? '', '')[other];
      expect(groupOf(bare.slice(0, place) + wrong + bare.slice(place + 1))).toBe(Math.floor(place / 5) + 1);
    }),
  );
});

it('notices neighbours and groups that were changed round', () => {
  fc.assert(
    fc.property(anyKey, fc.nat(6), fc.nat(3), (key, group, place) => {
      const parts = recoveryKeyText(key).split('-');
      const own = [...(parts[group] ?? '')];
      const [a = '', b = ''] = [own[place], own[place + 1]];
      const turned = [...own.slice(0, place), b, a, ...own.slice(place + 2)].join('');
      if (a !== b) expect(groupOf(parts.with(group, turned).join('-'))).toBe(group + 1);
      const moved = parts.with(group, parts[group + 1] ?? '').with(group + 1, parts[group] ?? '');
      expect(groupOf(moved.join('-'))).toBe(group + 1);
    }),
  );
});

it('refuses what has another length', () => {
  expect(groupOf('7K2QX')).toBe(0);
  expect(() => parseRecoveryKey('')).toThrow(KeyMistyped);
});

it('is named by eight bytes that differ from key to key', () => {
  const [one, other] = [new Uint8Array(keyBytes).fill(1), new Uint8Array(keyBytes).fill(2)];
  expect(keyIdOf(one)).toHaveLength(8);
  expect(keyIdOf(one)).not.toEqual(keyIdOf(other));
});
