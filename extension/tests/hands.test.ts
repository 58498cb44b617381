// @vitest-environment node
/** What several tabs keep at the same moment is all kept. */
import { expect, it, vi } from 'vitest';

const there: Record<string, unknown> = {};
const soon = () => new Promise((done) => setTimeout(done, 5));
/** The browser's own storage in a few lines: it answers later, and with a copy. */
const session = {
  async get(wanted: Record<string, unknown>) {
    await soon();
    return structuredClone({ ...wanted, ...there });
  },
  async set(values: Record<string, unknown>) {
    await soon();
    Object.assign(there, structuredClone(values));
  },
};
vi.stubGlobal('chrome', { storage: { session } });
const { keep, kept } = await import('../worker/hands');

it('keeps the unsaved texts of two tabs', async () => {
  await Promise.all([keep('one', 'Hello Kim.'), keep('two', 'Hello Ana.')]);
  expect([await kept('one'), await kept('two')]).toEqual(['Hello Kim.', 'Hello Ana.']);
  await Promise.all([keep('one', ''), keep('two', 'Hello Ana!')]);
  expect([await kept('one'), await kept('two')]).toEqual(['', 'Hello Ana!']);
});
