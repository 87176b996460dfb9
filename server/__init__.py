"""The central server, `yici-server`."""
