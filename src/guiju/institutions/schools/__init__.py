"""The support of private schools (民办教育): interest, awards and what may not be founded."""
