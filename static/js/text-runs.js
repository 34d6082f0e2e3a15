// The runs of a text: what a plain field or a rich text holds, where the cursor stands in it (-1: not in it), and how words of it
// are replaced. What changed meanwhile is not written over.

/** A plain field is one run. */
export function runsOfPlain(field) {
  const caret = document.activeElement === field && field.selectionStart === field.selectionEnd ? field.selectionEnd : -1;
  return [{ text: field.value, caret, replace: (place, words) => replaceInPlain(field, place, words) }];
}

function replaceInPlain(field, { start, end, found }, words) {
  if (field.value.slice(start, end) !== found) return;
  field.setRangeText(words, start, end, "end");
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  field.focus();
}

/** A rich text has a run for each paragraph. */
export function runsOfEditor({ getEditorState, onChange }) {
  const state = getEditorState();
  const selection = state.getSelection();
  const isHere = selection.getHasFocus() && selection.isCollapsed();
  return state
    .getCurrentContent()
    .getBlocksAsArray()
    .map((block) => ({
      text: block.getText(),
      caret: isHere && selection.getFocusKey() === block.getKey() ? selection.getFocusOffset() : -1,
      replace: (place, words) => replaceInEditor(getEditorState(), onChange, block.getKey(), place, words),
    }));
}

function replaceInEditor(state, onChange, block, { start, end, found }, words) {
  const { EditorState, Modifier, SelectionState } = window.DraftJS;
  const content = state.getCurrentContent();
  const target = SelectionState.createEmpty(block).merge({ anchorOffset: start, focusOffset: end });
  const source = content.getBlockForKey(block);
  if (source?.getText().slice(start, end) !== found) return;
  const [style, entity] = [source.getInlineStyleAt(start), source.getEntityAt(start)];
  const changed = Modifier.replaceText(content, target, words, style, entity);
  onChange(EditorState.forceSelection(EditorState.push(state, changed, "insert-characters"), changed.getSelectionAfter()));
}
