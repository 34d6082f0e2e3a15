"""Whether the site works, in words for its administrator: mail, worker, links, address, look, translations, backup."""
