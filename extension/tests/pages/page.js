// What every hand-made page does: mounts a real editor where the page says, and posts what the
// editor itself says it holds when its own button is pressed.
const place = document.getElementById('mount');
const { editor, trigger, box = '{}' } = place.dataset;

async function start() {
  const { mount } = await import(`/__editors/${editor}.js`);
  const state = await mount(place, JSON.parse(box));
  window.__state = state.read;
  window.__seed = state.seed;
  document.documentElement.dataset.ready = '1';
  document.getElementById('post').addEventListener('click', () => {
    const shape = document.getElementById('shape').content.cloneNode(true);
    shape.querySelector('[data-words]').innerText = state.read();
    window.__posted = (window.__posted ?? 0) + 1;
    state.seed('');
    setTimeout(() => document.getElementById('posts').append(shape), 100);
  });
}

const standIn = trigger && document.querySelector(trigger);
if (standIn) {
  document.documentElement.dataset.ready = 'trigger';
  standIn.addEventListener('click', () => { standIn.hidden = true; void start(); }, { once: true });
} else void start();
