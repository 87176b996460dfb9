"""The command line of the desk application, `yici-admin`."""
