"""Why one article leads to another."""
