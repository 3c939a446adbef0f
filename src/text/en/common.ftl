# Words that every room uses.
and = and
