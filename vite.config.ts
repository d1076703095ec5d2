import { relative } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Plugin, defineConfig } from 'vite';
import { computedWords } from './scripts/messages/computed-words.ts';

/**
 * Stops the build when anything that goes to the browser imports server code: its secrets, queries and file access
 * must not leave the server, and a type import today is a value import tomorrow.
 */
function noServerCode(): Plugin {
  const isServer = (path: string) => /^src\/(platform|slices\/[^/]+)\/server\//.test(path);
  return {
    name: 'serambi:no-server-code',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!importer) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const path = found ? relative(import.meta.dirname, found.id) : '';
      if (isServer(path)) {
        this.error(
          `${relative(import.meta.dirname, importer)} imports ${path}: web code may not import server code`,
        );
      }
      return found;
    },
  };
}

/** Whose a module is: code of one slice is not packed with another's, of which a clinic may show nothing. */
function partOf(id: string): string | null {
  const path = relative(import.meta.dirname, id);
  const slice = /^src\/slices\/([^/]+)\//.exec(path)?.[1];
  if (slice) return slice;
  const words = /^src\/generated\/messages\/messages\/([a-z]+)/.exec(path)?.[1];
  if (words) return `${words}-words`;
  if (path.startsWith('src/')) return 'workbench';
  return path.startsWith('node_modules/') ? 'libraries' : null;
}

export default defineConfig({
  // Tests run server code on purpose; the guard is for what is sent to browsers.
  plugins: [computedWords(import.meta.dirname), react(), ...(process.env.VITEST ? [] : [noServerCode()])],
  html: { cspNonce: '__CSP_NONCE__' },
  worker: { format: 'es' },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // A picture inside a style sheet would be a data: address, which the content policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
    rolldownOptions: {
      // The worker that keeps the shell must lie beside the page: only there it may speak for the whole address.
      input: { index: 'index.html', 'shell-worker': 'src/platform/web/offline/shell-worker.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'shell-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        // What tells zod of our content policy stands in zod's own chunk, which runs before any that makes a schema.
        codeSplitting: {
          groups: [
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|src[\\/]app[\\/]strict-policy/, priority: 3 },
            // the worker is an entry as well, and imports nothing
            { name: 'first', tags: ['$initial'], test: /^(?!.*shell-worker)/, priority: 2 },
            // what screens share, in pieces that are worth a request each: a chart asked for 350 files without this
            {
              ...{ name: partOf, debugName: 'parts', priority: 1, minShareCount: 2 },
              ...{ entriesAware: true, entriesAwareMergeThreshold: 3_000 },
            },
          ],
        },
      },
    },
    // The first load has its own limit, in scripts/build.ts; this one would count before compression.
    chunkSizeWarningLimit: 1_000,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/healthz': 'http://127.0.0.1:8080' } },
});
