"""Case files: everything done about one matter, from the filing to the answer."""
