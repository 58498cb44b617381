// The whole extension in Firefox, over WebDriver BiDi, against the real server.
// Started by tests/extension/test_firefox.py with ADDRESS and CODE; prints what the test compares.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';

const HERE = import.meta.dirname;
const UUID = '6f1f5a3e-3c1f-4b57-9d0a-0d9f4d1c2b3a'; // chosen, so that we know where the options are
const { ADDRESS, CODE, TEXT, SITES } = process.env;

const browser = await puppeteer.launch({
  browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true, protocol: 'webDriverBiDi',
  extraPrefsFirefox: { 'extensions.webextensions.uuids': JSON.stringify({ 'extension@makegood.invalid': UUID }) },
});

const serve = async (request) => {
  const url = new URL(request.url());
  if (!url.protocol.startsWith('http') || url.hostname === '127.0.0.1') return request.continue();
  const file = url.pathname === '/__page.js' ? join(HERE, 'pages/page.js') : url.pathname.startsWith('/__editors/')
    ? join(HERE, 'editors/dist', url.pathname.slice('/__editors/'.length)) : pages.get(url.href);
  if (!file || !existsSync(file)) return request.respond({ status: 404, body: '' });
  return request.respond({ status: 200, contentType: file.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8', body: readFileSync(file, 'utf8') });
};
const pages = new Map();

/** As a person does it who is not signed in yet: the panel opens the options, the code is typed there. */
async function signIn() {
  const url = 'https://mastodon.social/@ada/17';
  pages.set(url, join(HERE, 'pages/mastodon.html'));
  const page = await opened(url);
  await page.click('textarea');
  await inPanel(page, () => document.querySelector('[data-makegood=launcher]')?.shadowRoot.querySelector('.launcher:not([hidden])'));
  await (await page.$('>>> .launcher')).click();
  await inPanel(page, () => document.querySelector('[data-makegood=panel]')?.shadowRoot.querySelector('.alert button'));
  const before = new Set(await browser.pages());
  await (await page.$('>>> .alert button')).click();
  await new Promise((done) => setTimeout(done, 1500));
  const options = (await browser.pages()).find((each) => !before.has(each));
  await options.waitForSelector('#code');
  await options.evaluate((address) => { document.getElementById('address').value = address; }, ADDRESS);
  await options.type('#code', CODE);
  await options.click('#sign-in button');
  await options.waitForFunction(() => document.getElementById('said').textContent.includes('Signed in as'), { timeout: 10_000, polling: 100 });
  await page.close();
  return options;
}

async function opened(url, ready = '1') {
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', (request) => void serve(request));
  await page.goto(url);
  await page.waitForSelector(`html[data-ready="${ready}"]`);
  await page.bringToFront();
  return page;
}

function inPanel(page, wanted, ...given) {
  return page.waitForFunction(wanted, { timeout: 15_000, polling: 100 }, ...given);
}

/** The box of a page that makes it on a click: the person presses the shortcut, which no driver can
 * do here. So the extension's own page tells the tab what the worker would tell it. */
async function asked(page, options) {
  await page.bringToFront();
  await options.evaluate(async () => {
    for (const tab of await browser.tabs.query({})) {
      await browser.tabs.sendMessage(tab.id, { makegood: 'draft', selected: '' }, { frameId: 0 }).catch(() => undefined);
    }
  });
  await page.waitForSelector('html[data-ready="1"]', { timeout: 10_000 });
}

async function typed(page, words) {
  await (await page.$('>>> #text')).focus();
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  for (const [number, line] of words.split('\n').entries()) {
    if (number) await page.keyboard.press('Enter');
    if (line) await page.keyboard.type(line);
  }
  await new Promise((done) => setTimeout(done, 300)); // nobody says yes at the very moment of the last key
}

const said = (page, words) => inPanel(page, (wanted) => document.querySelector('[data-makegood=panel]')?.shadowRoot.textContent.includes(wanted), words);
const done = [];
try {
  await browser.installExtension(resolve(HERE, '../.output/firefox-mv3'));
  const options = await signIn();

  for (const name of SITES.split(',')) {
    const html = readFileSync(join(HERE, 'pages', `${name}.html`), 'utf8');
    const { url } = JSON.parse(/id="expected">(.*?)<\/script>/s.exec(html)[1]);
    pages.set(url, join(HERE, 'pages', `${name}.html`));
    const page = await opened(url, html.includes('data-trigger') ? 'trigger' : '1');
    if (html.includes('data-trigger')) await asked(page, options);
    else {
      await page.evaluate(() => window.__seed('half typed'));
      await page.click('textarea, [contenteditable="true"]');
      await inPanel(page, () => document.querySelector('[data-makegood=launcher]')?.shadowRoot.querySelector('.launcher:not([hidden])'));
      await (await page.$('>>> .launcher')).click();
    }
    await inPanel(page, () => document.querySelector('[data-makegood=panel]')?.shadowRoot.querySelector('button.main:not([disabled])'));
    await typed(page, TEXT);
    await (await page.$('>>> button.main')).click();
    // Saving may find more than typing did: that the sites before got the same words.
    await inPanel(page, () => /exactly as approved|Look at it once more/.test(document.querySelector('[data-makegood=panel]')?.shadowRoot.textContent));
    if (await page.evaluate(() => document.querySelector('[data-makegood=panel]').shadowRoot.textContent.includes('once more'))) {
      await (await page.$('>>> button.main')).click();
    }
    await said(page, 'exactly as approved');
    const held = await page.evaluate(() => window.__state());
    await page.click('#post');
    await said(page, 'Posted, exactly as approved');
    done.push({ name, held });
    await page.close();
  }
} finally {
  console.log(JSON.stringify(done));
  await browser.close();
}
