/* A recording: nothing of its host is loaded before the reader presses play; then the player takes the link's place. */
const HOSTS = ["https://www.youtube-nocookie.com/embed/", "https://player.vimeo.com/video/"];

for (const box of document.querySelectorAll("[data-recording]")) {
  const link = box.querySelector("[data-player]");
  if (!link || !HOSTS.some((host) => link.dataset.player.startsWith(host))) continue;
  link.addEventListener("click", (press) => {
    if (press.ctrlKey || press.metaKey || press.shiftKey) return;
    press.preventDefault();
    const player = document.createElement("iframe");
    player.src = link.dataset.player;
    player.title = link.dataset.title;
    player.allow = "autoplay; fullscreen; picture-in-picture";
    player.allowFullscreen = true;
    // YouTube refuses to play where it is not told the page's origin.
    player.referrerPolicy = "strict-origin-when-cross-origin";
    player.tabIndex = 0;
    link.replaceWith(player);
    player.focus();
  });
}
