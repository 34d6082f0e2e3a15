// The menu of a row comes when it is opened. Without it, or when nothing comes, the link leads to the same menu on a page.
const open = async (link) => {
  link.setAttribute("aria-busy", "true");
  const answer = await fetch(link.href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  const holder = document.createElement("template");
  holder.innerHTML = (await answer.text()).trim();
  const menu = holder.content.firstElementChild;
  const toggle = menu.querySelector("button");
  link.replaceWith(menu);
  toggle.focus();
  // Wagtail's own script makes a menu of it as soon as it stands in the page.
  const observer = new MutationObserver(() => {
    if (!toggle.hasAttribute("aria-expanded")) return;
    observer.disconnect();
    toggle.click();
  });
  observer.observe(toggle, { attributes: true });
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.row-menu");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.getAttribute("aria-busy")) return;
  open(link).catch(() => {
    window.location.assign(link.href);
  });
});
