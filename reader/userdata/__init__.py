"""What the reader of articles made. Precious: migrated, backed up, never rebuilt."""
