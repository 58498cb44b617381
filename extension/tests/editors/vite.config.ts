// The real editors, one module each, for the test pages. Draft.js needs React 17 (it calls
// findDOMNode), so what it imports is pointed at an aliased copy.
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const HERE = import.meta.dirname;
const NAMES = ['ckeditor', 'draft', 'lexical', 'plain', 'quill', 'slate', 'textarea', 'tinymce', 'tiptap'];
const OLD: Record<string, string> = { react: 'react17', 'react-dom': 'react-dom17' };

export default defineConfig({
  root: HERE,
  logLevel: 'warn',
  define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
  plugins: [
    {
      name: 'draft-gets-react17',
      enforce: 'pre',
      async resolveId(id, importer) {
        const old = OLD[id];
        return importer && old && /draft-js|editors\/draft|react-dom17/.test(importer)
          ? this.resolve(old, importer, { skipSelf: true })
          : undefined;
      },
    },
  ],
  build: {
    outDir: resolve(HERE, 'dist'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 4000,
    cssCodeSplit: false,
    rollupOptions: {
      input: Object.fromEntries(NAMES.map((name) => [name, resolve(HERE, `${name}.js`)])),
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
