"""What every page is: base page, blocks, terms, visibility, the page tree, languages, rules for going live."""
