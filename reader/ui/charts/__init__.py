"""Charts of names: when they were in the news, and with whom; painted by us, in the theme's colours."""
