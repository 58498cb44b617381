import React, { useState } from 'react';
import { createRoot } from 'react-dom/client';

export async function mount(place, attributes) {
  let now = '';
  let set;
  function App() {
    const [value, change] = useState('');
    now = value;
    set = change;
    return React.createElement('textarea', { rows: 5, cols: 60, ...attributes, value, onChange: (event) => change(event.target.value) });
  }
  createRoot(place).render(React.createElement(App));
  return { read: () => now, seed: (text) => set(text) };
}
