/** The parts of a FHIR HumanName that we read. Every part may be missing: "Suharto" alone is a whole name. */
export type NameParts = {
  use?: string | undefined;
  text?: string | undefined;
  prefix?: readonly string[] | undefined;
  given?: readonly string[] | undefined;
  family?: string | undefined;
  suffix?: readonly string[] | undefined;
};

/**
 * A name typed as one line, as FHIR keeps it: `{ use: 'official', text: 'Suharto' }`. No family name is invented, for
 * most Indonesian names have none. @throws RangeError when nothing but blanks was typed.
 */
export function nameFromText(text: string): { use: 'official'; text: string } {
  const whole = text.trim().replace(/\s+/g, ' ');
  if (whole === '') throw new RangeError('A name has at least one character');
  return { use: 'official', text: whole };
}

const order = ['official', 'usual', undefined, 'temp', 'nickname', 'anonymous', 'old', 'maiden'];

/** The name to show: text as the person writes it, else the parts in order; the official name before others. Empty when there is none. */
export function displayName(name: NameParts | readonly NameParts[] | undefined): string {
  if (name === undefined) return '';
  if (!('length' in name)) return oneName(name as NameParts);
  const ranked = [...name].sort((left, right) => order.indexOf(left.use) - order.indexOf(right.use));
  return ranked.map(oneName).find((text) => text !== '') ?? '';
}

function oneName(name: NameParts): string {
  const text = name.text?.trim();
  if (text) return text;
  return [...(name.prefix ?? []), ...(name.given ?? []), name.family ?? '', ...(name.suffix ?? [])]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
}

const plainText = /^[\x20-\x7e]*$/;

/** Folded for search and sorting: lower case, no accents, letters and digits separated by single blanks. */
export function foldName(name: string): string {
  // most of what is folded holds no letter beyond these, of which the same is known without asking Unicode
  if (plainText.test(name)) {
    return name
      .toLowerCase()
      .replace(/['`]/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  }
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’ʼ`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Titles and forms of address that are not part of anybody's name. One letter counts only with its dot (H. Ahmad). */
const titles = new Set(
  'dr drg drh prof ir hj bapak ibu bpk tn ny nn mr mrs ms miss kh drs dra phd md spog spa sppd'.split(' '),
);

/** The words of a name, folded, without titles and without degrees after a comma; all of them when nothing else is left. */
export function nameTokens(name: string): string[] {
  const beforeDegrees = name.split(',')[0] ?? '';
  const bare = beforeDegrees.replace(/(^|\s)(h|an|by|sdr)\.(?=\s|$)/gi, ' ');
  const tokens = foldName(bare).split(' ').filter(Boolean);
  const kept = tokens.filter((token) => !titles.has(token));
  return kept.length > 0 ? kept : foldName(name).split(' ').filter(Boolean);
}

/** Up to two letters for boards in the lobby, where no names are shown: "Siti Aminah" → "SA", "Suharto" → "S". */
export function initials(name: string): string {
  const tokens = nameTokens(name);
  const first = tokens[0] ?? '';
  const last = tokens.length > 1 ? (tokens.at(-1) ?? '') : '';
  return ([...first].slice(0, 1).join('') + [...last].slice(0, 1).join('')).toUpperCase();
}

const muhammad = /^(m[uo][ck]?ham+[ae][dt]|moh|muh|mhd|much|moch|m)$/;

/**
 * One word of a name in the modern Indonesian spelling: the forms of Muhammad become one (a lone "m" only where
 * another word follows, so that an initial stays an initial elsewhere), oe → u, dj → j, tj → c, sj → sy, doubles single.
 */
export function modernSpelling(token: string, position: number, count: number): string {
  if (muhammad.test(token) && (token.length > 1 || (position === 0 && count > 1))) return 'muhamad';
  return token
    .replace(/oe/g, 'u')
    .replace(/dj/g, 'j')
    .replace(/tj/g, 'c')
    .replace(/sj/g, 'sy')
    .replace(/nj/g, 'ny')
    .replace(/(\p{L})\1+/gu, '$1');
}

/** The words of a name in modern spelling. */
export function modernTokens(name: string): string[] {
  const tokens = nameTokens(name);
  return tokens.map((token, index) => modernSpelling(token, index, tokens.length));
}

/** How a word sounds to an Indonesian ear: letters that clerks exchange for each other become one. */
export function soundOf(modernToken: string): string {
  return modernToken
    .replace(/kh|ch/g, 'h')
    .replace(/sh|sy/g, 's')
    .replace(/ph|v/g, 'f')
    .replace(/([tdbgz])h/g, '$1')
    .replace(/z/g, 's')
    .replace(/q/g, 'k')
    .replace(/ck/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/ie|y(?![aiueo])/g, 'i')
    .replace(/d$/, 't')
    .replace(/(?<=.)h$/, '')
    .replace(/(\p{L})\1+/gu, '$1');
}

/** The consonants of a sound after its first letter, for keys that forgive vowels (Rizki, Rezky). */
function skeletonOf(sound: string): string {
  return sound.slice(0, 1) + sound.slice(1).replace(/[aiueo]/g, '');
}

/**
 * Keys to find a name by its sound with plain equality: for each word its sound, and with `~` its consonants when at
 * least three remain. Keys are stored as rows because similarity operators cannot use an index under row-level security.
 */
export function phoneticKeys(name: string): string[] {
  const sounds = modernTokens(name).map(soundOf);
  const skeletons = sounds.map(skeletonOf).filter((skeleton) => skeleton.length >= 3);
  return [...new Set([...sounds, ...skeletons.map((skeleton) => `~${skeleton}`)])].filter(
    (key) => key !== '',
  );
}

/** The distinct three-letter pieces of the folded name, each word padded as pg_trgm pads it ("siti" → "  s", " si", …). */
export function trigrams(name: string): string[] {
  const pieces = new Set<string>();
  for (const token of foldName(name).split(' ').filter(Boolean)) {
    const padded = [...`  ${token} `];
    for (let start = 0; start + 3 <= padded.length; start += 1)
      pieces.add(padded.slice(start, start + 3).join(''));
  }
  return [...pieces];
}
