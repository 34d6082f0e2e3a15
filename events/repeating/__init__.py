"""Events that take place on many dates: the rule, the dates, and the index of lists that counts them."""
