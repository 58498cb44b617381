/** Like Gmail's and YouTube's boxes: a bare contenteditable whose page listens to `input` only. */
export async function mount(place, attributes) {
  const box = place.appendChild(document.createElement('div'));
  for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);
  box.contentEditable = 'true';
  box.style.cssText = 'white-space: pre-wrap; min-height: 4em; border: 1px solid #99a';
  let now = '';
  box.addEventListener('input', () => { now = box.innerText; });
  return {
    read: () => now.replace(/\n$/, ''),
    seed: (text) => { box.textContent = text; now = text; },
  };
}
