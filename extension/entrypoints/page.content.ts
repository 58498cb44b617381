/** In the page: finds the site, offers the draft beside its boxes, and ends with its AbortSignal. */
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { boxAround, focused } from '../editing/find';
import type { Told } from '../messages';
import { ask } from '../page/ask';
import { joint, tested } from '../page/joint';
import { launcher } from '../page/launcher';
import { KNOWN } from '../sites/addresses';
import { siteOf } from '../sites';

const MARK = Symbol.for('makegood'); // in this world of ours, which no page script sees

export default defineContentScript({
  matches: [...KNOWN],
  runAt: 'document_idle',
  async main(context) {
    const world = globalThis as { [MARK]?: boolean };
    if (world[MARK]) return; // brought a second time, by a click
    world[MARK] = true;
    const site = siteOf(document);
    const signal = context.signal;
    const panel = joint(site, signal);
    let last: HTMLElement | undefined;
    let known = false;
    const button = launcher((box) => void open(box, ''), signal);

    addEventListener(
      'focusin',
      (event) => {
        const at = event.composedPath()[0] as Element | undefined;
        const box = at instanceof Element ? boxAround(at) : undefined;
        if (!box || box.closest('[data-makegood]')) return;
        last = box;
        if (site.name === 'page') return;
        const ours = site.findComposers(document).includes(box);
        button.at(ours ? box : undefined);
        if (ours && !known) tested(site, box);
        known ||= ours;
      },
      { signal, capture: true },
    );

    browser.runtime.onMessage.addListener((message: unknown) => {
      const told = message as Partial<Told> | null;
      if (told?.makegood === 'draft') void open(undefined, told.selected || String(getSelection() ?? ''));
    });

    const pending = await ask('pending', {});
    const here = pending.ok ? pending.value.find((each) => each.conversation.site === site.name) : undefined;
    if (here) panel.resume(here);

    async function open(box: HTMLElement | undefined, selected: string): Promise<void> {
      const status = await ask('status', { site: site.name });
      if (status.ok && status.value.off.by) return panel.off(status.value.off);
      panel.open(box ?? (await theirs(selected)), selected.trim());
    }

    /** The box that the person means: the one they are in, were in, or the first that there is. */
    async function theirs(selected: string): Promise<HTMLElement | undefined> {
      const at = focused(document);
      const boxes = site.findComposers(document);
      const now = at ? boxAround(at) : undefined;
      const meant = [now, last].find((each) => each?.isConnected && boxes.includes(each));
      return meant ?? boxes[0] ?? (selected ? undefined : site.openComposer(document));
    }
  },
});
