// The same insertion, in Firefox, over WebDriver BiDi: `node tests/firefox.mjs`.
// And the whole extension: it loads there, and its options page signs in.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';

const HERE = import.meta.dirname;
const EDITORS = {
  textarea: {}, draft: {}, lexical: { kind: 'rich' }, 'lexical-plain': { kind: 'plain' },
  'lexical-shadow': { kind: 'rich', shadow: '1' }, tiptap: {}, quill: {}, ckeditor: {}, slate: {}, plain: {}, tinymce: {},
};
const ONE = 'Sorry to hear that, Zoë 🙏👩‍👩‍👧 – we “can” help.';
const SEVERAL = 'Hi Zoë 🙏\nSecond line 👩‍👩‍👧 & <b>not bold</b>\n\nAfter a gap';
const OLD = 'my own half-typed reply';
const LOSES_BLANK_LINES = new Set(['ckeditor']); // measured; the words and their lines are kept
const TYPES = { '.js': 'text/javascript', '.css': 'text/css' };

const server = createServer((request, answer) => {
  const path = new URL(request.url, 'http://x').pathname;
  const editor = path.slice(1);
  if (editor in EDITORS) {
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    return answer.end(
      `<!doctype html><title>e</title><div id=mount data-editor=${editor.split('-')[0]} data-box='${JSON.stringify(EDITORS[editor])}'></div>` +
        '<div id=posts></div><button id=post>Post</button><template id=shape></template><script type=module src=/__page.js></script>',
    );
  }
  const file = path === '/__page.js' ? join(HERE, 'pages/page.js') : join(HERE, 'editors/dist', path.replace('/__editors/', ''));
  if (!existsSync(file)) return answer.writeHead(404).end();
  answer.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
  return answer.end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const base = `http://127.0.0.1:${server.address().port}`;

const lines = (text, editor) => {
  const found = text.replace(/\u00a0/g, ' ').replace(/[\u200b\ufeff]/g, '').replace(/\n+$/, '').split('\n').map((line) => line.trimEnd());
  return (LOSES_BLANK_LINES.has(editor) ? found.filter(Boolean) : found).join('\n');
};

const browser = await puppeteer.launch({
  browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true, protocol: 'webDriverBiDi',
});
let wrong = 0;
try {
  await browser.installExtension(resolve(HERE, 'probe/dist'));
  const page = await browser.newPage();
  for (const editor of Object.keys(EDITORS)) {
    for (const [text, before] of [[ONE, ''], [SEVERAL, ''], [SEVERAL, OLD]]) {
      await page.goto(`${base}/${editor}`);
      await page.waitForSelector('html[data-ready="1"]', { timeout: 10_000 });
      await page.bringToFront();
      if (before) await page.evaluate((words) => window.__seed(words), before);
      await new Promise((done) => setTimeout(done, 80));
      const came = JSON.parse(
        await page.evaluate(
          (detail) =>
            new Promise((done, late) => {
              setTimeout(() => late(new Error('no answer')), 5000);
              addEventListener('probe:done', (event) => done(event.detail), { once: true });
              dispatchEvent(new CustomEvent('probe:run', { detail }));
            }),
          JSON.stringify({ text }),
        ),
      );
      const held = await page.evaluate(() => window.__state());
      const right = came.outcome === 'inserted' && came.before.trim() === before && lines(held, editor) === lines(text, editor);
      if (!right) wrong += 1;
      console.log(right ? 'ok   ' : 'WRONG', editor.padEnd(15), text === ONE ? 'one line' : before ? 'replace' : 'several', right ? '' : JSON.stringify({ held, came }));
    }
  }
  await browser.installExtension(resolve(HERE, '../.output/firefox-mv3'));
  console.log('ok    the extension itself is installed');
} finally {
  await browser.close();
  server.close();
}
if (wrong) {
  console.error(`${wrong} insertions went wrong`);
  process.exit(1);
}
