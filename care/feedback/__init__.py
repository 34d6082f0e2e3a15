"""“Something wrong on this page?”: what readers say goes to whoever looks after the page."""
