import { Bold, ClassicEditor, Essentials, Paragraph } from 'ckeditor5';
import { linesOf } from './lines.js';

export async function mount(place) {
  const inner = place.appendChild(document.createElement('div'));
  const editor = await ClassicEditor.create(inner, { licenseKey: 'GPL', plugins: [Essentials, Paragraph, Bold], toolbar: ['bold'] });
  return { read: () => linesOf(editor.getData()), seed: (text) => editor.setData(text && `<p>${text}</p>`) };
}
