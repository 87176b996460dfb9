"""Tables, migrations, journal and projections over SQLite (SQLCipher) and PostgreSQL."""
