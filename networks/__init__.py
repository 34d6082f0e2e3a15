"""The network itself: its pages, people, organisations, committees."""
