"""Official texts: imported, kept whole, shown, searched, held to the outlines of the rules."""
