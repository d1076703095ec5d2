/** What the checked code uses of `bootstrap.js`, which itself runs before anything is installed. */
export const thrift: readonly string[];
export const thriftEnv: Readonly<Record<string, string>>;
