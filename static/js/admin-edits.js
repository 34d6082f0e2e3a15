// What counts as an edit of a page's form. Wagtail looks at the form two seconds after it has loaded, and takes every
// later difference for an edit: a widget of a long form that was slow to start, too; but not what somebody typed in
// these two seconds. Here only what a person does is an edit, from the first key on.

const USED = ["beforeinput", "change", "click", "drop", "input", "keydown", "paste"];

function watch(form) {
  let isUsed = false;
  let isWatched = false;
  const note = (event) => {
    isUsed ||= event.isTrusted;
  };
  // Comments stand beside the form.
  for (const kind of USED) document.addEventListener(kind, note, { capture: true, passive: true });

  // Before Wagtail's own listeners, which stand on the form and on the window.
  for (const kind of ["w-unsaved:add", "w-unsaved:confirm"]) {
    document.addEventListener(
      kind,
      (event) => {
        if (event.target !== form || isUsed) return;
        event.preventDefault();
        event.stopPropagation();
      },
      true,
    );
  }
  form.addEventListener("w-unsaved:watch-edits", () => {
    if (isUsed && !isWatched) form.dataset.wUnsavedForceValue = "true";
    isWatched = true;
  });
}

const form = document.querySelector("form[data-edit-form]");
if (form) watch(form);
