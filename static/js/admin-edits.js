// What counts as an edit of a page's form. Wagtail looks at the form two seconds after it has loaded, and takes every
// later difference for an edit: a widget of a long form that was slow to start, too; but not what somebody typed in
// these two seconds. Here only what a person does is an edit, from the first key on.
import { wordsOf } from "./form-words.js";

const USED = ["beforeinput", "change", "click", "drop", "input", "keydown", "paste"];

// On a slow machine somebody types before this script has come.
function isBeingWritten(form) {
  const field = document.activeElement;
  return form.contains(field) && "defaultValue" in field && field.value !== field.defaultValue;
}

function watch(form) {
  let isUsed = isBeingWritten(form);
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

// When autosave has its answer, Wagtail takes what the form says by then for saved: also what was typed while the answer
// was on its way, and has been looked at by nobody.
function noticeWhatCameMeanwhile(form) {
  const words = () => JSON.stringify(wordsOf(new FormData(form)));
  let sent = "";
  let isTouched = false;
  const note = (event) => {
    isTouched ||= event.isTrusted;
  };
  for (const kind of USED) document.addEventListener(kind, note, { capture: true, passive: true });
  form.addEventListener("w-autosave:save", () => {
    sent = words();
    isTouched = false;
  });
  form.addEventListener("w-autosave:success", () => {
    // After Wagtail's own listener. Without a hand at the form nothing is saved again: what the answer changed is saved.
    if (isTouched && words() !== sent) setTimeout(() => (form.dataset.wUnsavedForceValue = "true"));
  });
}

// One at a time: a button that is pressed while autosave is under way waits for its answer, and while a button is under
// way autosave rests. Else a new page would be asked for twice (the server makes it once, see core/drafts/made_once.py),
// and an answer that comes after the button's own is taken for a newer version of somebody else.
const LONGEST_WAIT = 20_000;

function inTurn(form) {
  let isSaving = false;
  let isSent = false;
  let goOn = null;
  const end = () => {
    isSaving = false;
    goOn?.();
  };
  form.addEventListener("w-autosave:save", (event) => {
    if (isSent) event.preventDefault();
    isSaving = !event.defaultPrevented;
  });
  form.addEventListener("w-autosave:success", end);
  form.addEventListener("w-autosave:error", end);
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form) return;
      if (!isSaving) {
        // After those that may yet hold it back. Who stops it goes on writing here.
        setTimeout(() => {
          isSent = !event.defaultPrevented;
          setTimeout(() => (isSent = false), LONGEST_WAIT);
        });
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      const { submitter } = event;
      const timer = setTimeout(end, LONGEST_WAIT);
      goOn = () => {
        clearTimeout(timer);
        goOn = null;
        // A button that shows that it works is off, and would not be named in what is sent.
        if (submitter) submitter.disabled = false;
        form.requestSubmit(submitter);
      };
    },
    true,
  );
}

const form = document.querySelector("form[data-edit-form]");
if (form) {
  watch(form);
  noticeWhatCameMeanwhile(form);
  inTurn(form);
}
