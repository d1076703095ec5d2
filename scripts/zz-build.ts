import { buildWeb } from '/work/wt/letters/scripts/build.ts';
console.log(await buildWeb());
