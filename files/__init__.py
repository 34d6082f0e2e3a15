"""Pictures and documents: who may have them, what they are, the words in them."""
