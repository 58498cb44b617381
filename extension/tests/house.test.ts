// @vitest-environment node
/** The house rules of the extension, read off its files. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { KNOWN } from '../sites/addresses';

const ROOT = resolve(import.meta.dirname, '..');
const PARTS = ['api-types.ts', 'messages.ts', 'editing', 'entrypoints', 'page', 'panel', 'sites', 'worker'];

/** Every source file with what it imports, both as paths from the root. */
export function graph(read = (file: string) => readFileSync(join(ROOT, file), 'utf8')): Map<string, string[]> {
  const files = PARTS.flatMap((part) => walk(join(ROOT, part))).filter((file) => file.endsWith('.ts'));
  return new Map(
    files.map((file) => {
      const name = relative(ROOT, file);
      const found = [...read(name).matchAll(/^(?:import|export) (type )?[^;]*?from '(\.[^']+)'/gms)];
      const values = found.filter(([, type]) => !type).map(([, , path]) => path ?? '');
      return [name, values.map((path) => relative(ROOT, resolve(dirname(file), path)))];
    }),
  );
}

function walk(path: string): string[] {
  return statSync(path).isFile() ? [path] : readdirSync(path).flatMap((name) => walk(join(path, name)));
}

function reached(from: string, all: Map<string, string[]>): Set<string> {
  const seen = new Set<string>();
  const go = (name: string) => {
    const file = [name, `${name}.ts`, `${name}/index.ts`].find((each) => all.has(each));
    if (!file || seen.has(file)) return;
    seen.add(file);
    all.get(file)?.forEach(go);
  };
  go(from);
  return seen;
}

function arrows(all: Map<string, string[]>, from: string, to: string): string[] {
  return [...all].flatMap(([file, imports]) =>
    file.startsWith(`${from}/`) ? imports.filter((each) => each.startsWith(`${to}/`)).map((each) => `${file} -> ${each}`) : [],
  );
}

const all = graph();
const sources = [...all.keys()].map((name) => [name, readFileSync(join(ROOT, name), 'utf8')] as const);
const having = (pattern: RegExp) => sources.filter(([, text]) => pattern.test(text)).map(([name]) => name);

it('has no arrow that may never be', () => {
  const never = [
    ['sites', 'panel'], ['sites', 'worker'], ['sites', 'page'], ['panel', 'sites'], ['panel', 'worker'], ['panel', 'page'],
    ['editing', 'sites'], ['editing', 'panel'], ['editing', 'worker'], ['page', 'worker'], ['worker', 'panel'], ['worker', 'page'],
  ] as const;
  expect(never.flatMap(([from, to]) => arrows(all, from, to))).toEqual([]);
});

it('would see such an arrow', () => {
  const planted = graph((file) => (file === 'sites/x.ts' ? "import { STYLE } from '../panel/style';" : ''));
  expect(arrows(planted, 'sites', 'panel')).toEqual(['sites/x.ts -> panel/style']);
});

it('speaks to the server in the worker alone', () => {
  expect(having(/\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon/)).toEqual(['worker/api.ts']);
  for (const entry of ['entrypoints/page.content.ts', 'entrypoints/options/main.ts']) {
    expect([...reached(entry, all)].filter((file) => file.startsWith('worker/'))).toEqual([]);
  }
});

it('never reads text as markup or code', () => {
  expect(having(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser/)).toEqual([]);
});

it('never polls, and never listens to what a page may post', () => {
  expect(having(/setInterval/)).toEqual([]);
  expect(having(/'message'/)).toEqual([]);
});

it('never presses a button of a site', () => {
  expect(having(/\.click\(\)|\.submit\(|requestSubmit/)).toEqual(['editing/find.ts']); // the stand-in of a box
});

it('keeps the token in the worker', () => {
  const messages = readFileSync(join(ROOT, 'messages.ts'), 'utf8');
  expect(messages).not.toMatch(/readonly token/);
  expect(having(/\btoken\b/).filter((name) => !/^(worker\/|api-types|messages)/.test(name))).toEqual([]);
});

it('asks for known sites only', () => {
  expect(having(/<all_urls>|\*:\/\//)).toEqual([]);
  const config = readFileSync(join(ROOT, 'wxt.config.ts'), 'utf8');
  expect(config).not.toContain('<all_urls>');
  expect(config).toContain("host_permissions: ['http://127.0.0.1/*', 'http://localhost/*']");
  for (const pattern of KNOWN) expect(pattern).toMatch(/^https:\/\/(\*\.zendesk\.com|[a-z0-9.]+)\/[a-z/]*\*$/);
});

it('says of each site where it works', () => {
  const docs = readFileSync(join(ROOT, '../docs/extension.md'), 'utf8');
  for (const pattern of KNOWN) expect(docs).toContain(`\`${pattern}\``);
});
