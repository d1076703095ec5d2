/** The only way to Temporal: nothing else may import the polyfill, so that it can be dropped in one place. */
export { Temporal } from 'temporal-polyfill';
