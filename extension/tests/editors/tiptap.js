import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';

export async function mount(place) {
  const editor = new Editor({ element: place, extensions: [StarterKit], content: '' });
  const words = (node) => node.textBetween(0, node.content.size, '\n', (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : ''));
  return {
    read: () => {
      const lines = [];
      editor.state.doc.forEach((node) => lines.push(words(node)));
      return lines.join('\n');
    },
    seed: (text) => editor.commands.setContent(text ? { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] } : ''),
  };
}
