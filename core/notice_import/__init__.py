"""A holiday notice on its way into the calendar: read, checked, compared, approved by two."""
