import { createRequire } from 'node:module';

/**
 * What draws papers takes forty megabytes and a third of a second. It is loaded with the first paper, for most of what the
 * program does prints nothing; and by `require`, as these libraries load each other, so that each is there once.
 */
const load = createRequire(import.meta.url);

export const pdfmake = once(() => load('pdfmake') as typeof import('pdfmake'));
export const pdfkit = once(() => load('pdfkit') as typeof import('pdfkit'));
export const fontkit = once(() => load('fontkit') as typeof import('fontkit'));
export const barcodes = once(() => load('bwip-js') as typeof import('bwip-js'));

function once<T>(make: () => T): () => T {
  let made: { library: T } | undefined;
  return () => {
    made ??= { library: make() };
    return made.library;
  };
}
