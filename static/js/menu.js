// Escape and a click elsewhere close a menu that is open.
const open = () => [...document.querySelectorAll(".menu details[open], .follow[open]")].reverse();

document.addEventListener("keydown", (event) => {
  const [menu] = event.key === "Escape" ? open() : [];
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});
