// A button beside a text that copies it; without it the text is selected by hand as ever.
for (const place of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet small";
  button.textContent = place.dataset.copy;
  button.setAttribute("aria-label", place.dataset.copyName);
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "small";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(place.querySelector("p").innerText.trim());
    status.textContent = place.dataset.copied;
    setTimeout(() => { status.textContent = ""; }, 4000);
  });
  place.append(button, status);
}
