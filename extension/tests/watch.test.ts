// @vitest-environment jsdom
/** A page that never rests (a live chat, a ticking clock) must not keep us from seeing what was posted. */
import { expect, it } from 'vitest';
import { watchBox } from '../page/watch';
import type { Site } from '../sites/site';

it('sees an edited box on a page that changes all the time', async () => {
  document.body.innerHTML = '<textarea></textarea><p></p>';
  const box = document.querySelector('textarea') as HTMLTextAreaElement;
  const clock = document.querySelector('p') as HTMLElement;
  const site = { readBack: () => box.value, findPost: () => undefined } as unknown as Site;
  const told: string[] = [];
  const over = new AbortController();
  watchBox(site, box, [], { box: (text) => told.push(text), post: () => undefined, missing: () => undefined }, over.signal);
  const ticking = setInterval(() => (clock.textContent = String(Date.now())), 50);
  box.value = 'Hello Kim.';
  await new Promise((done) => setTimeout(done, 1_500));
  clearInterval(ticking);
  over.abort();
  expect(told).toEqual(['Hello Kim.']);
});
