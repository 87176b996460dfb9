"""The hall display: a whole screen that tells who is called where."""
