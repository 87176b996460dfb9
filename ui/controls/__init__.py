"""Controls drawn to the tokens, without any knowledge of the desk."""
