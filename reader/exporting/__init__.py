"""Articles as files for other programs and for paper: from values to text and bytes, nothing is read or stored here."""
