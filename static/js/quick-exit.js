/* Quick exit: leaves without a trace in the list of this tab; works as a plain link where script is off. */
for (const link of document.querySelectorAll("[data-quick-exit]")) {
  link.addEventListener("click", (press) => {
    press.preventDefault();
    document.title = "…";
    document.documentElement.hidden = true;
    location.replace(link.href);
  });
}
