import type { Language } from '#platform/shared/languages.ts';
import { words } from '../words.ts';

export interface TrustPage {
  language: Language;
  /** SHA-256 of the authority's certificate, `AA:BB:…`. */
  fingerprint: string;
  /** User-Agent: which steps stand open. */
  agent: string;
  /** Where the device goes on when it trusts. */
  next: string;
}

/** The page's whole style; its hash stands in the content security policy. Works without script, and at 320 px. */
export const trustStyle = `
:root{color-scheme:light}
body{margin:0 auto;max-width:42rem;padding:1.25rem;font:1rem/1.5 system-ui,sans-serif;color:#1d2a30;background:#fff}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0 1rem}
h2{font-size:1.125rem;margin:2rem 0 .5rem}
p{margin:.5rem 0}
nav{text-align:right}
nav a{display:inline-block;padding:.7rem 0}
a{color:#0b5f73}
code{display:block;padding:.75rem;background:#eef4f5;border-radius:.5rem;font:1rem/1.6 ui-monospace,monospace;word-spacing:.35rem;overflow-wrap:anywhere}
details{border:1px solid #b9c8cc;border-radius:.5rem;margin:.5rem 0}
summary{padding:.7rem .9rem;font-weight:600;cursor:pointer}
details div{padding:0 .9rem .9rem}
ol{margin:.25rem 0;padding-left:1.4rem}
li{margin:.35rem 0}
.get{display:inline-block;min-height:1.5rem;padding:.7rem 1.1rem;border-radius:.5rem;background:#0b5f73;color:#fff;text-decoration:none;font-weight:600}
.get:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid #c2780c;outline-offset:2px}
.small{color:#46565c;font-size:.9375rem}
`;

/** Each system with how many steps it has, and the file that it takes. */
const systems = [
  { name: 'ios', steps: 4, file: 'serambi.mobileconfig', agent: /iPhone|iPad|iPod/ },
  { name: 'android', steps: 4, file: 'serambi.crt', agent: /Android/ },
  { name: 'windows', steps: 4, file: 'serambi.crt', agent: /Windows/ },
  // an iPad that asks for desktop pages says that it is a Mac
  { name: 'mac', steps: 4, file: 'serambi.crt', agent: /Macintosh/ },
  { name: 'linux', steps: 3, file: 'serambi.pem', agent: /Linux(?!.*Android)/ },
] as const;

/** The page on which a device gets the authority's certificate: fingerprint, file, steps for its system, and where to go on. */
export function trustPage({ language, fingerprint, agent, next }: TrustPage): string {
  const say = (key: string, params?: Record<string, string>) =>
    escapeHtml(words(language, `network_trust_${key}`, params));
  const other = language === 'id' ? 'en' : 'id';
  const mine = systems.find((one) => one.agent.test(agent))?.name;
  const blocks = systems.map(({ name, steps, file }) => {
    const list = Array.from({ length: steps }, (_, step) => `<li>${say(`${name}_${step + 1}`)}</li>`).join(
      '',
    );
    return `<details${name === mine ? ' open' : ''}><summary>${say(name)}</summary><div>
<p><a class="get" href="/${file}">${say(name === 'ios' ? 'getProfile' : 'getCertificate')}</a></p><ol>${list}</ol></div></details>`;
  });
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${say('title')}</title><style>${trustStyle}</style></head><body>
<nav><a href="/?lang=${other}" lang="${other}" hreflang="${other}">${say('otherLanguage')}</a></nav>
<main><h1>${say('title')}</h1><p>${say('why')}</p>
<h2>${say('first')}</h2><p>${say('compare')}</p><code>${grouped(fingerprint)}</code><p><strong>${say('differs')}</strong></p>
<h2>${say('second')}</h2>${blocks.join('\n')}
<h2>${say('third')}</h2><p>${say('goOn')}</p><p><a class="get" href="${escapeHtml(next)}">${say('next')}</a></p>
<p class="small">${say('limits')}</p></main></body></html>
`;
}

/** Two bytes a group: what a person compares by eye. */
function grouped(fingerprint: string): string {
  return fingerprint.replace(/([0-9A-F]{2}):([0-9A-F]{2}):?/g, '$1$2 ').trim();
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
