"""An append-only history 台账链: who did what, when, why and by which article; a chain an organ."""
