// A small extension that does nothing but insert, for the tests of the real editors.
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const HERE = import.meta.dirname;

export default defineConfig({
  root: HERE,
  // What the real build fills in; the same probe runs in both browsers.
  define: { 'import.meta.env.FIREFOX': "navigator.userAgent.includes('Firefox')" },
  logLevel: 'warn',
  publicDir: resolve(HERE, 'public'),
  build: {
    outDir: resolve(HERE, 'dist'),
    emptyOutDir: true,
    lib: { entry: resolve(HERE, 'probe.ts'), formats: ['iife'], name: 'probe', fileName: () => 'probe.js' },
  },
});
