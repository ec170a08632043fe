"""Where things are kept: knowledge files on disk, everything else in the database."""
