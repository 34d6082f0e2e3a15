// What is printed says where it comes from and of which day it is.
const place = document.querySelector("[data-printed]");

addEventListener("beforeprint", () => {
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format();
  place.textContent = `${location.href.split("#")[0]} · ${place.dataset.printed.replace("{day}", day)}`;
});
