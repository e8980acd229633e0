"""PostgreSQL with row-level security by office: ENGINE "ventanilla.kernel.postgresql"."""
