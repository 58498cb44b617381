// @vitest-environment node
/** One suite over all sites: each reads its own page at its true address. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
// @ts-expect-error it comes without types
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { SITES, siteOf } from '../sites';
import { ADDRESSES, covers } from '../sites/addresses';
import { aboutSelection } from '../sites/generic';

const PAGES = join(import.meta.dirname, 'pages');

interface Expected {
  readonly url: string;
  readonly author: string;
  readonly text: string;
  readonly public: boolean;
  readonly handle?: string;
  readonly link?: string;
  readonly id?: string;
  readonly thread?: string;
}

/** The page with a plain box where its editor would mount one. */
function opened(name: string, change: (html: string) => string = (html) => html) {
  const html = change(readFileSync(join(PAGES, `${name}.html`), 'utf8'));
  const expected = JSON.parse(/id="expected">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') as Expected;
  const dom = new JSDOM(html.replace(/<script type="module".*?<\/script>/s, ''), { url: expected.url });
  const { document } = dom.window;
  const page = document as unknown as Document;
  const view = dom.window as unknown as { Element: typeof Element; Node: typeof Node };
  // There is no layout here: what stands in the page can be seen.
  view.Element.prototype.getClientRects = () => [{}] as unknown as DOMRectList;
  const mount = document.getElementById('mount') as HTMLElement;
  const { kind: _kind, ...attributes } = JSON.parse(mount.dataset['box'] ?? '{}') as Record<string, string>;
  const box = mount.appendChild(document.createElement(mount.dataset['editor'] === 'textarea' ? 'textarea' : 'div'));
  for (const [key, value] of Object.entries(attributes)) box.setAttribute(key, value);
  if (box.tagName === 'DIV') box.setAttribute('contenteditable', 'true');
  box.setAttribute('role', 'textbox');
  const rich: Record<string, string> = { quill: 'ql-editor', tiptap: 'tiptap ProseMirror', ckeditor: 'ck-editor__editable' };
  const look = rich[mount.dataset['editor'] ?? ''];
  if (look) box.className = look;
  return { page, box, expected, document };
}

describe.each(SITES.map((site) => [site.name, site] as const))('%s', (name, site) => {
  it('is known by its address, and by no other', () => {
    const { page } = opened(name);
    expect(siteOf(page)).toBe(site);
    for (const foreign of ['https://evil.example/', `https://${new URL(page.location.href).host}.evil.example/`]) {
      expect(site.serves(new URL(foreign))).toBe(false);
    }
    expect(site.serves(new URL(page.location.href.replace('https:', 'http:')))).toBe(false);
    expect(site.matches).toEqual((ADDRESSES as Record<string, readonly string[]>)[name]);
  });

  it('finds its box, once, and no other box of the page', () => {
    const { page, box, document } = opened(name);
    document.body.append(Object.assign(document.createElement('textarea'), { name: 'search' }));
    expect(site.findComposers(page)).toEqual([box]);
  });

  it('reads who wrote what, where', () => {
    const { box, expected } = opened(name);
    const read = site.readConversation(box as unknown as HTMLElement);
    expect(read).toMatchObject({ author: expected.author, text: expected.text, isPublic: expected.public, site: name });
    if (expected.handle) expect(read?.handle).toBe(expected.handle);
    if (expected.link) expect(read?.link).toBe(expected.link);
    expect(read?.messageId).toBe(expected.id ?? expected.link);
    expect(read?.thread).toBe(`${expected.thread ?? expected.url}#${read?.handle || read?.messageId}`);
  });

  it('takes what a hostile page says as words only', () => {
    const nasty = '&lt;img src=x onerror=alert(1)&gt; <b>bold</b> ' + '\u202e' + 'long '.repeat(30_000);
    const { box, document } = opened(name, (html) => html.replaceAll('It came ten days late', nasty).replace(/href="[^"]*"/g, 'href="javascript:alert(1)"'));
    const read = site.readConversation(box as unknown as HTMLElement);
    expect(read?.text.length ?? 0).toBeLessThanOrEqual(50_000);
    expect(read?.text).toContain('<img src=x onerror=alert(1)>');
    expect(read?.link).not.toContain('javascript');
    expect(document.querySelector('img')).toBeNull();
  });

  it('finds the post, not the box with the same words', () => {
    const { page, box, document } = opened(name);
    const shape = (document.getElementById('shape') as HTMLTemplateElement).content.cloneNode(true) as DocumentFragment;
    box.textContent = 'We are sorry, Ada.';
    expect(site.findPost(page, 'We are sorry, Ada.')).toBeUndefined();
    (shape.querySelector('[data-words]') as HTMLElement).textContent = 'We are  sorry, Ada.';
    document.getElementById('posts')?.append(shape);
    const post = site.findPost(page, 'We are sorry, Ada.');
    expect(post?.text).toBe('We are sorry, Ada.');
    expect(post?.link).toMatch(/^https:/);
  });

  it('says nothing rather than something wrong where the page is another', () => {
    const dom = new JSDOM('<textarea></textarea><div contenteditable="true"></div>', { url: opened(name).expected.url });
    const page = dom.window.document as unknown as Document;
    const box = page.querySelector('textarea') as HTMLElement;
    expect(site.readConversation(box)).toBeUndefined();
    expect(site.findComposers(page)).toEqual([]);
  });
});

describe('any page', () => {
  const made = (url: string) => {
    const dom = new JSDOM('<textarea></textarea><div contenteditable="true"></div><p>Where is my parcel?</p>', { url });
    (dom.window as unknown as { Element: typeof Element }).Element.prototype.getClientRects = () => [{}] as unknown as DOMRectList;
    return dom.window.document as unknown as Document;
  };

  it('offers every box, and takes the words that the person selected', () => {
    const page = made('https://forum.example/thread?id=17#latest');
    const site = siteOf(page);
    expect(site.name).toBe('page');
    expect(site.findComposers(page).map((box) => box.tagName)).toEqual(['TEXTAREA', 'DIV']);
    const about = aboutSelection(page, ' Where is   my parcel? ', site);
    expect(about).toMatchObject({ text: 'Where is my parcel?', account: 'forum.example', site: 'page', isPublic: true });
    expect(about.thread).toMatch(/^https:\/\/forum\.example\/thread\?id=17#/);
    expect(aboutSelection(page, 'Where is my parcel?', site).messageId).toBe(about.messageId);
    expect(aboutSelection(page, 'Another question', site).messageId).not.toBe(about.messageId);
  });

  it('knows a Mastodon server by its looks', () => {
    const page = made('https://social.example/@ada/17');
    page.body.append(Object.assign(page.createElement('div'), { id: 'mastodon' }));
    expect(siteOf(page).name).toBe('mastodon');
  });
});

it('has a page for each site, and no other', () => {
  const pages = readdirSync(PAGES).filter((name) => name.endsWith('.html')).map((name) => name.slice(0, -5));
  expect(pages.filter((name) => !name.startsWith('_')).sort()).toEqual(SITES.map((site) => site.name).sort());
});

it('covers subdomains only where the pattern says so', () => {
  expect(covers('https://*.zendesk.com/*', new URL('https://acme.zendesk.com/agent'))).toBe(true);
  expect(covers('https://*.zendesk.com/*', new URL('https://evilzendesk.com/'))).toBe(false);
  expect(covers('https://play.google.com/console/*', new URL('https://play.google.com/store'))).toBe(false);
});
