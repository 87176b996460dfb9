"""Alembic's entry: runs on the connection it is handed, inside its transaction."""

from alembic import context

from db.tables import case_file

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=case_file.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
