"""Papers: documents, fonts, spool and devices."""
