"""Words: cut, folded, stemmed, taken out of a question, completed by what says the same, and marked where found."""
