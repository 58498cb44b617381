import React from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, Node, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';

const line = (text) => ({ type: 'paragraph', children: [{ text }] });

export async function mount(place) {
  const editor = withHistory(withReact(createEditor()));
  const inside = React.createElement(Editable, { placeholder: 'Message' });
  createRoot(place).render(React.createElement(Slate, { editor, initialValue: [line('')] }, inside));
  return {
    read: () => editor.children.map((node) => Node.string(node)).join('\n'),
    seed: (text) => {
      while (editor.children.length) Transforms.removeNodes(editor, { at: [0] });
      Transforms.insertNodes(editor, line(text), { at: [0] });
    },
  };
}
