import tinymce from 'tinymce';
import 'tinymce/icons/default';
import 'tinymce/models/dom';
import 'tinymce/skins/ui/oxide/skin.js';
import 'tinymce/themes/silver';
import { linesOf } from './lines.js';

export async function mount(place) {
  const target = place.appendChild(document.createElement('textarea'));
  const [editor] = await tinymce.init({ target, license_key: 'gpl', menubar: false, toolbar: '', skin: false, content_css: false, promotion: false });
  return { read: () => linesOf(editor.getContent()), seed: (text) => editor.setContent(text && `<p>${text}</p>`) };
}
