/** One thing to send, either as a value or as the JSON text of what no value can say. */
export type Hostile = { name: string } & ({ value: unknown } | { raw: string });

const value = (name: string, given: unknown): Hostile => ({ name, value: given });
const raw = (name: string, text: string): Hostile => ({ name, raw: text });

/** What a browser of the campaign would set if any of it ran. */
export const ranMark = 'serambiRan';

/** Text that neither the database nor a printer can keep. */
export const unkeepable: readonly Hostile[] = [
  value('NUL', 'Bu\u0000di'),
  value('NUL alone', '\u0000'),
  value('escape', '\u001b@\u001bp0'),
  value('bell', 'a\u0007'),
  raw('high surrogate', '"Budi \\ud83d"'),
  raw('low surrogate', '"\\udc00 Budi"'),
];

/** Values of another kind, size or calendar than a field means. */
export const oddValues: readonly Hostile[] = [
  value('null', null),
  value('true', true),
  value('number', 7),
  value('negative', -1),
  value('fraction', 0.1),
  raw('beyond numbers', '1e999'),
  raw('below numbers', '-1e999'),
  raw('400 digits', '9'.repeat(400)),
  raw('tiny', '1e-400'),
  value('beyond int4', 2_147_483_648),
  value('beyond int8', 9.3e18),
  value('list', []),
  value('list of lists', [[[[]]]]),
  value('object', {}),
  raw('prototype', '{"__proto__":{"admin":true}}'),
  value('constructor', { constructor: { prototype: { admin: true } } }),
  raw('doubled key', '{"a":1,"a":2}'),
  raw('60 deep', `${'['.repeat(55)}${']'.repeat(55)}`),
  raw('10,000 deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`),
  raw('10,000 objects deep', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
  value('empty', ''),
  value('blanks', '   \t\n '),
  value('digits', '9'.repeat(400)),
  value('not a number', 'NaN'),
  value('exponent', '1e999'),
  value('minus', '-0'),
  value('no such day', '2026-02-30'),
  value('year 0', '0000-01-01'),
  value('year 9999', '9999-12-31'),
  value('year 10000', '+010000-01-01'),
  value('before Christ', '-000001-01-01'),
  value('no such instant', '2026-02-30T25:61:61Z'),
  value('year 9999 instant', '9999-12-31T23:59:59.999Z'),
  value('year 0 instant', '0000-01-01T00:00:00Z'),
  value('far instant', '+275760-09-13T00:00:00Z'),
  value('one megabyte', 'x'.repeat(1_000_000)),
  value('one megabyte of marks', '\u0301'.repeat(300_000)),
];

/** Text that somebody may truly type, and that must come out as it went in: on screens, papers, slips, lists and in logs. */
export const hostile: readonly Hostile[] = [
  value('image', `<img src=x onerror="globalThis.${ranMark}=1">`),
  value('script', `<script>globalThis.${ranMark}=1</script>`),
  value('vector', `"><svg/onload=globalThis.${ranMark}=1>`),
  value('address', `javascript:globalThis.${ranMark}=1`),
  value('template', `\${globalThis.${ranMark}=1}{{constructor.constructor('${ranMark}=1')()}}`),
  value('SQL', "'; DROP TABLE records_patient; --"),
  value('SQL or', "' OR '1'='1"),
  value('SQL sleep', "1'||pg_sleep(20)--"),
  value('LIKE', '%_\\%'),
  value('backslash', '\\'),
  value('formula', '=HYPERLINK("http://evil.example","x")'),
  value('DDE', "@SUM(1+1)*cmd|' /C calc'!A0"),
  value('plus', '+1+1'),
  value('minus', '-2+3'),
  value('tab first', '\t=1+1'),
  value('two lines', 'Budi\r\nSet-Cookie: serambi_session=1\r\n\r\n<b>'),
  value('log line', 'Budi\n{"level":60,"msg":"forged"}'),
  value('placeholder', '{name} {reason} {{name}} %s %d $\u007bname} <0>x</0>'),
  value('unclosed placeholder', '{name'),
  value('path', '../../../../etc/passwd'),
  value('encoded path', '..%2f..%2fetc%2fpasswd'),
  value('Windows path', '..\\..\\windows\\win.ini'),
  value('ZPL', '^XA^FO50,50^FDforged^FS^XZ~JR'),
  value('PDF', ') Tj ET endstream endobj %%EOF'),
  value('right to left', 'Budi \u202e0000\u202c \u2066x\u2069'),
  value('zero width', 'Bu\u200bdi\ufeff'),
  value('marks', `B${'\u0301'.repeat(40)}udi`),
  value('emoji', '👩🏽‍⚕️🇮🇩'),
  value('prototype', '__proto__'),
  value('constructor', 'constructor'),
  value('regex', '(a+)+$'),
  value('regex dots', '.*.*.*.*.*.*='),
  value('LDAP', '*)(uid=*))(|(uid=*'),
  value('XML', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
  value('DEL', 'Bu\u007fdi'),
  value('C1 control', 'Bu\u009bdi'),
  value('line separators', 'Bu\u2028di\u2029'),
];
