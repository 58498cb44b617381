import Quill from 'quill';

export async function mount(place) {
  const quill = new Quill(place.appendChild(document.createElement('div')), {});
  return { read: () => quill.getText().replace(/\n$/, ''), seed: (text) => quill.setText(text) };
}
