# Words that every room uses.
and = och
