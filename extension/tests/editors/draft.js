import { ContentState, Editor, EditorState } from 'draft-js';
import React from 'react';
import ReactDOM from 'react-dom';

export async function mount(place, attributes) {
  let state = EditorState.createEmpty();
  let set;
  class App extends React.Component {
    constructor(props) {
      super(props);
      this.state = { now: state };
      set = (now) => {
        state = now;
        this.setState({ now });
      };
    }
    render() {
      const id = attributes['data-testid'];
      return React.createElement(Editor, { editorState: this.state.now, onChange: set, placeholder: 'Post your reply', webDriverTestID: id });
    }
  }
  ReactDOM.render(React.createElement(App), place);
  return {
    read: () => state.getCurrentContent().getPlainText('\n'),
    seed: (text) => set(EditorState.moveFocusToEnd(EditorState.createWithContent(ContentState.createFromText(text)))),
  };
}
