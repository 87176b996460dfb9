"""Setting up a checkout: what `make run` and `make test` do before the product starts."""
