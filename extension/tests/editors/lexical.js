import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerPlainText } from '@lexical/plain-text';
import { registerRichText } from '@lexical/rich-text';
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from 'lexical';

export async function mount(place, attributes) {
  const { kind = 'rich', shadow, ...others } = attributes;
  const within = shadow ? place.attachShadow({ mode: 'open' }) : place;
  const box = within.appendChild(document.createElement('div'));
  for (const [name, value] of Object.entries(others)) box.setAttribute(name, value);
  box.contentEditable = 'true';
  box.setAttribute('role', 'textbox');
  box.style.cssText = 'white-space: pre-wrap; min-height: 4em; border: 1px solid #99a';
  const editor = createEditor({ namespace: 'x', onError: (error) => { throw error; } });
  editor.setRootElement(box);
  (kind === 'rich' ? registerRichText : registerPlainText)(editor);
  registerHistory(editor, createEmptyHistoryState(), 300);
  const write = (text) => () => {
    const paragraph = $createParagraphNode();
    if (text) paragraph.append($createTextNode(text));
    $getRoot().clear().append(paragraph);
  };
  editor.update(write(''), { discrete: true });
  return {
    read: () => editor.getEditorState().read(() => $getRoot().getChildren().map((child) => child.getTextContent()).join('\n')),
    seed: (text) => editor.update(write(text), { discrete: true }),
  };
}
