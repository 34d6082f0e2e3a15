/* A recording: nothing of its host is loaded before the reader presses play; then the player takes the link's place.
   A time of the transcript plays from that moment on. */
const HOSTS = ["https://www.youtube-nocookie.com/embed/", "https://player.vimeo.com/video/"];
const isKnown = (address) => HOSTS.some((host) => address.startsWith(host));
const opensElsewhere = (press) => press.ctrlKey || press.metaKey || press.shiftKey;

function playerOf(address, title) {
  const player = document.createElement("iframe");
  player.src = address;
  player.title = title;
  player.allow = "autoplay; fullscreen; picture-in-picture";
  player.allowFullscreen = true;
  // YouTube refuses to play where it is not told the page's origin.
  player.referrerPolicy = "strict-origin-when-cross-origin";
  player.tabIndex = 0;
  return player;
}

for (const box of document.querySelectorAll("[data-recording]")) {
  const link = box.querySelector("[data-player]");
  if (!link || !isKnown(link.dataset.player)) continue;
  let place = link;
  const play = (press, address) => {
    if (opensElsewhere(press) || !isKnown(address)) return;
    press.preventDefault();
    const player = playerOf(address, link.dataset.title);
    place.replaceWith(player);
    place = player;
    player.focus();
    player.scrollIntoView({ block: "nearest" });
  };
  link.addEventListener("click", (press) => play(press, link.dataset.player));
  for (const moment of box.querySelectorAll("[data-moment]")) {
    moment.addEventListener("click", (press) => play(press, moment.dataset.moment));
  }
}
