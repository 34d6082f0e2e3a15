"""What the admin shows beyond Wagtail's own: lists of pages by kind, menus of rows, vocabularies, search by words."""
