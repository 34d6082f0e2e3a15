// Tells the search page's own site that a result was opened: once a page, with the words that were looked for.
const { opened, asked } = document.querySelector("script[data-opened]").dataset;
const RESULTS = "main .cards a, main .named-cards a, main .search-offers a";
let isTold = false;

for (const press of ["click", "auxclick"]) {
  document.addEventListener(press, (event) => {
    if (isTold || !event.target.closest(RESULTS)) return;
    isTold = navigator.sendBeacon(opened, new URLSearchParams({ q: asked }));
  });
}
