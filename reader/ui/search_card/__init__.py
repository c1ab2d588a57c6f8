"""The card below the search field: how the query was understood, and what could be typed on."""
