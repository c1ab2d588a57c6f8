"""What the open article leads to."""
