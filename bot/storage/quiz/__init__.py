"""What the daily quiz remembers: one store for each thing it deals with."""
