/** Why a narrative is refused. The words are `fhir_narrative_<fault>`. */
export type NarrativeFault =
  | 'form'
  | 'root'
  | 'namespace'
  | 'element'
  | 'attribute'
  | 'link'
  | 'style'
  | 'empty';

/** Chapters 7 to 11 (without ins and del) and 15 of HTML 4.0, links and images: http://hl7.org/fhir/R4/narrative.html */
const ELEMENTS = new Set(
  (
    'a abbr acronym address b bdo big blockquote br caption cite code col colgroup dd dfn div dl dt em font ' +
    'h1 h2 h3 h4 h5 h6 hr i img kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th ' +
    'thead tr tt u ul var'
  ).split(' '),
);

const ATTRIBUTES = new Set(
  (
    'abbr accesskey align alt axis bgcolor border cellpadding cellspacing char charoff charset cite class color ' +
    'colspan compact coords dir face frame headers height href hreflang id ismap lang longdesc name noshade nowrap ' +
    'rel rev rowspan rules scope shape size span src start style summary tabindex title type usemap valign value ' +
    'width xml:lang xmlns'
  ).split(' '),
);

const NAMESPACE = 'http://www.w3.org/1999/xhtml';
const TEXT = /[^<&]+|&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#x[0-9a-fA-F]{1,6});/y;
const CLOSE = /<\/([A-Za-z][A-Za-z0-9]*)\s*>/y;
const OPEN = /<([A-Za-z][A-Za-z0-9]*)/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const OPEN_END = /\s*(\/?)>/y;

interface Scan {
  readonly text: string;
  at: number;
  open: string[];
  hasContent: boolean;
  rootSeen: boolean;
}

/**
 * Checks that a narrative is well-formed XHTML of the kind that FHIR allows, with nothing that a browser would
 * run or load from elsewhere by script.
 *
 * @param text the `div`
 * @returns the first fault, or undefined for a safe narrative
 */
export function checkNarrative(text: string): NarrativeFault | undefined {
  const scan: Scan = { text: text.trim(), at: 0, open: [], hasContent: false, rootSeen: false };
  while (scan.at < scan.text.length) {
    if (scan.rootSeen && scan.open.length === 0) return 'root';
    const fault = scan.text[scan.at] === '<' ? readTag(scan) : readText(scan);
    if (fault) return fault;
  }
  if (scan.open.length > 0 || !scan.rootSeen) return 'form';
  return scan.hasContent ? undefined : 'empty';
}

function take(scan: Scan, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = scan.at;
  const match = pattern.exec(scan.text);
  if (match) scan.at = pattern.lastIndex;
  return match;
}

function readText(scan: Scan): NarrativeFault | undefined {
  const text = take(scan, TEXT)?.[0];
  if (text === undefined) return 'form';
  if (scan.open.length === 0) return 'root';
  if (/\S/.test(text)) scan.hasContent = true;
  return undefined;
}

function skipComment(scan: Scan): NarrativeFault | undefined {
  const end = scan.text.indexOf('--', scan.at + 4);
  if (end < 0 || scan.text[end + 2] !== '>') return 'form';
  scan.at = end + 3;
  return undefined;
}

function readTag(scan: Scan): NarrativeFault | undefined {
  if (scan.text.startsWith('<!--', scan.at)) return skipComment(scan);
  const closing = take(scan, CLOSE)?.[1];
  if (closing !== undefined) return scan.open.pop() === closing ? undefined : 'form';
  const name = take(scan, OPEN)?.[1];
  if (name === undefined) return 'form';
  if (!scan.rootSeen && name !== 'div') return 'root';
  if (!ELEMENTS.has(name)) return 'element';
  const attributes = new Map<string, string>();
  for (let match = take(scan, ATTRIBUTE); match; match = take(scan, ATTRIBUTE)) {
    const [, attribute = '', double, single] = match;
    if (attributes.has(attribute)) return 'form';
    attributes.set(attribute, decodeEntities(double ?? single ?? ''));
  }
  const end = take(scan, OPEN_END);
  if (!end) return 'form';
  if (end[1] === '') scan.open.push(name);
  if (name === 'img') scan.hasContent = true;
  if (!scan.rootSeen && attributes.get('xmlns') !== NAMESPACE) return 'namespace';
  scan.rootSeen = true;
  return checkAttributes(attributes);
}

function checkAttributes(attributes: ReadonlyMap<string, string>): NarrativeFault | undefined {
  for (const [name, value] of attributes) {
    if (!ATTRIBUTES.has(name)) return 'attribute';
    // Browsers skip white space and control characters inside a scheme.
    const bare = value.replace(/[\s\p{Cc}]+/gu, '').toLowerCase();
    if (name === 'href' || name === 'src' || name === 'cite' || name === 'longdesc') {
      if (
        /^[a-z][a-z0-9+.-]*:/.test(bare) &&
        !/^(https?|mailto|tel|urn|data:image\/(png|gif|jpeg|webp))/.test(bare)
      ) {
        return 'link';
      }
    }
    if (name === 'style' && /expression\(|javascript:|behaviou?r:|-moz-binding|@import|url\(|\\/.test(bare))
      return 'style';
  }
  return undefined;
}

/** Only what could hide a scheme or a style from the checks: numbered entities, and the names of `:` and white space. */
function decodeEntities(value: string): string {
  return value
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, digits: string) => characterOf(Number.parseInt(digits, 16)))
    .replace(/&#(\d{1,7});?/g, (_, digits: string) => characterOf(Number(digits)))
    .replace(/&(colon|Tab|NewLine|lpar);/g, (_, name: string) =>
      name === 'colon' ? ':' : name === 'lpar' ? '(' : ' ',
    );
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
