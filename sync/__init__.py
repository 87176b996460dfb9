"""The cable: wire types and the exchange of journal entries with the central server."""
